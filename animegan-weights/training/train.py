"""Trains all looks at once: train.py --pairs PAIRS --out OUT --minutes N [--start CHECKPOINT.safetensors] [--looks a,b] [...]

The schedule follows the clock: warm-up, cosine decay, and for the last part rounding to int8 in the forward pass
(straight-through), so that the stored weights are the trained ones. OUT/family.pt holds everything to go on after an
interruption (the same command resumes); OUT/LOOK.safetensors are the averaged weights of each look, self-contained.

The passes run in bfloat16, which a recent CPU multiplies three times as fast; the weights that learn are float32.
"""
import argparse
import copy
import csv
import glob
import os
import random
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")
import cv2
import numpy as np
import torch
import torch.nn.functional as F

from checkpoint import TRANSPOSED, fake_int8, read, write_float32
from local_generator import Family
from pairs import degrade
from teacher import LOOKS

CROP = 192
MARGIN = 16
WARM_UP = 100
ROUNDING_FROM = 0.85
INK = 3.0  # how much more a line counts


def lines(picture):
    """Where the teacher drew a line: what a closing of 7 pixels fills. uint8 [h, w, 3] -> [h, w] of 0..1."""
    light = cv2.cvtColor(np.ascontiguousarray(picture), cv2.COLOR_RGB2GRAY)
    hat = cv2.morphologyEx(light, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (7, 7))) - light
    return np.clip(cv2.dilate(hat, np.ones((3, 3), np.uint8)) / 60.0, 0, 1)


class Pairs:
    """Random crops of the pairs, turned and mirrored, the photo's side degraded half of the time. The rim, where the student
    sees less than the teacher saw, does not count."""

    def __init__(self, folder, seed):
        self.folder, self.random = folder, random.Random(seed)
        self.refresh()

    def refresh(self):
        self.files = [np.load(file, mmap_mode="r") for file in sorted(glob.glob(os.path.join(self.folder, "*.npy")))]

    def sample(self, channels):
        r = self.random
        pair = r.choice(self.files)
        h, w = pair.shape[1:3]
        top, left = r.randint(0, h - CROP), r.randint(0, w - CROP)
        crop = pair[:, top:top + CROP, left:left + CROP]
        turns, mirrored = r.randrange(4), r.random() < 0.5
        turn = lambda t: np.ascontiguousarray(np.rot90(t[:, ::-1] if mirrored else t, turns))
        photo = turn(crop[0])
        if r.random() < 0.5:
            photo = degrade(photo, r)
        goals = [turn(crop[1 + c]) for c in channels]
        inner = slice(MARGIN, CROP - MARGIN)
        tensor = lambda t: torch.from_numpy(np.ascontiguousarray(t)).permute(2, 0, 1).float() / 127.5 - 1
        weight = [torch.from_numpy(1 + INK * lines(g)[inner, inner]).float()[None] for g in goals]
        return tensor(photo), [tensor(g[inner, inner]) for g in goals], weight

    def batch(self, size, channels):
        samples = [self.sample(channels) for _ in range(size)]
        stack = lambda i: [torch.stack([s[i][c] for s in samples]) for c in range(len(channels))]
        return torch.stack([s[0] for s in samples]), stack(1), stack(2)


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
            taps = p.shape[0] * 4 if name.endswith(TRANSPOSED) else p.shape[1] * 9
            p.normal_(0, (2 / 1.04 / taps) ** 0.5)
            if name.endswith(("conv2.weight", "up3.weight")):
                p *= 0.2
            if name.endswith("head.weight"):
                p *= 0.1


def start_from(network, state):
    """Takes what fits from a look trained before: its own keys, or those of the first version, which had one scale less."""
    first = {"blocks.0": "enter2.0", "blocks.1": "enter2.1", "blocks.4": "leave2.0", "blocks.5": "leave2.1", "up1": "up2",
             "refine.0": "leave1.0", "up2": "up1"}
    old = any(key.startswith("blocks.") for key in state)
    taken = 0
    for key, value in state.items():
        if old:
            stem = next((k for k in first if key.startswith(k + ".")), None)
            if key.startswith("blocks.") and not stem:
                continue
            key = first[stem] + key[len(stem):] if stem else key
        for name, p in network.named_parameters():
            own = name.removeprefix("trunk.") if name.startswith("trunk.") else name.split(".", 2)[2]
            if own == key and p.shape == value.shape:
                p.data.copy_(value)
                taken += 1
    return taken


