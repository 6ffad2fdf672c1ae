"""Trains the learned x2 and x4 of drawn pictures: enlarger.py DRAWINGS STUDENTS OUT MINUTES writes OUT/enlarger.pt, .f32.

A sub-pixel network (Shi et al. 2016) on top of bicubic interpolation. DRAWINGS holds what drawings.py makes, the teacher's
pictures; STUDENTS holds photos that `animegan --canvas photo` has drawn, *-anime.png; and some crisp shapes are made up here.
Each picture is reduced by four, sometimes softened a little as a student's pictures are, and must come back. What costs is the
picture at the small size, so one network of some width makes all four times four samples of a pixel at once, and two times two
with another last layer. `enlarger.f32` holds the numbers as Java reads them: for each convolution weights [out][in][3][3], then
biases, little-endian float32; the last layer for x2 before that for x4.
"""
import glob
import os
import random
import sys
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")
import cv2
import numpy as np
import torch
from torch import nn
import torch.nn.functional as F

WIDTH = 32
HIDDEN = 4
SMALL = 32  # the side of a crop at the small size ...
MARGIN = 2  # ... and what is not compared at its edges
RATE = 2e-3
BATCH = 4
STRONGER = 1.2  # the correction of x4 in the end: crisper, and as near (decision 016)


def keys(distance):
    """Keys' cubic with a = -0.5, as Java's Resampling.BICUBIC."""
    x = abs(distance)
    return 1.5 * x**3 - 2.5 * x**2 + 1 if x < 1 else -0.5 * x**3 + 2.5 * x**2 - 4 * x + 2 if x < 2 else 0.0


def kernel(factor):
    phases = torch.tensor([[keys(tap - (phase + 0.5) / factor + 0.5) for tap in (-2, -1, 0, 1, 2)] for phase in range(factor)])
    return torch.einsum("ap,bq->abpq", phases, phases).reshape(factor * factor, 1, 5, 5)


KERNELS = {factor: kernel(factor) for factor in (2, 4)}


def bicubic(x, factor):
    """As Java's: at the picture's edges the weights of what lies outside are left out."""
    n, c, h, w = x.shape
    sums = lambda t: F.pixel_shuffle(F.conv2d(F.pad(t, (2,) * 4), KERNELS[factor]), factor)
    return (sums(x.reshape(n * c, 1, h, w)) / sums(torch.ones(1, 1, h, w))).reshape(n, c, factor * h, factor * w)


class Enlarger(nn.Module):
    """x: [n, 3, h, w] in [0, 1] -> for each factor [n, 3, factor * h, factor * w], not clamped."""

    def __init__(self):
        super().__init__()
        self.hidden = nn.ModuleList([nn.Conv2d(WIDTH if i else 3, WIDTH, 3) for i in range(HIDDEN)])
        self.head2 = nn.Conv2d(WIDTH, 3 * 4, 3)
        self.head4 = nn.Conv2d(WIDTH, 3 * 16, 3)
        with torch.no_grad():
            for layer in self.hidden:
                nn.init.kaiming_normal_(layer.weight, 0.2)
                layer.bias.zero_()
            for layer in (self.head2, self.head4):
                layer.weight *= 0.1
                layer.bias.zero_()

    def layers(self):
        return [*self.hidden, self.head2, self.head4]

    def corrections(self, x, factors):
        """What is added to the bicubic enlargements."""
        pad = lambda t: F.pad(t, (1,) * 4, "replicate")
        y = x - 0.5
        for layer in self.hidden:
            y = F.leaky_relu(layer(pad(y)), 0.2)
        y = pad(y)
        return [F.pixel_shuffle({2: self.head2, 4: self.head4}[factor](y), factor) for factor in factors]

    def forward(self, x, factors=(2, 4)):
        return [bicubic(x, factor) + added for factor, added in zip(factors, self.corrections(x, factors))]


def save(network, path):
    """With the correction of x4 made stronger."""
    with open(path, "wb") as file:
        for layer in network.layers():
            for tensor in (layer.weight, layer.bias):
                numbers = tensor.detach() * (STRONGER if layer is network.head4 else 1)
                file.write(numbers.numpy().astype("<f4").tobytes())


def load(network, path):
    numbers = torch.from_numpy(np.fromfile(path, "<f4"))
    with torch.no_grad():
        for layer in network.layers():
            for tensor in (layer.weight, layer.bias):
                tensor.copy_(numbers[:tensor.numel()].reshape(tensor.shape))
                numbers = numbers[tensor.numel():]
    assert not len(numbers)


