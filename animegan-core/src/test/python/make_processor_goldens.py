"""Makes the goldens under src/test/resources/io/github/animegan/image/processors.

What OpenCV, scikit-image, PIL or NumPy make of two small pictures, for each processing step, and what scikit-image measures
between them. Needs Debian's python3-opencv (4.6), python3-skimage (0.19), python3-pil (9.4) and scikit-image's photo of the
astronaut Eileen Collins (NASA, public domain):

    /usr/bin/python3 animegan-core/src/test/python/make_processor_goldens.py PATH_OF/astronaut.png

photo.png is a part of that photo, reduced; odd.png is made here: odd sides, saturated noise, black, white, flat colours.
NAME_original.png stands for the photo that a stylised NAME was made of. steps.csv lists step, source and golden;
quality.csv lists measures of pairs.
"""
import csv
import os
import sys

import cv2
import numpy as np
from PIL import Image, ImageEnhance
from skimage.color import lab2rgb, rgb2lab
from skimage.metrics import peak_signal_noise_ratio, structural_similarity

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "resources", "io", "github", "animegan", "image",
                   "processors")
LUMA = np.array([0.299, 0.587, 0.114])


# --- sources


def photo(path):
    """The face and a part of the suit, 64x48."""
    reduced = Image.open(path).convert("RGB").resize((128, 128), Image.LANCZOS)
    return np.asarray(reduced)[10:58, 30:94]


def odd():
    rng = np.random.default_rng(4)
    height, width = 29, 37
    y, x = np.mgrid[:height, :width]
    image = np.stack([x * 7, y * 9, 255 - x * 3 - y * 4], -1).clip(0, 255)
    image[4:12, 3:13] = rng.integers(0, 256, (8, 10, 3))
    image[14:22, 20:30] = 255
    image[23:, 30:] = 0
    image[16:25, 2:12] = (250, 20, 30)
    return image.astype(np.uint8)


def original_of(image):
    """Another picture of the same size."""
    return (image[:, ::-1] * 0.8).astype(np.uint8)


