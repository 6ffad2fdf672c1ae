"""Trains one style: train.py STYLE --pairs PAIRS --photos PHOTOS --out OUT --minutes N [--start CHECKPOINT.pt] [...]

The schedule follows the clock: warm-up, cosine decay, and for the last part rounding to int8 in the forward pass
(straight-through), so that the stored weights are the trained ones. OUT/STYLE.pt holds everything to go on after an
interruption (the same command resumes), OUT/STYLE.safetensors the averaged weights, OUT/STYLE.csv the log.

Each sample of a batch is a job of its own, computed on one thread: on a busy machine two threads that share a layer
wait for each other, two that share a batch do not.
"""
import argparse
import copy
import csv
import glob
import os
import random
import time
from concurrent.futures import ThreadPoolExecutor

os.environ.setdefault("OMP_NUM_THREADS", "1")
import cv2
import numpy as np
import torch
import torch.nn.functional as F

from checkpoint import TRANSPOSED, fake_int8, write_float32
from evaluation import HELD_OUT, Judge
from local_generator import LocalGenerator

CHANNEL = {"sora": 1, "mori": 2}
CROP = 144
MARGIN = 8
WARM_UP = 200
ROUNDING_FROM = 0.85


class Pairs:
    """Random crops of the pairs, turned and mirrored. The rim of a crop, where the student sees less than the teacher
    saw, does not count; the rim of a picture does."""

    def __init__(self, folder, style, seed):
        self.folder, self.channel, self.random = folder, CHANNEL[style], random.Random(seed)
        self.refresh()

    def refresh(self):
        self.files = [np.load(file, mmap_mode="r") for file in sorted(glob.glob(os.path.join(self.folder, "*.npy")))]

    def sample(self):
        r = self.random
        pair = r.choice(self.files)
        h, w = pair.shape[1:3]
        top, left = r.randint(0, h - CROP), r.randint(0, w - CROP)
        counts = np.zeros((CROP, CROP), np.uint8)
        counts[MARGIN if top else 0:CROP - MARGIN if top + CROP < h else CROP,
               MARGIN if left else 0:CROP - MARGIN if left + CROP < w else CROP] = 1
        crop = pair[:, top:top + CROP, left:left + CROP]
        stack = np.concatenate([crop[0], crop[self.channel], counts[..., None]], -1)
        stack = np.rot90(stack, r.randrange(4))
        if r.random() < 0.5:
            stack = stack[:, ::-1]
        t = torch.from_numpy(np.ascontiguousarray(stack)).permute(2, 0, 1)[None].float()
        return t[:, :3] / 127.5 - 1, t[:, 3:6] / 127.5 - 1, t[:, 6:]


def gradients(t):
    return t[..., 1:] - t[..., :-1], t[..., 1:, :] - t[..., :-1, :]


def loss_of(y, goal, counts):
    """Absolute and squared error of the picture, of its gradients, and of its eighth.

    The squares matter: while the place of a line is uncertain, no line at all is the best answer in absolute error, and
    the student would learn the colours and then draw nothing.
    """
    difference = (y - goal) * counts
    loss = difference.abs().mean() + 3 * difference.square().mean()
    for d in gradients(difference):
        loss = loss + d.abs().mean() + 2 * d.square().mean()
    return loss + 0.4 * F.avg_pool2d(difference, 8).abs().mean()


def initialise(network):
    """He et al. 2015: PyTorch's own start shrinks the features by 20 down to the trunk, which then learns nothing for long.
    Residual branches and the head begin small."""
    with torch.no_grad():
        for name, p in network.named_parameters():
            if name.endswith("bias"):
                p.zero_()
                continue
            taps = p.shape[0] * 4 if name in TRANSPOSED else p.shape[1] * 9
            p.normal_(0, (2 / 1.04 / taps) ** 0.5)
            if name.endswith("conv2.weight"):
                p *= 0.2
        network.head.weight *= 0.1