def shapes(r, side=384, fine=4):
    """Flat polygons and ellipses and round lines of one width, drawn finer and reduced: crisp as a drawing can be."""
    n = side * fine
    colour = lambda: tuple(r.randrange(256) for _ in range(3))
    place = lambda: (r.randrange(n), r.randrange(n))
    image = np.zeros((n, n, 3), np.uint8)
    image[:] = colour()
    for _ in range(r.randint(6, 16)):
        kind = r.random()
        ink = colour() if r.random() < 0.4 else (30, 20, 25)
        thick = int(r.uniform(1, 10) * fine)
        axes = (r.randint(20, n // 4), r.randint(20, n // 4))
        if kind < 0.35:
            corners = np.array([place() for _ in range(r.randint(3, 5))])
            turned = np.argsort(np.arctan2(*(corners - corners.mean(0)).T))
            cv2.fillPoly(image, [corners[turned].astype(np.int32)], colour())
        elif kind < 0.6:
            cv2.ellipse(image, place(), axes, r.uniform(0, 180), 0, 360, colour(), -1)
        elif kind < 0.7:
            cv2.ellipse(image, place(), axes, r.uniform(0, 180), r.uniform(0, 180), r.uniform(180, 360), ink, thick)
        else:
            points = np.cumsum(np.random.default_rng(r.randrange(2**32)).normal(0, n / 12, (8, 2)), 0) + place()
            window = np.hanning(31) / np.hanning(31).sum()
            curve = [np.convolve(np.pad(np.interp(np.linspace(0, 7, 120), range(8), points[:, axis]), 15, "edge"), window, "valid")
                     for axis in (0, 1)]
            cv2.polylines(image, [np.stack(curve, 1).astype(np.int32)], False, ink, thick)
    return cv2.resize(image, (side, side), interpolation=cv2.INTER_AREA)


def busy_part(picture, side, r):
    """A part of it; mostly that of four with most edges."""
    parts = []
    for _ in range(4 if r.random() < 0.75 else 1):
        y, x = r.randint(0, picture.shape[0] - side), r.randint(0, picture.shape[1] - side)
        parts.append(picture[y:y + side, x:x + side])
    edges = lambda part: sum(np.abs(np.diff(part[::3, ::3, 1].astype(np.int16), axis=axis)).mean() for axis in (0, 1))
    return max(parts, key=edges)


def sample(teachers, students, made_up, r):
    """A crop at the small size, at twice and at four times that size."""
    kind = r.random()
    picture = r.choice(made_up if kind < 0.25 else students if kind < 0.45 else teachers)
    finer = 2 if r.random() < 0.3 and min(picture.shape[:2]) >= 8 * SMALL else 1
    high = busy_part(picture, 4 * SMALL * finer, r)
    if finer > 1:
        high = cv2.resize(high, (4 * SMALL,) * 2, interpolation=cv2.INTER_AREA)
    high = np.rot90(high, r.randrange(4))
    if r.random() < 0.5:
        high = high[:, ::-1]
    if r.random() < 0.15:
        high = high[..., r.sample(range(3), 3)]
    high = np.ascontiguousarray(high)
    middle, low = (cv2.resize(high, (side,) * 2, interpolation=cv2.INTER_AREA) for side in (2 * SMALL, SMALL))
    if r.random() < 0.4:
        low = cv2.GaussianBlur(low, (0, 0), r.uniform(0.25, 0.6))
    return [torch.from_numpy(t).permute(2, 0, 1).float() / 255 for t in (low, middle, high)]


def loss(differences):
    """Of samples and of the steps between them; a squared error would make softer edges."""
    return differences.abs().mean() + sum(differences.diff(dim=d).abs().mean() for d in (-1, -2))


def store(network, out):
    torch.save(network.state_dict(), os.path.join(out, "enlarger.pt"))
    save(network, os.path.join(out, "enlarger.f32"))


def main(drawings, drawn_by_students, out, minutes):
    torch.set_num_threads(1)
    torch.manual_seed(1)
    r = random.Random(1)
    network, mean = Enlarger(), Enlarger()
    mean.load_state_dict(network.state_dict())
    optimizer = torch.optim.Adam(network.parameters(), RATE, betas=(0.9, 0.99))
    made_up = [shapes(r) for _ in range(40)]
    students = [cv2.imread(file)[:, :, ::-1] for file in sorted(glob.glob(os.path.join(drawn_by_students, "*-anime.png")))]
    start = time.time()
    step = 0
    while (progress := (time.time() - start) / (60 * minutes)) < 1:
        if step % 1000 == 0:
            teachers = [np.load(file) for file in sorted(glob.glob(os.path.join(drawings, "*.npy")))]
        for group in optimizer.param_groups:
            group["lr"] = RATE * min(1, (step + 1) / 100) * (0.01 + 0.99 * 0.5 * (1 + np.cos(np.pi * progress)))
        low, middle, high = map(torch.stack, zip(*[sample(teachers, students, made_up, r) for _ in range(BATCH)]))
        doubled, quadrupled = network(low)
        inner = lambda t, factor: t[..., MARGIN * factor:-MARGIN * factor, MARGIN * factor:-MARGIN * factor]
        total = loss(inner(quadrupled - high, 4)) + 0.4 * loss(inner(doubled - middle, 2))
        optimizer.zero_grad()
        total.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 0.5)
        optimizer.step()
        step += 1
        with torch.no_grad():
            for average, now in zip(mean.parameters(), network.parameters()):
                average.lerp_(now, 1 - min(0.998, step / (step + 20)))
        if step % 500 == 0:
            print(step, int(time.time() - start), len(teachers), f"{total.item():.5f}", flush=True)
            store(mean, out)
    store(mean, out)


if __name__ == "__main__":
    main(*sys.argv[1:4], float(sys.argv[4]))
