"""Makes the pictures that the enlarger learns from: drawings.py PHOTOS OUT ROUNDS writes OUT/<round>_<photo>.npy, uint8 [H, W, 3].

Each is a part of 640x512 pixels of a photo of the training, mostly scaled to a longer side of 1000 to 1440, as the teacher draws
it in one look, every second time `sora`.
"""
import os
import random
import sys
import zlib

import cv2
import numpy as np

from pairs import photos
from teacher import LOOKS, teacher

WIDTH, HEIGHT = 640, 512


def part(photo, r):
    h, w = photo.shape[:2]
    side = r.uniform(1000, 1440) if r.random() < 0.8 else r.uniform(720, 1000)
    scale = min(side / max(h, w), 1.9)
    photo = cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    h, w = photo.shape[:2]
    y, x = r.randint(0, max(0, h - HEIGHT)), r.randint(0, max(0, w - WIDTH))
    return np.ascontiguousarray(photo[y:y + HEIGHT, x:x + WIDTH, ::-1])


def main(folder, out, rounds):
    os.makedirs(out, exist_ok=True)
    for turn in range(rounds):
        for name in photos():
            target = os.path.join(out, f"{turn}_{name}.npy")
            if not os.path.exists(target):
                r = random.Random(zlib.crc32(f"{name} {turn}".encode()))
                drawn, = teacher(part(cv2.imread(os.path.join(folder, name)), r), [r.choice(["sora"] * 3 + list(LOOKS)[1:])])
                np.save(target, drawn)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
