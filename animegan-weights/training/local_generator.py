"""The student: the network that `LocalGenerator` runs in Java, with the same keys, and several of them at once."""
import torch
from torch import nn
import torch.nn.functional as F

WIDTH = 32
ENTER, INNER, LEAVE, REFINE = 0, 2, 1, 1  # residual blocks at a quarter of the size, at an eighth, at a quarter, at half


def convolve(layer, x):
    """A 3x3 convolution at any stride, its input extended by one pixel: by reflection, or, while training, by zeros, which
    cost no pass of their own (what the rim of a crop becomes does not count then)."""
    if layer.training:
        return F.conv2d(x, layer.weight, layer.bias, layer.stride, padding=1)
    return layer(F.pad(x, (1,) * 4, "reflect"))


def act(t):
    return F.leaky_relu(t, 0.2)


def larger(layer, x):
    """A 1x1 convolution, then bilinear interpolation to twice the size: sharper is what is added to it."""
    return F.interpolate(layer(x), scale_factor=2, mode="bilinear", align_corners=False)


class Doubling(nn.Module):
    """A transposed convolution, 4x4 with stride 2 and padding 1, with the weights of nn.ConvTranspose2d. It is computed as a
    3x3 convolution to the four phases of the output and a shuffle, which PyTorch runs by its fast kernels on a CPU."""

    TAPS = torch.zeros(2, 3, 4)
    for phase, tap, k in ((0, 1, 1), (0, 0, 3), (1, 1, 2), (1, 2, 0)):
        TAPS[phase, tap, k] = 1

    def __init__(self, inputs, outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(inputs, outputs, 4, 4))
        self.bias = nn.Parameter(torch.zeros(outputs))

    def forward(self, x):
        taps = self.TAPS.to(self.weight)
        w = torch.einsum("apk,bql,iokl->oabipq", taps, taps, self.weight)
        y = F.conv2d(x, w.reshape(-1, *w.shape[3:]), self.bias.repeat_interleave(4), padding=1)
        return F.pixel_shuffle(y, 2)


class ResidualBlock(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.conv1 = nn.Conv2d(width, width, 3)
        self.conv2 = nn.Conv2d(width, width, 3)

    def forward(self, x):
        return x + convolve(self.conv2, act(convolve(self.conv1, x)))


def blocks(number, width):
    return nn.ModuleList(ResidualBlock(width) for _ in range(number))


def through(layers, x):
    for layer in layers:
        x = layer(x)
    return x


class Trunk(nn.Module):
    """What all looks share: x [n, 3, h, w] -> features at half and at a quarter of the size."""

    def __init__(self, width=WIDTH):
        super().__init__()
        w = width
        self.down1 = nn.Conv2d(3, w, 3, stride=2)
        self.down2 = nn.Conv2d(w, 2 * w, 3, stride=2)
        self.enter2 = blocks(ENTER, 2 * w)
        self.down3 = nn.Conv2d(2 * w, 4 * w, 3, stride=2)
        self.blocks = blocks(INNER, 4 * w)
        self.up2 = nn.Conv2d(4 * w, 2 * w, 1)

    def forward(self, x):
        half = act(convolve(self.down1, x))                                  # [h/2, w/2, width]
        quarter = through(self.enter2, act(convolve(self.down2, half)))      # [h/4, w/4, 2 width]
        eighth = through(self.blocks, act(convolve(self.down3, quarter)))    # [h/8, w/8, 4 width]
        return half, act(larger(self.up2, eighth) + quarter)                 # [h/4, w/4, 2 width]


class Tail(nn.Module):
    """What is left: features -> what is added to the picture."""

    def __init__(self, width=WIDTH):
        super().__init__()
        self.leave2 = blocks(LEAVE, 2 * width)
        self.up1 = nn.Conv2d(2 * width, width, 1)
        self.leave1 = blocks(REFINE, width)
        self.head = Doubling(width, 3)

    def forward(self, half, quarter):
        y = act(larger(self.up1, through(self.leave2, quarter)) + half)      # [h/2, w/2, width]
        return self.head(through(self.leave1, y))                            # [h, w, 3]


class LocalGenerator(nn.Module):
    """x: [n, 3, h, w] RGB in [-1, 1], h and w multiples of 8 (and at least 16); the output likewise, not clamped."""

    def __init__(self):
        super().__init__()
        self.trunk, self.tail = Trunk(), Tail()

    def forward(self, x):
        return x + self.tail(*self.trunk(x))


class Family(nn.Module):
    """One trunk, a tail a look: one pass through the trunk teaches all of them."""

    def __init__(self, looks):
        super().__init__()
        self.looks = list(looks)
        self.trunk = Trunk()
        self.tails = nn.ModuleDict({look: Tail() for look in looks})

    def forward(self, x):
        half, quarter = self.trunk(x)
        return [x + self.tails[look](half, quarter) for look in self.looks]

    def member(self, look):
        """The state dict of a look, self-contained, with the keys of `LocalGenerator` in Java."""
        return {**self.trunk.state_dict(), **self.tails[look].state_dict()}
