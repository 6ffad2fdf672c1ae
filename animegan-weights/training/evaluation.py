"""How near the students come to the teacher on the held-out photos: evaluation.py PHOTOS STYLES [SIDE]

PSNR, and the lines' darkness and width relative to the teacher's, of each stored style at a longer side of SIDE (720).
"""
import os
import sys

import cv2
import numpy as np
import torch
import torch.nn.functional as F

from checkpoint import read
from export import looks
from figures import figures
from local_generator import LocalGenerator
from teacher import teacher

HELD_OUT = ("astronaut", "kodim04", "kodim15", "kodim21", "kodim23")


def load(path, side):
    photo = cv2.imread(path)[:, :, ::-1]
    scale = side / max(photo.shape[:2])
    return np.ascontiguousarray(cv2.resize(photo, None, fx=scale, fy=scale,
                                           interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC))


def load_network(path):
    """A student with the weights of a stored style."""
    network = LocalGenerator()
    state = read(path)[0]
    with torch.no_grad():
        for name, parameter in network.named_parameters():
            parameter.copy_(state[name.split(".", 1)[1]])
    return network.eval()


def stylize(network, photo):
    """uint8 RGB of any size from 16x16 -> uint8 RGB: padded by reflection to a multiple of 8 and cropped back."""
    h, w = photo.shape[:2]
    x = torch.from_numpy(photo).permute(2, 0, 1)[None].float() / 127.5 - 1
    with torch.no_grad():
        y = network(F.pad(x, (0, -w % 8, 0, -h % 8), "reflect"))[0, :, :h, :w]
    return ((y.permute(1, 2, 0).clamp(-1, 1) + 1) * 127.5).round().byte().numpy()


def psnr(a, b):
    return float(10 * np.log10(255**2 / np.mean((a.astype(np.float64) - b) ** 2)))


if __name__ == "__main__":
    folder, styles = sys.argv[1:3]
    side = int(sys.argv[3]) if len(sys.argv) > 3 else 720
    names = [look["name"] for look in looks()]
    networks = [load_network(os.path.join(styles, name + ".safetensors")) for name in names]
    for photo_name in HELD_OUT:
        photo = load(os.path.join(folder, photo_name + ".png"), side)
        bgr = lambda x: np.ascontiguousarray(x[:, :, ::-1])
        for name, network, goal in zip(names, networks, teacher(photo, names)):
            drawn = stylize(network, photo)
            a, b = figures(bgr(drawn), bgr(photo)), figures(bgr(goal), bgr(photo))
            print(f"{photo_name:10} {name:5} {psnr(drawn, goal):6.2f} dB, darkness of lines {a['dark'] / b['dark']:.2f}, "
                  f"width {a['width'] / b['width']:.2f}", flush=True)
