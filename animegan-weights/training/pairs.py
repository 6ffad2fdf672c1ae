"""Makes training pairs: pairs.py PHOTOS OUT FIRST LAST PROCESSES writes OUT/<variant>_<photo>.npy, uint8 [1 + looks, H, W, 3]:
the photo and how the teacher draws it in each look of looks.json.

The teacher sees the clean photo; noise, blur and compression are laid on the student's side while it learns (degradation.py),
so that it also learns to look through them. Each variant is drawn from a seed of its own name, so a pair does not depend on the others, their order or the processes.
"""
import csv
import os
import random
import sys
import zlib
from multiprocessing import Pool

import cv2
import numpy as np

from teacher import LOOKS, teacher

SIDE = 416
SYNTHETIC = ("flat", "gradient", "text", "line art")


def photos():
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "photos.tsv"), encoding="utf-8") as table:
        return [row["file"] for row in csv.DictReader(table, delimiter="\t") if row["use"] == "training"]


def crop(image, r):
    h, w = image.shape[:2]
    y, x = r.randint(0, max(0, h - SIDE)), r.randint(0, max(0, w - SIDE))
    return image[y:y + SIDE, x:x + SIDE]


def rescale(image, r):
    """To a long side about a canvas, 560 to 1100; now and then far larger, so that the faces of a group fill a crop."""
    h, w = image.shape[:2]
    side = r.uniform(560, 1100) if r.random() < 0.85 else r.uniform(1100, 1800)
    scale = max(min(side / max(h, w), 2.2), SIDE / min(h, w))
    filtering = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return cv2.resize(image, None, fx=scale, fy=scale, interpolation=filtering)


def recolour(image, r):
    x = image.astype(np.float32) / 255
    if r.random() < 0.12:
        x = x[..., r.sample(range(3), 3)]
    if r.random() < 0.06:
        x = np.repeat(x.mean(-1, keepdims=True), 3, -1)
    if r.random() < 0.12:  # night
        x = x * r.uniform(0.12, 0.45)
    x = np.clip(x, 0, 1) ** r.uniform(0.65, 1.5)
    x = x * np.float32([r.uniform(0.85, 1.15) for _ in range(3)])
    grey = x.mean(-1, keepdims=True)
    x = grey + (x - grey) * r.uniform(0.6, 1.35)
    return (np.clip((x - 0.5) * r.uniform(0.75, 1.2) + 0.5 + r.uniform(-0.06, 0.06), 0, 1) * 255 + 0.5).astype(np.uint8)


def colour(r):
    return tuple(r.randrange(256) for _ in range(3))


def synthetic(kind, r):
    side = SIDE
    image = np.zeros((side, side, 3), np.uint8)
    image[:] = r.choice([(0, 0, 0), (255, 255, 255), colour(r), colour(r)])
    if kind == "gradient":
        ends = np.float32([colour(r), colour(r)])
        angle = r.uniform(0, 2 * np.pi)
        y, x = np.mgrid[:side, :side] / side
        t = np.clip(0.5 + (x - 0.5) * np.cos(angle) + (y - 0.5) * np.sin(angle), 0, 1)[..., None]
        image = (ends[0] * (1 - t) + ends[1] * t).astype(np.uint8)
    elif kind == "flat":
        for _ in range(r.randint(0, 6)):
            y, x = r.randrange(side), r.randrange(side)
            cv2.rectangle(image, (x, y), (x + r.randint(8, 160), y + r.randint(8, 160)), colour(r), -1)
    elif kind == "text":
        ink = colour(r) if r.random() < 0.5 else (0, 0, 0) if image.mean() > 127 else (255, 255, 255)
        for y in range(16, side, r.randint(14, 40)):
            words = "".join(chr(r.randint(33, 122)) for _ in range(40))
            cv2.putText(image, words, (4, y), r.randint(0, 4), r.uniform(0.35, 1.1), ink, r.randint(1, 2), cv2.LINE_AA)
    elif kind == "line art":
        ink = (0, 0, 0) if image.mean() > 127 else (255, 255, 255)
        for _ in range(r.randint(5, 30)):
            points = np.cumsum(np.random.default_rng(r.randrange(2**32)).normal(0, 30, (12, 2)), 0) + r.randrange(side)
            cv2.polylines(image, [points.astype(np.int32)], False, ink, r.randint(1, 4), cv2.LINE_AA)
    return image


def pair(job):
    folder, out, name, variant = job
    target = os.path.join(out, f"{variant:03d}_{name}.npy")
    if os.path.exists(target):
        return
    cv2.setNumThreads(1)
    r = random.Random(zlib.crc32(f"{name} {variant}".encode()))
    if name in SYNTHETIC:
        image = synthetic(name, r)
    else:
        image = crop(rescale(cv2.imread(os.path.join(folder, name)), r), r)
        if variant > 0:
            image = recolour(image, r)
    image = np.ascontiguousarray(image[:, :, ::-1])
    arrays = np.stack([image] + teacher(image, list(LOOKS)))
    with open(target + ".part", "wb") as file:
        np.save(file, arrays)
    os.rename(target + ".part", target)


if __name__ == "__main__":
    folder, out, first, last, processes = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:6])
    os.makedirs(out, exist_ok=True)
    jobs = []
    for variant in range(first, last):
        names = photos()
        random.Random(variant).shuffle(names)
        jobs += [(folder, out, name, variant) for name in names]
        jobs += [(folder, out, name, variant) for name in SYNTHETIC[variant % 2::2]]
    with Pool(processes) as pool:
        for _ in pool.imap_unordered(pair, jobs, chunksize=1):
            pass
    print(len(jobs), "pairs")
