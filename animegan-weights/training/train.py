"""Trains all looks at once: train.py --pairs PAIRS --out OUT --minutes N [--device cuda] [--looks a,b] [...]

The schedule follows the clock: warm-up, cosine decay, and for the last part rounding to int8 in the forward pass
(straight-through), so that the stored weights are the trained ones. OUT/family.pt holds everything to go on after an
interruption (the same command resumes); OUT/LOOK.safetensors are the averaged weights of each look, self-contained.

The passes run in bfloat16; the weights that learn are float32. Pairs that pairs.py adds meanwhile are taken up.
"""
import argparse
import copy
import csv
import glob
import os
import random
import time

import numpy as np
import torch
import torch.nn.functional as F

from checkpoint import TRANSPOSED, fake_int8, write_float32
from degradation import degrade
from local_generator import Family
from pairs import SIDE
from teacher import LOOKS

CROP = 256
MARGIN = 24
WARM_UP = 200
ROUNDING_FROM = 0.85
INK = 3.0  # how much more a line counts
REFRESH, SAVE = 50, 1000  # steps


def lines(picture):
    """Where the teacher drew a line: what a closing of 7 pixels fills. [n, 3, h, w] of 0 to 255 -> [n, 1, h, w] of 0 to 255."""
    light = (picture * picture.new_tensor([0.299, 0.587, 0.114]).view(1, 3, 1, 1)).sum(1, keepdim=True)
    closed = -F.max_pool2d(-F.max_pool2d(light, 7, 1, 3), 7, 1, 3)
    return (F.max_pool2d(closed - light, 3, 1, 1) * (255 / 60)).clamp(0, 255)


class Pairs:
    """Random crops of the pairs, turned and mirrored, the photo's side degraded half of the time. The rim, where the student
    sees less than the teacher saw, does not count."""

    def __init__(self, folder, channels, device, capacity, seed):
        self.folder, self.channels, self.device = folder, channels, device
        self.random = torch.Generator(device).manual_seed(seed)
        self.pictures = torch.zeros(capacity, SIDE, SIDE, 1 + len(channels), 3, dtype=torch.uint8, device=device)
        self.lines = torch.zeros(capacity, SIDE, SIDE, len(channels), dtype=torch.uint8, device=device)
        self.seen, self.size = set(), 0
        self.refresh()

    def refresh(self, limit=10**9):
        """Takes up new pairs, at most `limit`."""
        for file in sorted(set(glob.glob(os.path.join(self.folder, "*.npy"))) - self.seen)[:limit]:
            self.seen.add(file)
            if self.size < len(self.pictures):
                pair = torch.from_numpy(np.load(file)[[0] + [1 + c for c in self.channels]]).to(self.device)
                self.pictures[self.size] = pair.permute(1, 2, 0, 3)
                self.lines[self.size] = lines(pair[1:].permute(0, 3, 1, 2).float())[:, 0].permute(1, 2, 0).round().byte()
                self.size += 1

    def draw(self, n, below):
        return torch.randint(below, (n, 1, 1), generator=self.random, device=self.device)

    def batch(self, n):
        """Photos [n, 3, CROP, CROP]; the teacher's pictures of each look and weights, without the margin. In [-1, 1]."""
        pair, top, left = self.draw(n, self.size), self.draw(n, SIDE - CROP + 1), self.draw(n, SIDE - CROP + 1)
        i = torch.arange(CROP, device=self.device)
        y, x = i[None, :, None], i[None, None, :]
        flip = lambda t: torch.where(self.draw(n, 2) == 1, CROP - 1 - t, t)
        y, x = flip(y), flip(x)
        turned = self.draw(n, 2) == 1
        y, x = torch.where(turned, x, y) + top, torch.where(turned, y, x) + left
        inner = slice(MARGIN, CROP - MARGIN)
        pictures = self.pictures[pair, y, x].permute(0, 3, 4, 1, 2).float()
        photo = degrade(pictures[:, 0], self.random)
        goals = pictures[:, 1:, :, inner, inner] / 127.5 - 1
        weights = 1 + INK / 255 * self.lines[pair, y, x].permute(0, 3, 1, 2).float()[:, :, None, inner, inner]
        return photo / 127.5 - 1, goals, weights


def gradients(t):
    return t[..., 1:] - t[..., :-1], t[..., 1:, :] - t[..., :-1, :]


def loss_of(y, goal, weight):
    """Absolute and squared error of the picture and of its gradients, more on lines; of its quarter and sixteenth.

    The squares matter: while the place of a line is uncertain, no line at all is the best answer in absolute error, and
    the student would learn the colours and then draw nothing. Where the teacher is flat, every gradient is left-over
    texture and counts twice.
    """
    difference = y - goal
    loss = (weight * (difference.abs() + 3 * difference.square())).mean()
    for d, g, axis in zip(gradients(difference), gradients(goal), (-1, -2)):
        size = d.shape[axis]
        flat = (g.abs().amax(1, keepdim=True) < 0.012).float()
        loss = loss + 2 * ((weight.narrow(axis, 0, size) + flat) * (d.abs() + 3 * d.square())).mean()
    quarter = F.avg_pool2d(difference, 4)
    return loss + 0.5 * quarter.abs().mean() + 0.5 * F.avg_pool2d(quarter, 4).abs().mean()


