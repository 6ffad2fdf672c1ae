"""Fits the sixteen colours of InkMixture (needs numpy and scipy, and Debian's icc-profiles-free for the measured charts).

The charts are CGATS TR 003 (SWOP, coated) and FOGRA39L. Their colours are taken relative to the paper, with black point
compensation, to sRGB; paper stays white and no sample leaves [0, 255]. Prints the table, then the mean error of each chart.
"""
import re
import numpy as np
from scipy.optimize import lsq_linear

FOLDER = '/usr/share/color/icc/'
D50 = np.array([0.9642, 1, 0.8249])
SRGB_OF_XYZ = np.array([[3.1338561, -1.6168667, -0.4906146],
                        [-0.9787684, 1.9161415, 0.0334540],
                        [0.0719453, -0.2289914, 1.4052427]])


def xyz_of_lab(lab):
    y = (lab[:, 0] + 16) / 116
    f = np.stack([y + lab[:, 1] / 500, y, y - lab[:, 2] / 200], 1)
    return D50 * np.where(f > 6 / 29, f ** 3, 3 * (6 / 29) ** 2 * (f - 4 / 29))


def chart(name):
    text = open(FOLDER + name).read()
    fields = re.search(r'BEGIN_DATA_FORMAT\s+(.*?)\s+END_DATA_FORMAT', text, re.S).group(1).split()
    rows = [row.split() for row in re.search(r'BEGIN_DATA\n(.*?)END_DATA', text, re.S).group(1).strip().split('\n')]

    def columns(prefix, letters):
        return np.array([[float(row[fields.index(prefix + letter)]) for letter in letters] for row in rows])

    inks = columns('CMYK_', 'CMYK') / 100
    xyz = xyz_of_lab(columns('LAB_', 'LAB')) if 'LAB_L' in fields else columns('XYZ_', 'XYZ') / 100
    xyz = xyz / xyz[inks.sum(1) == 0].mean(0) * D50
    black = xyz[:, 1].min()
    linear = np.clip((xyz - D50 * black) / (1 - black) @ SRGB_OF_XYZ.T, 0, 1)
    return inks, 255 * np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)


def shares(inks):
    return np.stack([np.prod([inks[:, ink] if i >> ink & 1 else 1 - inks[:, ink] for ink in range(4)], 0)
                     for i in range(16)], 1)


if __name__ == '__main__':
    charts = {name: chart(name) for name in ('TR003.ti3', 'FOGRA39L.ti3')}
    weights = np.concatenate([np.full(len(inks), len(inks) ** -0.5) for inks, _ in charts.values()])[:, None]
    a = np.concatenate([shares(inks) for inks, _ in charts.values()]) * weights
    b = np.concatenate([rgb for _, rgb in charts.values()]) * weights
    colours = np.full((16, 3), 255.0)
    for channel in range(3):
        colours[1:, channel] = lsq_linear(a[:, 1:], b[:, channel] - 255 * a[:, 0], bounds=(0, 255)).x
    colours = np.round(colours)
    print(', '.join('0x%02x%02x%02x' % tuple(colour.astype(int)) for colour in colours))
    for name, (inks, rgb) in charts.items():
        naive = 255 * (1 - inks[:, :3]) * (1 - inks[:, 3:])
        print(name, abs(shares(inks) @ colours - rgb).mean().round(1), 'naive', abs(naive - rgb).mean().round(1))
