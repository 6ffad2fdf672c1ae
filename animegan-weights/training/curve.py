"""Draws LOG/<style>.csv as LOG/<style>.png: the loss and the held-out PSNR over the minutes. curve.py LOG"""
import csv
import glob
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

for path in sorted(glob.glob(sys.argv[1] + "/*.csv")):
    with open(path, encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    minutes = [int(row["seconds"]) / 60 for row in rows]
    figure, left = plt.subplots(figsize=(7, 3.6))
    left.plot(minutes, [float(row["loss"]) for row in rows], color="tab:red")
    left.set(xlabel="minutes", ylabel="loss (red)", yscale="log", title=path.rsplit("/", 1)[-1][:-4])
    right = left.twinx()
    right.plot(minutes, [float(row["psnr"]) for row in rows], color="tab:blue")
    right.plot(minutes, [float(row["psnr_int8"]) for row in rows], color="tab:blue", linestyle=":")
    right.set_ylabel("held-out PSNR, dB (blue; int8 dotted)")
    figure.tight_layout()
    figure.savefig(path[:-4] + ".png", dpi=90)
