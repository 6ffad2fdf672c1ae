"""The student: the network that `LocalGenerator` runs in Java, with the same keys."""
import torch
from torch import nn
import torch.nn.functional as F


class ResidualBlock(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.conv1 = nn.Conv2d(width, width, 3)
        self.conv2 = nn.Conv2d(width, width, 3)

    def forward(self, x):
        y = F.leaky_relu(self.conv1(F.pad(x, (1,) * 4, "reflect")), 0.2)
        return x + self.conv2(F.pad(y, (1,) * 4, "reflect"))


class LocalGenerator(nn.Module):
    """x: [n, 3, h, w] RGB in [-1, 1], h and w multiples of 4 (and at least 8); the output likewise, not clamped."""

    def __init__(self, width=16, blocks=6, refine=1):
        super().__init__()
        w = width
        self.stem = nn.Conv2d(3, w, 3)
        self.down1 = nn.Conv2d(w, 2 * w, 3, stride=2)
        self.down2 = nn.Conv2d(2 * w, 4 * w, 3, stride=2)
        self.blocks = nn.ModuleList(ResidualBlock(4 * w) for _ in range(blocks))
        self.up1 = nn.ConvTranspose2d(4 * w, 2 * w, 4, stride=2, padding=1)
        self.refine = nn.ModuleList(ResidualBlock(2 * w) for _ in range(refine))
        self.up2 = nn.ConvTranspose2d(2 * w, w, 4, stride=2, padding=1)
        self.head = nn.Conv2d(w, 3, 3)

    def forward(self, x):
        pad = lambda t: F.pad(t, (1,) * 4, "reflect")
        act = lambda t: F.leaky_relu(t, 0.2)
        full = act(self.stem(pad(x)))              # [h, w, width]
        half = act(self.down1(pad(full)))          # [h/2, w/2, 2 width]
        y = act(self.down2(pad(half)))             # [h/4, w/4, 4 width]
        for block in self.blocks:
            y = block(y)
        y = act(self.up1(y) + half)                # [h/2, w/2, 2 width]
        for block in self.refine:
            y = block(y)
        y = act(self.up2(y) + full)                # [h, w, width]
        return x + self.head(pad(y))               # [h, w, 3]
