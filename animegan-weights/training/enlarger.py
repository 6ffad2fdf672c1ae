"""Trains the learned x2 of drawn pictures: enlarger.py PAIRS OUT STEPS writes OUT/enlarger.pt and OUT/enlarger.f32.

A sub-pixel network (Shi et al. 2016) on top of bicubic interpolation, trained on the teacher's own pictures: each is halved,
sometimes softened a little as a student's pictures are, and must come back. `enlarger.f32` holds the numbers as Java reads
them: for each convolution weights [out][in][3][3], then biases, little-endian float32.
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

WIDTH = 16
CROP = 96
MARGIN = 8


def keys(distance):
    """Keys' cubic with a = -0.5, as Java's Resampling.BICUBIC."""
    x = abs(distance)
    return 1.5 * x**3 - 2.5 * x**2 + 1 if x < 1 else -0.5 * x**3 + 2.5 * x**2 - 4 * x + 2 if x < 2 else 0.0


PHASES = torch.tensor([[keys(tap + 0.25 - phase / 2) for tap in (-2, -1, 0, 1, 2)] for phase in (0, 1)])
KERNEL = torch.einsum("ap,bq->abpq", PHASES, PHASES).reshape(4, 1, 5, 5)


def bicubic(x):
    n, c, h, w = x.shape
    y = F.conv2d(F.pad(x, (2,) * 4, "replicate").reshape(n * c, 1, h + 4, w + 4), KERNEL)
    return F.pixel_shuffle(y, 2).reshape(n, c, 2 * h, 2 * w)


class Enlarger(nn.Module):
    """x: [n, 3, h, w] in [0, 1] -> [n, 3, 2h, 2w], not clamped."""

    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.Conv2d(3, WIDTH, 3), nn.Conv2d(WIDTH, WIDTH, 3), nn.Conv2d(WIDTH, WIDTH, 3),
                                     nn.Conv2d(WIDTH, 12, 3)])

    def correction(self, x):
        """What is added to the bicubic enlargement."""
        *hidden, last = self.layers
        pad = lambda t: F.pad(t, (1,) * 4, "replicate")
        y = x - 0.5
        for layer in hidden:
            y = F.leaky_relu(layer(pad(y)), 0.2)
        return F.pixel_shuffle(last(pad(y)), 2)

    def forward(self, x):
        return bicubic(x) + self.correction(x)


def save(network, path):
    with open(path, "wb") as file:
        for layer in network.layers:
            for tensor in (layer.weight, layer.bias):
                file.write(tensor.detach().numpy().astype("<f4").tobytes())


def load(network, path):
    numbers = torch.from_numpy(np.fromfile(path, "<f4"))
    with torch.no_grad():
        for layer in network.layers:
            for tensor in (layer.weight, layer.bias):
                tensor.copy_(numbers[:tensor.numel()].reshape(tensor.shape))
                numbers = numbers[tensor.numel():]


def sample(files, r):
    picture = r.choice(files)
    picture = picture[r.randrange(1, len(picture))]
    large = r.random() < 0.25  # a picture halved before: the edges of lines that are thin for their size
    side = 2 * CROP if large else CROP
    y, x = r.randint(0, picture.shape[0] - side), r.randint(0, picture.shape[1] - side)
    high = picture[y:y + side, x:x + side]
    if large:
        high = cv2.resize(high, (CROP, CROP), interpolation=cv2.INTER_AREA)
    high = np.rot90(high, r.randrange(4))
    low = cv2.resize(np.ascontiguousarray(high), (CROP // 2, CROP // 2), interpolation=cv2.INTER_AREA)
    if r.random() < 0.5:
        low = cv2.GaussianBlur(low, (0, 0), r.uniform(0.25, 0.5))
    tensor = lambda t: torch.from_numpy(np.ascontiguousarray(t)).permute(2, 0, 1).float() / 255
    return tensor(low), tensor(high)


def main(folder, out, steps):
    torch.set_num_threads(1)
    torch.manual_seed(1)
    r = random.Random(1)
    network = Enlarger()
    with torch.no_grad():
        network.layers[-1].weight *= 0.1
        network.layers[-1].bias.zero_()
    optimizer = torch.optim.Adam(network.parameters(), 2e-3)
    start = time.time()
    inner = slice(MARGIN, CROP - MARGIN)
    for step in range(steps):
        if step % 200 == 0:
            files = [np.load(file, mmap_mode="r") for file in sorted(glob.glob(os.path.join(folder, "*.npy")))]
        for group in optimizer.param_groups:
            group["lr"] = 2e-3 * (0.02 + 0.98 * 0.5 * (1 + np.cos(np.pi * step / steps)))
        low, high = map(torch.stack, zip(*[sample(files, r) for _ in range(8)]))
        difference = (network(low) - high)[..., inner, inner]
        loss = difference.abs().mean() + 0.5 * sum((difference.diff(dim=d)).abs().mean() for d in (-1, -2))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step % 200 == 199:
            print(step + 1, int(time.time() - start), f"{loss.item():.5f}", flush=True)
            torch.save(network.state_dict(), os.path.join(out, "enlarger.pt"))
            save(network, os.path.join(out, "enlarger.f32"))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
