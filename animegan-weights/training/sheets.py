"""Contact sheets (photo | teacher | student) as JPEG: sheets.py PHOTOS OUT NAME=CHECKPOINT...

PHOTOS: the folder that fetch_photos.sh filled. Only pictures in the public domain, under CC0 or for unrestricted use are
shown. `awkward` is what a stranger might feed the network: tiny, odd, black, white, one colour, noise, text, night.
"""
import os
import sys

import cv2
import numpy as np

from checkpoint import read
from evaluation import HELD_OUT, load, stylize
from local_generator import LocalGenerator
from teacher import teacher

kodak = lambda *numbers: ["kodim%02d.png" % number for number in numbers]
SHEETS = {
    "held_out": [name + ".png" for name in HELD_OUT],
    "photos": ["rocket.jpg", "coffee.png", "chelsea.png", "wesaturate_cvo9xd_keong_macan_srgb8.png",
               "wesaturate_tmshre_riaphotographs_srgb8.png", "wesaturate_u76c0g_bliznaca_srgb8.png"],
    "kodak_1": kodak(1, 2, 3, 5, 6, 9, 10),
    "kodak_2": kodak(7, 8, 11, 12, 13, 17, 18),
    "kodak_3": kodak(14, 16, 20, 22, 24, 19),
}
CAPTION, GAP, HEIGHT = 18, 6, 216
WIDTH = 2 * 3 * HEIGHT * 3 // 2 + GAP
LIMIT = 245_000


def caption(image, text):
    bar = np.full((CAPTION, image.shape[1], 3), 255, np.uint8)
    cv2.putText(bar, text, (4, 13), cv2.FONT_HERSHEY_SIMPLEX, 0.4, (40, 40, 40), 1, cv2.LINE_AA)
    return np.vstack([bar, image])


def row(photo, network, style, name):
    pictures = [photo, teacher(photo, [style])[0], stylize(network, photo)]
    scale = min(1.0, HEIGHT / photo.shape[0])
    shown = [cv2.resize(p, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) for p in pictures]
    return caption(np.hstack(shown), f"{name}: photo | teacher | {style}")


def sheet(rows, width):
    """The rows side by side, wrapped at the width."""
    lines, x = [[]], 0
    for r in rows:
        if lines[-1] and x + r.shape[1] > width:
            lines.append([])
            x = 0
        lines[-1].append(r)
        x += r.shape[1] + GAP
    page = []
    for line in lines:
        strip = np.full((max(r.shape[0] for r in line), width, 3), 255, np.uint8)
        x = 0
        for r in line:
            strip[:r.shape[0], x:x + r.shape[1]] = r
            x += r.shape[1] + GAP
        page.append(strip)
    return np.vstack(page)


def save(path, page):
    for quality in range(86, 20, -3):
        data = cv2.imencode(".jpg", page[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()
        if len(data) <= LIMIT:
            break
    with open(path, "wb") as file:
        file.write(data)
    print(path, page.shape[1::-1], "quality", quality, len(data), "bytes")


def awkward(photos):
    r = np.random.default_rng(3)
    portrait, house = load(os.path.join(photos, "astronaut.png")), load(os.path.join(photos, "kodim08.png"))
    flat = lambda colour: np.full((128, 192, 3), colour, np.uint8)
    text = flat(255)
    for i, line in enumerate(["The quick brown fox", "jumps over the lazy", "dog. 0123456789 @#&"]):
        cv2.putText(text, line, (6, 30 + 36 * i), cv2.FONT_HERSHEY_SIMPLEX, 0.3 + 0.15 * i, (0, 0, 0), 1, cv2.LINE_AA)
    art = flat(255)
    for i in range(8):
        cv2.ellipse(art, (96, 64), (10 + 10 * i, 60 - 6 * i), 15 * i, 0, 300, (0, 0, 0), 1 + i % 3, cv2.LINE_AA)
    return {
        "32x32": cv2.resize(portrait[0:256, 100:356], (32, 32), interpolation=cv2.INTER_AREA),
        "333x517": cv2.resize(portrait, (333, 517), interpolation=cv2.INTER_AREA),
        "black": flat(0), "white": flat(255), "one colour": flat((40, 90, 200)), "red": flat((255, 0, 0)),
        "noise": r.integers(0, 256, (128, 192, 3), np.uint8), "text": text, "line art": art,
        "night": (house.astype(np.float32) * 0.18 + r.normal(0, 3, house.shape)).clip(0, 255).astype(np.uint8),
    }


if __name__ == "__main__":
    photos, out = sys.argv[1], sys.argv[2]
    os.makedirs(out, exist_ok=True)
    for argument in sys.argv[3:]:
        style, path = argument.split("=")
        network = LocalGenerator()
        network.load_state_dict(read(path)[0])
        for name, files in SHEETS.items():
            rows = [row(load(os.path.join(photos, f)), network, style, f.split(".")[0]) for f in files]
            save(os.path.join(out, f"{style}_{name}.jpg"), sheet(rows, WIDTH))
        rows = [row(image, network, style, name) for name, image in awkward(photos).items()]
        save(os.path.join(out, f"{style}_awkward.jpg"), sheet(rows, WIDTH))