def mask_of(image):
    """A grey disc on black."""
    height, width = image.shape[:2]
    mask = np.zeros((height, width), np.uint8)
    cv2.circle(mask, (width // 2, height // 2), height // 3, 255, -1)
    return cv2.GaussianBlur(mask, (5, 5), 0)


def mark():
    """A half transparent red bar beside an opaque blue one, 10x6, RGBA."""
    bars = np.zeros((6, 10, 4), np.uint8)
    bars[:, :5] = (255, 0, 0, 128)
    bars[:, 5:] = (0, 0, 255, 255)
    return bars


# --- steps: pictures are uint8 RGB


def rounded(x):
    return np.clip(np.rint(x), 0, 255).astype(np.uint8)


def bgr(function, image):
    return function(image[..., ::-1].copy())[..., ::-1]


def grade(image):
    c = np.minimum(image / 255 * [1, 1.05, 1.10], 1)
    sigmoid = lambda x: 2 / (1 + np.exp(-2 * x)) - 1
    return rounded(255 * (1 + sigmoid(2 * c - 1) / sigmoid(1)) / 2)


def glow(image, sigma=2, threshold=0.8, weight=0.3, window=15, screened=False):
    c = image / 255
    bright = np.where((image @ (LUMA * 1000).astype(int) > threshold * 255_000)[..., None], c, 0)
    return rounded(255 * (c + weight * cv2.GaussianBlur(bright, (window, window), sigma) * (1 - c if screened else 1)))


def unsharp(image):
    return cv2.addWeighted(image, 1.4, cv2.GaussianBlur(image, (0, 0), 2), -0.4, 0)


def from_lab(lab):
    return rounded(255 * lab2rgb(lab))


def white_balance(image, amount=0.5):
    lab = rgb2lab(image)
    lab[..., 1:] -= amount * lab[..., 1:].mean((0, 1))
    return from_lab(lab)


def clahe(image, clip=2.0, tiles=8):
    lab = rgb2lab(image)
    levels = rounded(lab[..., 0] * 2.55)
    lab[..., 0] = cv2.createCLAHE(clip, (tiles, tiles)).apply(levels) / 2.55
    return from_lab(lab)


def grey_world(image):
    means = image.mean((0, 1))
    return rounded(image * means.mean() / means)


def brightness(image, original):
    """AnimeGANv2's tools/adjust_brightness.py, but rounded."""
    mean = lambda x: (x.mean((0, 1)) * LUMA).sum()
    return rounded(image * (mean(original) / mean(image)))


def resized(image, size, how):
    """In float: with 8 bits PIL would round and cut off between its two passes."""
    channels = [Image.fromarray(image[..., i].astype(np.float32)).resize(size, how) for i in range(3)]
    return rounded(np.stack([np.asarray(channel) for channel in channels], -1))


def fitted(image, longest, how):
    height, width = image.shape[:2]
    size = (longest, height * longest // width) if width >= height else (width * longest // height, longest)
    return resized(image, size, how)


def squared(image, **how):
    height, width = image.shape[:2]
    side = max(height, width)
    top, left = (side - height) // 2, (side - width) // 2
    return np.pad(image, ((top, side - height - top), (left, side - width - left), (0, 0)), **how)


def pad_to_square_with_colour(image):
    channels = [squared(image[..., i:i + 1], mode="constant", constant_values=c) for i, c in enumerate((255, 128, 0))]
    return np.concatenate(channels, -1)


def pad_to_multiple(image, number):
    height, width = image.shape[:2]
    return np.pad(image, ((0, -height % number), (0, -width % number), (0, 0)), mode="reflect")


def centre_crop(image, width, height):
    top, left = (image.shape[0] - height) // 2, (image.shape[1] - width) // 2
    return image[top:top + height, left:left + width]


def watermark(image):
    """At (3, 3) from the right and lower edge, half opaque."""
    bars = mark()
    result = image.astype(float)
    part = result[-9:-3, -13:-3]
    alpha = bars[..., 3:] / 255 * 0.5
    part[:] = part + alpha * (bars[..., :3] - part)
    return rounded(result)


BEFORE = {
    "fit-within(24)": lambda x: fitted(x, 24, Image.BICUBIC),
    "fit-within(24, lanczos)": lambda x: fitted(x, 24, Image.LANCZOS),
    "cap(20)": lambda x: fitted(x, 20, Image.BICUBIC),
    "scale-to(90)": lambda x: fitted(x, 90, Image.BICUBIC),
    "snap-to-multiple(16)": lambda x: resized(x, (x.shape[1] // 16 * 16, x.shape[0] // 16 * 16), Image.BICUBIC),
    "pad-to-multiple(16)": lambda x: pad_to_multiple(x, 16),
    "pad-to-square(reflect)": lambda x: squared(x, mode="reflect"),
    "pad-to-square(edge)": lambda x: squared(x, mode="edge"),
    "pad-to-square(#ff8000)": pad_to_square_with_colour,
    "center-crop-square": lambda x: centre_crop(x, min(x.shape[:2]), min(x.shape[:2])),
    "center-crop(20, 11)": lambda x: centre_crop(x, 20, 11),
    "clahe(2, 8)": clahe,
    "clahe(3.5, 3)": lambda x: clahe(x, 3.5, 3),
    "gray-world": grey_world,
    "bilateral(5, 25, 5)": lambda x: bgr(lambda y: cv2.bilateralFilter(y, 5, 25, 5), x),
}

AFTER = {
    "grade": lambda x, original: grade(x),
    "glow(2, 0.8, 0.3)": lambda x, original: glow(x),
    "glow(1, 0.5, 1)": lambda x, original: glow(x, 1, 0.5, 1, 9),
    "bloom(2, 0.8, 0.3)": lambda x, original: glow(x, screened=True),
    "bloom(1, 0.5, 1)": lambda x, original: glow(x, 1, 0.5, 1, 9, screened=True),
    "bilateral(9, 75, 75)": lambda x, original: bgr(lambda y: cv2.bilateralFilter(y, 9, 75, 75), x),
    "white-balance(0.5)": lambda x, original: white_balance(x),
    "white-balance(1)": lambda x, original: white_balance(x, 1),
    "unsharp(2, 0.4)": lambda x, original: unsharp(x),
    "match-brightness": brightness,
    "saturation(1.5)": lambda x, original: np.asarray(ImageEnhance.Color(Image.fromarray(x)).enhance(1.5)),
    "contrast(1.3)": lambda x, original: rounded(127.5 + 1.3 * (x - 127.5)),
    "strength(0.6)": lambda x, original: rounded(original + 0.6 * (x.astype(float) - original)),
    "side-by-side": lambda x, original: np.hstack([original, x]),
    "mask": lambda x, original: rounded(original + mask_of(x)[..., None] / 255 * (x.astype(float) - original)),
    "watermark": lambda x, original: watermark(x),
}

# --- measures


def edge_preservation(a, b):
    """Pearson's correlation of Sobel gradient magnitudes of luma, without the outermost pixels."""
    def magnitude(x):
        luma = x @ LUMA
        gradients = [cv2.Sobel(luma, cv2.CV_64F, dx, 1 - dx)[1:-1, 1:-1] for dx in (1, 0)]
        return np.hypot(*gradients).ravel()
    return np.corrcoef(magnitude(a), magnitude(b))[0, 1]


def flicker(before, after, stylized_before, stylized_after, still=2 + 1e-9):
    """Mean change of the stylised luma where the photo's changes by at most so much."""
    where = np.abs(after @ LUMA - before @ LUMA) <= still
    return np.abs(stylized_after @ LUMA - stylized_before @ LUMA)[where].mean()


def measures(a, b):
    options = dict(gaussian_weights=True, sigma=1.5, use_sample_covariance=False, data_range=255)
    region = (slice(8, 26), slice(5, 28))
    ssim = lambda x, y: structural_similarity(x, y, channel_axis=-1, **options)
    return [ssim(a, b), structural_similarity(a @ LUMA, b @ LUMA, **options), ssim(a[region], b[region]),
            peak_signal_noise_ratio(a, b, data_range=255), edge_preservation(a, b)]


# --- files


def save(name, image):
    Image.fromarray(np.ascontiguousarray(image)).save(os.path.join(OUT, name), optimize=True)
    return name


def slug(text):
    return "".join(c if c.isalnum() or c == "." else "_" for c in text).strip("_").replace("__", "_")


def table(name, header, rows):
    with open(os.path.join(OUT, name), "w", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerows([header] + rows)


if __name__ == "__main__":
    os.makedirs(OUT, exist_ok=True)
    steps, quality, flickers = [], [], []
    save("mark.png", mark())
    for source, image in (("photo", photo(sys.argv[1])), ("odd", odd())):
        original = original_of(image)
        save(source + ".png", image)
        save(source + "_original.png", original)
        save(source + "_mask.png", mask_of(image))
        for text, step in BEFORE.items():
            steps.append(["before", text, source, save(f"{source}_before_{slug(text)}.png", step(image))])
        for text, step in AFTER.items():
            result = step(image, original)
            name = save(f"{source}_after_{slug(text)}.png", result)
            steps.append(["after", text, source, name])
            if result.shape == image.shape:
                quality.append([source + ".png", name] + ["%.9f" % m for m in measures(image, result)])
        frames = [f"{source}{part}.png" for part in ("", "_after_glow_2_0.8_0.3", "_after_grade", "_after_bilateral_9_75_75")]
        pictures = [np.asarray(Image.open(os.path.join(OUT, frame))) for frame in frames]
        flickers.append(frames + ["%.9f" % flicker(*pictures)])
    table("flicker.csv", ["before", "after", "stylized_before", "stylized_after", "flicker"], flickers)
    table("steps.csv", ["kind", "step", "source", "golden"], steps)
    table("quality.csv", ["a", "b", "ssim", "ssim_luma", "ssim_region", "psnr", "edges"], quality)
