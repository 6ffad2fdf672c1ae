"""Contact sheets of what the command line draws, photo | each look: sheets.py PHOTOS OUT THUMBNAILS README.jpg [ANIMEGAN]

PHOTOS: the folder that fetch_photos.sh filled. Only pictures in the public domain, under CC0 or for unrestricted use are shown. Drawn by
ANIMEGAN (../../animegan), with everything that it does by default: canvas, flattening, enlargement. OUT gets a sheet of photos of 720
pixels for each of SHEETS, awkward.jpg of what is hard to draw, and phone.jpg: photos enlarged to 4000x3000, whole and a part of them at
100 %. THUMBNAILS gets the looks' small pictures for the catalogue, README.jpg is made of phone-sized photos.
"""
import os
import random
import subprocess
import sys
import tempfile

import cv2
import numpy as np

from export import looks
from pairs import synthetic

SHEETS = {
    "places": ["kodim21", "kodim22", "kodim08", "kodim16"],
    "people": ["astronaut", "kodim15", "kodim18", "kodim04"],
    "things": ["coffee", "chelsea", "kodim23", "kodim07"],
}
AWKWARD = {  # a photo or nothing, and what is made of it
    "noise": ("kodim15", lambda x: x + np.random.default_rng(1).normal(0, 20, x.shape)),
    "night": ("kodim08", lambda x: 255 * (x / 255.0) ** 1.3 * 0.22 + np.random.default_rng(2).normal(0, 4, x.shape)),
    "overexposed": ("kodim04", lambda x: x * 1.9 + 20),
    "bokeh": ("kodim07", lambda x: x),
    "fur": ("chelsea", lambda x: x),
    "crowd": ("kodim14", lambda x: x),
    "text": (None, lambda: synthetic("text", random.Random(5))),
    "line art": (None, lambda: synthetic("line art", random.Random(2))),
    "one color": (None, lambda: np.full((416, 624, 3), (140, 90, 60))),
    "black and white": (None, lambda: np.repeat([[[0] * 3] * 312 + [[255] * 3] * 312], 416, 0)),
}
PHONE = {"kodim21": (0.42, 0.1), "astronaut": (0.365, 0.19), "kodim23": (0.67, 0.36)}  # and where the part at 100 % begins
README = ["kodim21", "astronaut", "coffee"]
THUMBNAIL = ("kodim21", 128)
WIDTH = 300
GAP = 4


def prepared(photos, folder, name, size):
    """The photo with a longer side of `size`, or cropped to `size` = (width, height)."""
    photo = cv2.imread(os.path.join(photos, name + ".png"))
    h, w = photo.shape[:2]
    scale = size / max(h, w) if isinstance(size, int) else max(size[0] / w, size[1] / h)
    photo = cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    if not isinstance(size, int):
        top, left = (photo.shape[0] - size[1]) // 3, (photo.shape[1] - size[0]) // 2
        photo = photo[top:top + size[1], left:left + size[0]]
    os.makedirs(folder, exist_ok=True)
    cv2.imwrite(os.path.join(folder, name + ".png"), photo)


def awkward(photos, folder):
    """What is hard to draw, as PNG files."""
    os.makedirs(folder, exist_ok=True)
    for name, (photo, change) in AWKWARD.items():
        picture = change(cv2.imread(os.path.join(photos, photo + ".png")).astype(np.float64)) if photo else change()
        cv2.imwrite(os.path.join(folder, name + ".png"), np.clip(picture, 0, 255).astype(np.uint8))


def drawn(animegan, folder, names):
    """For each name the photo and its picture in each look."""
    for look in looks():
        subprocess.run([animegan, folder, "-o", os.path.join(folder, ".out", look["name"]), "--style", look["name"], "-q"], check=True)
    return {name: [cv2.imread(os.path.join(folder, name + ".png"))]
            + [cv2.imread(os.path.join(folder, ".out", look["name"], name + "-anime.png")) for look in looks()] for name in names}


def fitted(picture, width, height):
    scale = max(width / picture.shape[1], height / picture.shape[0])
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    top = (small.shape[0] - height) // 3
    return small[top:top + height, :width]


def row(pictures):
    height = round(WIDTH * min(1.0, pictures[0].shape[0] / pictures[0].shape[1]))
    return side_by_side([fitted(picture, WIDTH, height) for picture in pictures])


def part(pictures, left, top):
    """The same place of each picture, pixel for pixel."""
    h, w = pictures[0].shape[:2]
    y, x = int(top * h), int(left * w)
    return side_by_side([picture[y:y + WIDTH * 3 // 4, x:x + WIDTH] for picture in pictures])


def side_by_side(pictures):
    gap = np.full((pictures[0].shape[0], GAP, 3), 255, np.uint8)
    return np.hstack([piece for picture in pictures for piece in (picture, gap)][:-1])


def write(path, rows, quality):
    gap = np.full((GAP, rows[0].shape[1], 3), 255, np.uint8)
    cv2.imwrite(path, np.vstack([piece for r in rows for piece in (r, gap)][:-1]), [cv2.IMWRITE_JPEG_QUALITY, quality])
    print(path, os.path.getsize(path), flush=True)


def main(photos, out, thumbnails, readme, animegan="../../animegan"):
    with tempfile.TemporaryDirectory() as work:
        usual, phone = os.path.join(work, "720"), os.path.join(work, "phone")
        names = sorted({name for sheet in SHEETS.values() for name in sheet})
        for name in names:
            prepared(photos, usual, name, 720)
        pictures = drawn(animegan, usual, names)
        for sheet, members in SHEETS.items():
            write(os.path.join(out, sheet + ".jpg"), [row(pictures[name]) for name in members], 80)
        hard = os.path.join(work, "awkward")
        awkward(photos, hard)
        drawings = drawn(animegan, hard, AWKWARD)
        write(os.path.join(out, "awkward.jpg"), [row(drawings[name]) for name in AWKWARD], 80)
        name, side = THUMBNAIL
        for look, picture in zip(looks(), pictures[name][1:]):
            least = min(picture.shape[:2])
            small = cv2.resize(fitted(picture, least, least), (side, side), interpolation=cv2.INTER_AREA)
            cv2.imwrite(os.path.join(thumbnails, look["name"] + ".jpg"), small, [cv2.IMWRITE_JPEG_QUALITY, 82])
        names = sorted({*PHONE, *README})
        for name in names:
            prepared(photos, phone, name, (4000, 3000))
        pictures = drawn(animegan, phone, names)
        write(os.path.join(out, "phone.jpg"),
              [r for name, place in PHONE.items() for r in (row(pictures[name]), part(pictures[name], *place))], 80)
        write(readme, [row(pictures[name]) for name in README], 84)


if __name__ == "__main__":
    main(*sys.argv[1:])
