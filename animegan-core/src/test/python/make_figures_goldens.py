"""Goldens of the figures of style: make_figures_goldens.py PHOTOS, the folder with chelsea.png and coffee.png (both CC0).

Needs Debian's python3-opencv, python3-skimage and the teacher and figures.py of animegan-weights/training. Writes small photos,
how the teacher draws them, and figures.csv.
"""
import os
import sys

import cv2
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../../../../animegan-weights/training"))
from figures import FIGURES, figures
from teacher import teacher

OUT = os.path.join(HERE, "../resources/io/github/animegan/image/figures")
CROPS = {"chelsea": (40, 110, 120, 160), "coffee": (60, 160, 141, 133)}
LOOKS = ["sora", "sumi"]

os.makedirs(OUT, exist_ok=True)
rows = ["picture;photo;" + ";".join(FIGURES)]
for name, (y, x, h, w) in CROPS.items():
    photo = np.ascontiguousarray(cv2.imread(os.path.join(sys.argv[1], name + ".png"))[y:y + h, x:x + w])
    pictures = {name: photo}
    for look, drawn in zip(LOOKS, teacher(np.ascontiguousarray(photo[:, :, ::-1]), LOOKS)):
        pictures[f"{name}_{look}"] = np.ascontiguousarray(drawn[:, :, ::-1])
    for key, picture in pictures.items():
        cv2.imwrite(os.path.join(OUT, key + ".png"), picture)
        values = figures(picture, photo)
        rows.append(f"{key}.png;{name}.png;" + ";".join(repr(values[figure]) for figure in FIGURES))
with open(os.path.join(OUT, "figures.csv"), "w", encoding="utf-8") as file:
    file.write("\n".join(rows) + "\n")
