"""PSNR and SSIM of a student against the teacher on the five held-out photos, the long side 512.

evaluation.py PHOTOS STYLE CHECKPOINT.safetensors
"""
import os
import sys

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from skimage.metrics import structural_similarity

from local_generator import LocalGenerator
from teacher import teacher

HELD_OUT = ("astronaut", "kodim04", "kodim15", "kodim21", "kodim23")


def load(path, side=512):
    photo = cv2.imread(path)[:, :, ::-1]
    scale = side / max(photo.shape[:2])
    return np.ascontiguousarray(cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))


def stylize(network, photo):
    """uint8 RGB of any size from 8x8 -> uint8 RGB: padded by reflection to a multiple of 4 and cropped back."""
    h, w = photo.shape[:2]
    x = torch.from_numpy(photo).permute(2, 0, 1)[None].float() / 127.5 - 1
    with torch.no_grad():
        y = network(F.pad(x, (0, -w % 4, 0, -h % 4), "reflect"))[0, :, :h, :w]
    return ((y.permute(1, 2, 0).clamp(-1, 1) + 1) * 127.5).round().byte().numpy()


def psnr(a, b):
    return float(10 * np.log10(255**2 / np.mean((a.astype(np.float64) - b) ** 2)))


def ssim(a, b):
    return float(structural_similarity(a, b, channel_axis=2))


class Judge:
    def __init__(self, photos, style):
        self.photos = [load(os.path.join(photos, name + ".png")) for name in HELD_OUT]
        self.goals = [teacher(photo, [style])[0] for photo in self.photos]

    def __call__(self, network):
        """PSNR of each photo, SSIM of each photo."""
        results = [stylize(network, photo) for photo in self.photos]
        return ([psnr(y, goal) for y, goal in zip(results, self.goals)],
                [ssim(y, goal) for y, goal in zip(results, self.goals)])


if __name__ == "__main__":
    from checkpoint import read

    network = LocalGenerator()
    network.load_state_dict(read(sys.argv[3])[0])
    scores = Judge(sys.argv[1], sys.argv[2])(network)
    for name, p, s in zip(HELD_OUT, *scores):
        print(f"{name:10} {p:6.2f} dB  SSIM {s:.4f}")
    print(f"{'mean':10} {np.mean(scores[0]):6.2f} dB  SSIM {np.mean(scores[1]):.4f}")