class Training:
    def __init__(self, args):
        self.args = args
        torch.manual_seed(args.seed)
        self.network = LocalGenerator()
        initialise(self.network)
        self.step, self.elapsed = 0, 0.0
        self.checkpoint = os.path.join(args.out, args.style + ".pt")
        resumed = torch.load(self.checkpoint) if os.path.exists(self.checkpoint) else None
        start = resumed or (torch.load(args.start) if args.start else None)
        if start:
            self.network.load_state_dict(start["model"] if resumed else start["average"])
        self.average = copy.deepcopy(self.network)
        self.worker = copy.deepcopy(self.network)  # what the jobs run: the weights, rounded towards the end
        self.optimizer = torch.optim.Adam(self.network.parameters(), args.rate, betas=(0.9, 0.99))
        if resumed:
            self.average.load_state_dict(resumed["average"])
            self.optimizer.load_state_dict(resumed["optimizer"])
            self.step, self.elapsed = resumed["step"], resumed["elapsed"]
        self.pairs = Pairs(args.pairs, args.style, args.seed + self.step)
        self.judge = Judge(args.photos, args.style)

    def job(self, sample):
        x, goal, counts = sample
        loss = loss_of(self.worker(x), goal, counts)
        return loss.item(), torch.autograd.grad(loss, list(self.worker.parameters()))

    def advance(self, pool):
        fraction = min(1.0, self.elapsed / (60 * self.args.minutes))
        with torch.no_grad():
            for key, p in self.network.named_parameters():
                self.worker.get_parameter(key).copy_(fake_int8(key, p) if fraction > ROUNDING_FROM else p)
        rate = self.args.rate * min(1, (self.step + 1) / WARM_UP) * (0.01 + 0.99 * 0.5 * (1 + np.cos(np.pi * fraction)))
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        results = list(pool.map(self.job, [self.pairs.sample() for _ in range(self.args.batch)]))
        for i, p in enumerate(self.network.parameters()):
            p.grad = sum(grads[i] for _, grads in results) / len(results)
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 0.5)
        self.optimizer.step()
        self.step += 1
        decay = min(0.998, self.step / (self.step + 20))
        with torch.no_grad():
            for mean, p in zip(self.average.parameters(), self.network.parameters()):
                mean.lerp_(p, 1 - decay)
        return sum(loss for loss, _ in results) / len(results), rate

    def save(self):
        state = {"model": self.network.state_dict(), "average": self.average.state_dict(),
                 "optimizer": self.optimizer.state_dict(), "step": self.step, "elapsed": self.elapsed}
        torch.save(state, self.checkpoint + ".part")
        os.replace(self.checkpoint + ".part", self.checkpoint)
        metadata = {"name": self.args.style, "architecture": "LocalGenerator", "step": str(self.step)}
        write_float32(self.checkpoint.replace(".pt", ".safetensors"), self.average.state_dict(), metadata)

    def log(self, loss, rate):
        rounded = copy.deepcopy(self.average)
        rounded.load_state_dict({k: fake_int8(k, v) for k, v in self.average.state_dict().items()})
        (psnr, ssim), (int8, _) = self.judge(self.average), self.judge(rounded)
        path = os.path.join(self.args.out, self.args.style + ".csv")
        fresh = not os.path.exists(path)
        with open(path, "a", newline="") as file:
            writer = csv.writer(file)
            if fresh:
                writer.writerow(["step", "seconds", "rate", "loss", *HELD_OUT, "psnr", "ssim", "psnr_int8"])
            writer.writerow([self.step, int(self.elapsed), f"{rate:.2e}", f"{loss:.5f}", *[f"{v:.2f}" for v in psnr],
                             f"{np.mean(psnr):.3f}", f"{np.mean(ssim):.4f}", f"{np.mean(int8):.3f}"])

    def run(self):
        mean, last = None, time.time()
        with ThreadPoolExecutor(2) as pool:
            while True:
                loss, rate = self.advance(pool)
                mean = loss if mean is None else 0.98 * mean + 0.02 * loss
                now = time.time()
                self.elapsed += now - last
                last = now
                done = self.elapsed >= 60 * self.args.minutes
                if self.step % self.args.every == 0 or done:
                    self.save()
                    self.log(mean, rate)
                    self.pairs.refresh()
                if done:
                    return


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("style", choices=CHANNEL)
    for name in ("pairs", "photos", "out"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--start", help="begin with the averaged weights of this checkpoint")
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--batch", type=int, default=4)
    parser.add_argument("--every", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    Training(parser.parse_args()).run()
