"""Goldens of the built-in looks: make_look_goldens.py CHELSEA.png (CC0), after export.py.

PyTorch draws a crop of the photo with the stored weights; Java must draw the same within a level. Needs Debian's python3-torch
and python3-opencv. Writes photo.png and LOOK.png.
"""
import os
import sys

import cv2
import numpy as np
import torch

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../../../training"))
from evaluation import load_network, stylize
from export import looks

OUT = os.path.join(HERE, "../resources/io/github/animegan/weights/style/looks")
STYLES = os.path.join(HERE, "../../main/resources/io/github/animegan/weights/styles")

os.makedirs(OUT, exist_ok=True)
photo = cv2.imread(sys.argv[1])[100:177, 130:215]
cv2.imwrite(os.path.join(OUT, "photo.png"), photo)
for look in looks():
    network = load_network(os.path.join(STYLES, look["name"] + ".safetensors"))
    drawn = stylize(network, np.ascontiguousarray(photo[:, :, ::-1]))
    cv2.imwrite(os.path.join(OUT, look["name"] + ".png"), drawn[:, :, ::-1])
