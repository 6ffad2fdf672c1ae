"""Makes the fixtures beside it (needs numpy and OpenCV, which the build does not).

bicubic_<width>x<height>.png: bicubic_source.png (RGBA) resized by PIL's algorithm (Resample.c: Keys' cubic with a = -0.5,
widened when reducing, windows cut off at the edges, colours premultiplied), in float64 and without rounding between passes.
"""
import os
import cv2
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE_SIZE = (37, 29)
SIZES = [(11, 7), (80, 50), (11, 50), (80, 7), (37, 12), (1, 1), (36, 28)]


def cubic(x, a=-0.5):
    x = abs(x)
    if x < 1:
        return ((a + 2) * x - (a + 3)) * x * x + 1
    if x < 2:
        return (((x - 5) * x + 8) * x - 4) * a
    return 0.0


def matrix(source, target):
    scale = source / target
    stretch = max(scale, 1.0)
    support = 2.0 * stretch
    m = np.zeros((target, source))
    for i in range(target):
        centre = (i + 0.5) * scale
        low = max(int(centre - support + 0.5), 0)
        high = min(int(centre + support + 0.5), source)
        for k in range(low, high):
            m[i, k] = cubic((k - centre + 0.5) / stretch)
        m[i] /= m[i].sum()
    return m


def resize(bgra, width, height):
    x = bgra.astype(np.float64)
    x[..., :3] *= x[..., 3:] / 255
    x = np.einsum('yh,hwc->ywc', matrix(x.shape[0], height), x)
    x = np.einsum('xw,ywc->yxc', matrix(x.shape[1], width), x)
    alpha = x[..., 3:]
    x[..., :3] = np.where(alpha > 0, x[..., :3] * 255 / np.where(alpha > 0, alpha, 1), 0)
    return np.clip(np.floor(x + 0.5), 0, 255).astype(np.uint8)


def source():
    rng = np.random.default_rng(20)
    width, height = SOURCE_SIZE
    y, x = np.mgrid[:height, :width]
    image = np.stack([x * 6, y * 8, 255 - x * 3 - y * 4, np.full_like(x, 255)], -1).clip(0, 255)
    image[10:20, 12:25, :3] = rng.integers(0, 256, (10, 13, 3))
    image[..., 3] = np.where(x > 28, 255 - (x - 28) * 20, 255)
    return image.astype(np.uint8)


def save(name, bgra):
    cv2.imwrite(os.path.join(HERE, name), bgra, [cv2.IMWRITE_PNG_COMPRESSION, 9])


if __name__ == '__main__':
    picture = source()
    save('bicubic_source.png', picture)
    for w, h in SIZES:
        save(f'bicubic_{w}x{h}.png', resize(picture, w, h))