def initialise(network):
    """He et al. 2015; residual branches, heads and the deepest scale begin small."""
    with torch.no_grad():
        for name, p in network.named_parameters():
            if name.endswith("bias"):
                p.zero_()
                continue
            taps = p.shape[0] * 4 if name.endswith(TRANSPOSED) else p[0].numel()
            p.normal_(0, (2 / 1.04 / taps) ** 0.5)
            if name.endswith(("conv2.weight", "up2.weight")):
                p *= 0.2
            if name.endswith("head.weight"):
                p *= 0.1


class Training:
    def __init__(self, args):
        self.args = args
        torch.manual_seed(args.seed)
        self.looks = args.looks.split(",")
        self.network = Family(self.looks)
        initialise(self.network)
        self.step, self.elapsed = 0, 0.0
        self.checkpoint = os.path.join(args.out, "family.pt")
        resumed = torch.load(self.checkpoint, map_location="cpu") if os.path.exists(self.checkpoint) else None
        if resumed:
            self.network.load_state_dict(resumed["model"])
        self.network.to(args.device, memory_format=torch.channels_last)
        self.average = copy.deepcopy(self.network)
        self.worker = copy.deepcopy(self.network).bfloat16().train()  # the weights as the passes use them
        self.optimizer = torch.optim.Adam(self.network.parameters(), args.rate, betas=(0.9, 0.98))
        if resumed:
            self.average.load_state_dict(resumed["average"])
            self.optimizer.load_state_dict(resumed["optimizer"])
            self.step, self.elapsed = resumed["step"], resumed["elapsed"]
        self.pairs = Pairs(args.pairs, [list(LOOKS).index(look) for look in self.looks], args.device, args.capacity, args.seed + self.step)

    def fraction(self):
        return min(1.0, self.elapsed / (60 * self.args.minutes))

    def advance(self):
        fraction = self.fraction()
        with torch.no_grad():
            for (key, p), used in zip(self.network.named_parameters(), self.worker.parameters()):
                used.copy_(fake_int8(key, p) if fraction > ROUNDING_FROM else p)
        rate = self.args.rate * min(1, (self.step + 1) / WARM_UP) * (0.01 + 0.99 * 0.5 * (1 + np.cos(np.pi * fraction)))
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        drawn = random.Random(self.step).sample(range(len(self.looks)), min(self.args.tails, len(self.looks)))
        photo, goals, weights = self.pairs.batch(self.args.batch)
        features = self.worker.trunk(photo.bfloat16().contiguous(memory_format=torch.channels_last))
        inner = slice(MARGIN, CROP - MARGIN)
        losses = {}
        for i in drawn:
            y = photo[..., inner, inner] + self.worker.tails[self.looks[i]](*features)[..., inner, inner].float()
            losses[i] = loss_of(y, goals[:, i], weights[:, i])
        self.worker.zero_grad(set_to_none=True)
        sum(losses.values()).backward()
        for p, q in zip(self.network.parameters(), self.worker.parameters()):
            p.grad = None if q.grad is None else q.grad.float()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.step += 1
        decay = min(0.999, self.step / (self.step + 20))
        with torch.no_grad():
            for mean, p in zip(self.average.parameters(), self.network.parameters()):
                mean.lerp_(p, 1 - decay)
        return losses, rate

    def save(self):
        state = {"model": self.network.state_dict(), "average": self.average.state_dict(),
                 "optimizer": self.optimizer.state_dict(), "step": self.step, "elapsed": self.elapsed}
        torch.save(state, self.checkpoint + ".part")
        os.replace(self.checkpoint + ".part", self.checkpoint)
        for look in self.looks:
            metadata = {"name": look, "architecture": "LocalGenerator", "step": str(self.step)}
            write_float32(os.path.join(self.args.out, look + ".safetensors"), self.average.member(look), metadata)

    def log(self, losses, rate):
        path = os.path.join(self.args.out, "family.csv")
        fresh = not os.path.exists(path)
        with open(path, "a", newline="") as file:
            writer = csv.writer(file)
            if fresh:
                writer.writerow(["step", "seconds", "rate", *self.looks, "pairs"])
            writer.writerow([self.step, int(self.elapsed), f"{rate:.2e}", *[f"{v:.4f}" for v in losses], self.pairs.size])

    def run(self):
        sums, counts, last = [0.0] * len(self.looks), [0] * len(self.looks), time.time()
        while self.fraction() < 1:
            losses, rate = self.advance()
            for i, loss in losses.items():
                sums[i], counts[i] = sums[i] + loss.detach(), counts[i] + 1
            self.elapsed, last = self.elapsed + time.time() - last, time.time()
            if self.step % REFRESH == 0:
                self.pairs.refresh(limit=50)
            if self.step % 500 == 0:
                self.log([float(s) / max(1, n) for s, n in zip(sums, counts)], rate)
                sums, counts = [0.0] * len(self.looks), [0] * len(self.looks)
            if self.step % SAVE == 0:
                self.save()
        self.save()


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--looks", default=",".join(LOOKS))
    parser.add_argument("--batch", type=int, default=2)
    parser.add_argument("--tails", type=int, default=2, help="how many looks learn in one step, drawn by chance")
    parser.add_argument("--capacity", type=int, default=400, help="pairs held in the device's memory, 3.3 MB each")
    parser.add_argument("--rate", type=float, default=1.2e-3)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    args = arguments()
    os.makedirs(args.out, exist_ok=True)
    Training(args).run()
