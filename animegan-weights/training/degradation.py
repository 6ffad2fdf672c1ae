"""Spoils photos as telephones and messengers do: lens or motion blur, noise, JPEG. On batches, wherever they lie."""
import math

import torch
import torch.nn.functional as F

REACH = 3  # px: the blur's kernel has 7x7 taps
# Tables K.1 and K.2 of the JPEG standard (ITU-T T.81).
LUMA = [16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
        18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99]
CHROMA = [17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66] + [99] * 38
RGB_TO_YCC = [[0.299, 0.587, 0.114], [-0.168736, -0.331264, 0.5], [0.5, -0.418688, -0.081312]]


def convolve_each(x, kernels):
    """Each picture of [n, 3, h, w] with a kernel of its own, [n, k, k]."""
    n, c, h, w = x.shape
    k = kernels.shape[-1]
    padded = F.pad(x, (k // 2,) * 4, "reflect").reshape(1, n * c, h + k - 1, w + k - 1)
    return F.conv2d(padded, kernels.repeat_interleave(c, 0)[:, None], groups=n * c).reshape(x.shape)


def blur_kernels(n, random):
    """Of 100 pictures 15 are out of focus, 7 shaken."""
    y, x = torch.meshgrid(*[torch.arange(-REACH, REACH + 1, device=random.device).float()] * 2, indexing="ij")
    draw = lambda low, high: low + (high - low) * torch.rand(n, 1, 1, generator=random, device=random.device)
    focus = torch.exp(-0.5 * (x * x + y * y) / draw(0.4, 1.0) ** 2)
    length, angle = draw(2, 5), draw(0, math.pi)
    shaken = torch.exp(-0.5 * ((x * torch.sin(angle) - y * torch.cos(angle)) / 0.5) ** 2) * (torch.hypot(x, y) <= length / 2 + 0.5)
    kind = draw(0, 1)
    sharp = ((x == 0) & (y == 0)).float()
    kernels = torch.where(kind < 0.15, focus, torch.where(kind < 0.22, shaken, sharp))
    return kernels / kernels.sum((1, 2), keepdim=True)


def noise(x, random):
    """A third of the pictures: sigma 1 to 8 of 255, some of it in grains of two pixels."""
    draw = lambda: torch.rand(len(x), 1, 1, 1, generator=random, device=x.device)
    grains = torch.randn(x.shape, generator=random, device=x.device)
    coarse = F.avg_pool2d(F.pad(grains, (1,) * 4, "reflect"), 3, 1) * 2
    grains = torch.where(draw() < 0.3, coarse, grains)
    return x + grains * (draw() < 0.35) * (1 + 7 * draw())


def jpeg(x, random):
    """A third of the pictures, [n, 3, h, w] of 0 to 255, in quality 40 to 95, colours at half size. h and w: multiples of 16."""
    device = x.device
    matrix = torch.tensor(RGB_TO_YCC, device=device)
    ycc = torch.einsum("ij,njhw->nihw", matrix, x)
    quality = 40 + 55 * torch.rand(len(x), 1, 1, 1, 1, 1, generator=random, device=device)
    scale = torch.where(quality < 50, 50 / quality, 2 - quality / 50)
    grey = coded(ycc[:, :1] - 128, LUMA, scale) + 128
    colour = F.interpolate(coded(F.avg_pool2d(ycc[:, 1:], 2), CHROMA, scale), scale_factor=2, mode="bilinear")
    back = torch.einsum("ij,njhw->nihw", torch.linalg.inv(matrix), torch.cat([grey, colour], 1))
    return torch.where(torch.rand(len(x), 1, 1, 1, generator=random, device=device) < 0.35, back, x)


def coded(x, table, scale):
    n, c, h, w = x.shape
    k = torch.arange(8, device=x.device).float()
    dct = torch.cos(math.pi / 8 * k[:, None] * (k[None] + 0.5)) * 0.5
    dct[0] *= 0.5 ** 0.5
    steps = (torch.tensor(table, device=x.device).float().reshape(1, 1, 1, 1, 8, 8) * scale).round().clamp(min=1)
    blocks = x.reshape(n, c, h // 8, 8, w // 8, 8).permute(0, 1, 2, 4, 3, 5)
    frequencies = ((dct @ blocks @ dct.T) / steps).round() * steps
    return (dct.T @ frequencies @ dct).permute(0, 1, 2, 4, 3, 5).reshape(n, c, h, w)


def degrade(x, random):
    """x: [n, 3, h, w] of 0 to 255, likewise the result. Half of the pictures stay as they are. `random`: a generator on x's device."""
    worse = jpeg(noise(convolve_each(x, blur_kernels(len(x), random)), random).clamp(0, 255), random)
    keep = torch.rand(len(x), 1, 1, 1, generator=random, device=x.device) < 0.5
    return torch.where(keep, x, worse.clamp(0, 255).round())