class Training:
    def __init__(self, args):
        self.args = args
        torch.manual_seed(args.seed)
        self.looks = args.looks.split(",")
        self.channels = [list(LOOKS).index(look) for look in self.looks]
        self.network = Family(self.looks)
        initialise(self.network)
        self.step, self.elapsed = 0, 0.0
        self.checkpoint = os.path.join(args.out, "family.pt")
        resumed = torch.load(self.checkpoint) if os.path.exists(self.checkpoint) else None
        if resumed:
            self.network.load_state_dict(resumed["model"])
        elif args.start:
            print(start_from(self.network, read(args.start)[0]), "tensors taken from", args.start, flush=True)
        self.average = copy.deepcopy(self.network)
        self.worker = copy.deepcopy(self.network).bfloat16().train()  # the weights as the passes use them
        self.optimizer = torch.optim.Adam(self.network.parameters(), args.rate, betas=(0.9, 0.98))
        if resumed:
            self.average.load_state_dict(resumed["average"])
            self.optimizer.load_state_dict(resumed["optimizer"])
            self.step, self.elapsed = resumed["step"], resumed["elapsed"]
        self.pairs = Pairs(args.pairs, args.seed + self.step)

    def fraction(self):
        return min(1.0, self.elapsed / (60 * self.args.minutes))

    def advance(self):
        fraction = self.fraction()
        with torch.no_grad():
            for key, p in self.network.named_parameters():
                self.worker.get_parameter(key).copy_(fake_int8(key, p) if fraction > ROUNDING_FROM else p)
        rate = self.args.rate * min(1, (self.step + 1) / WARM_UP) * (0.02 + 0.98 * 0.5 * (1 + np.cos(np.pi * fraction)))
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        drawn = self.pairs.random.sample(range(len(self.looks)), min(self.args.tails, len(self.looks)))
        photo, goals, weights = self.pairs.batch(self.args.batch, [self.channels[i] for i in drawn])
        full, half = self.worker.trunk(photo.bfloat16())
        inner = slice(MARGIN, CROP - MARGIN)
        losses = {}
        for i, goal, weight in zip(drawn, goals, weights):
            y = photo[..., inner, inner] + self.worker.tails[self.looks[i]](full, half)[..., inner, inner].float()
            losses[i] = loss_of(y, goal, weight)
        self.worker.zero_grad(set_to_none=True)
        sum(losses.values()).backward()
        for p, q in zip(self.network.parameters(), self.worker.parameters()):
            p.grad = None if q.grad is None else q.grad.float()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.step += 1
        decay = min(0.996, self.step / (self.step + 20))
        with torch.no_grad():
            for mean, p in zip(self.average.parameters(), self.network.parameters()):
                mean.lerp_(p, 1 - decay)
        return {i: loss.item() for i, loss in losses.items()}, rate

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
            writer.writerow([self.step, int(self.elapsed), f"{rate:.2e}", *[f"{v:.4f}" for v in losses], len(self.pairs.files)])

    def run(self):
        mean, last = [0.0] * len(self.looks), time.time()
        while self.fraction() < 1:
            losses, rate = self.advance()
            self.elapsed, last = self.elapsed + time.time() - last, time.time()
            for i, loss in losses.items():
                mean[i] = 0.97 * mean[i] + 0.03 * loss if mean[i] else loss
            if self.step % 50 == 0:
                self.pairs.refresh()
                self.log(mean, rate)
            if self.step % 100 == 0:
                self.save()
        self.save()


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--start")
    parser.add_argument("--looks", default=",".join(LOOKS))
    parser.add_argument("--batch", type=int, default=2)
    parser.add_argument("--tails", type=int, default=2, help="how many looks learn in one step, drawn by chance")
    parser.add_argument("--rate", type=float, default=1.2e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    args = arguments()
    torch.set_num_threads(args.threads)
    cv2.setNumThreads(1)
    os.makedirs(args.out, exist_ok=True)
    Training(args).run()
