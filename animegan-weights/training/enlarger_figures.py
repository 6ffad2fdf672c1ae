"""How the enlarger does on the held-out photos: enlarger_figures.py PHOTOS ENLARGER.f32 [SIDE]

The teacher draws each photo in `sora` with SIDE (720) pixels on the longer side; its picture is reduced by four and enlarged by
four. Printed are PSNR to the drawing and the width of edges, from 10 to 90 %, in pixels: the median of isolated steps along rows
and columns; then the same of made-up shapes, which are as crisp as can be.
"""
import os
import random
import sys

import cv2
import numpy as np
import torch
import torch.nn.functional as F

from enlarger import Enlarger, bicubic, load as load_numbers, shapes
from evaluation import HELD_OUT, load, psnr
from teacher import teacher

REACH = 14  # px on either side of an edge, of which the outer eight must be calm
OVERSHOOT = 2 / 255


def enlarge(network, x):
    """As Java does it."""
    around = F.pad(x, (1,) * 4, "replicate")
    lowest, highest = -F.max_pool2d(-around, 3, 1), F.max_pool2d(around, 3, 1)
    repeat = lambda t: t.repeat_interleave(4, 2).repeat_interleave(4, 3)
    y = network(x, [4])[0]
    return torch.minimum(torch.maximum(y, repeat(lowest) - OVERSHOOT), repeat(highest) + OVERSHOOT)


def width(profile, low, high):
    z = (profile - low) / (high - low)
    middle = next((i for i in range(REACH - 6, REACH + 6) if z[i] <= 0.5 < z[i + 1]), None)
    if middle is None:
        return np.nan
    first, last = middle, middle + 1
    while first > 0 and z[first] > 0.1:
        first -= 1
    while last < len(z) - 1 and z[last] < 0.9:
        last += 1
    if z[first] > 0.1 or z[last] < 0.9:
        return np.nan
    return last - 1 + (0.9 - z[last - 1]) / (z[last] - z[last - 1]) - first - (0.1 - z[first]) / (z[first + 1] - z[first])


def widths(drawn, enlarged):
    """Of drawn edges, in each of several pictures of light."""
    found = []
    for turn in (np.asarray, np.transpose):
        light, *others = map(turn, [drawn, *enlarged])
        across, along = cv2.filter2D(light, -1, np.float32([[-1, 0, 1]])), cv2.filter2D(light, -1, np.float32([[-1], [0], [1]]))
        used = np.zeros(light.shape, bool)
        for y, x in zip(*np.where((abs(across) > 35) & (abs(along) < abs(across) / 4))):
            place = slice(x - REACH, x + REACH + 1)
            if not REACH + 2 <= x <= light.shape[1] - REACH - 2 or used[y, x]:
                continue
            used[y, max(0, x - 6):x + 7] = True
            ends = light[y, place][:8], light[y, place][-8:]
            low, high = ends[0].mean(), ends[1].mean()
            calm = max(end.std() for end in ends) <= 2.5 and abs(high - low) >= 70
            if calm and (np.diff(light[y, place]) * np.sign(high - low)).min() >= -4:
                found.append([width(picture[y, place], low, high) for picture in (light, *others)])
    return [row for row in found if not np.isnan(row[0])]


def main(folder, numbers, side=720):
    network = Enlarger()
    load_numbers(network, numbers)
    cases = [(name, teacher(load(os.path.join(folder, name + ".png"), side))[0]) for name in HELD_OUT]
    r = random.Random(99)
    edges = {"drawings": [], "shapes": []}
    for name, drawn in cases + [("shapes", shapes(r)) for _ in range(4)]:
        drawn = np.ascontiguousarray(drawn[:drawn.shape[0] // 4 * 4, :drawn.shape[1] // 4 * 4])
        small = cv2.resize(drawn, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
        x = torch.from_numpy(small).permute(2, 0, 1)[None].float() / 255
        with torch.no_grad():
            pictures = [(y.clamp(0, 1)[0].permute(1, 2, 0).numpy() * 255 + 0.5).astype(np.uint8)
                        for y in (bicubic(x, 4), enlarge(network, x))]
        light = lambda picture: cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32)
        edges["shapes" if name == "shapes" else "drawings"] += widths(light(drawn), list(map(light, pictures)))
        decibels = [psnr(picture, drawn) for picture in pictures]
        print(f"{name:10} bicubic {decibels[0]:.2f} dB, enlarger {decibels[1] - decibels[0]:+.2f}", flush=True)
    for name, rows in edges.items():
        print(f"{len(rows)} edges of {name}: drawn, bicubic, enlarger", np.round(np.nanmedian(rows, 0), 2))


if __name__ == "__main__":
    main(*sys.argv[1:3], *map(int, sys.argv[3:]))
