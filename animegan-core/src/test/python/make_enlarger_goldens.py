"""Goldens of the enlarger: make_enlarger_goldens.py, after the figures' goldens, which it enlarges.

PyTorch doubles and quadruples drawn pictures with the numbers that Java reads; Java must come within a level. Needs Debian's
python3-torch and python3-opencv.
"""
import os
import sys

import cv2
import numpy as np
import torch

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../../../../animegan-weights/training"))
from enlarger import Enlarger, bicubic, load

RESOURCES = os.path.join(HERE, "../resources/io/github/animegan/image")
NUMBERS = os.path.join(HERE, "../../main/resources/io/github/animegan/image/resample/enlarger.f32")
OVERSHOOT = 2

network = Enlarger()
load(network, NUMBERS)
out = os.path.join(RESOURCES, "enlarged")
os.makedirs(out, exist_ok=True)
for name, height, width, factor, verb in (("chelsea_sora", 60, 79, 2, "doubled"), ("coffee_sumi", 60, 79, 2, "doubled"),
                                          ("coffee_sora", 30, 41, 4, "quadrupled")):
    drawn = cv2.imread(os.path.join(RESOURCES, "figures", name + ".png"))[:height, :width]
    x = torch.from_numpy(np.ascontiguousarray(drawn[:, :, ::-1])).permute(2, 0, 1)[None].float() / 255
    with torch.no_grad():
        base = torch.floor(bicubic(x, factor).clamp(0, 1) * 255 + 0.5)
        added, = network.corrections(x, [factor])
        y = torch.floor(base + 255 * added + 0.5)[0].permute(1, 2, 0).numpy()[:, :, ::-1]
    around = lambda operation: np.repeat(np.repeat(operation(
        drawn, np.ones((3, 3), np.uint8), borderType=cv2.BORDER_REPLICATE).astype(int), factor, 0), factor, 1)
    y = np.clip(np.clip(y, around(cv2.erode) - OVERSHOOT, around(cv2.dilate) + OVERSHOOT), 0, 255).astype(np.uint8)
    cv2.imwrite(os.path.join(out, name + ".png"), drawn)
    cv2.imwrite(os.path.join(out, f"{name}_{verb}.png"), y)
