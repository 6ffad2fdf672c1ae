"""The teacher: a deterministic, local picture filter that the built-in styles learn to imitate.

    photo -> flatten -> quantise luminance -> grade in CIELAB -> draw lines -> bloom -> picture

* flatten   L0 gradient minimisation (Xu et al., "Image Smoothing via L0 Gradient Minimization", SIGGRAPH Asia 2011), with
            a soft gate: the paper's hard decision about each gradient flips with the noise.
* quantise  soft luminance quantisation whose sharpness follows the gradient (Winnemoeller et al., "Real-Time Video
            Abstraction", SIGGRAPH 2006): shading turns into cel steps, an even sky stays even.
* lines     flow-based difference of Gaussians (Kang et al., "Coherent Line Drawing", NPAR 2007): the response fades in
            instead of being thresholded, so lines taper; it is drawn in a dark shade of the colour beneath.
* grading   pointwise in CIELAB, one `Grading` a style; nothing looks at the statistics of the whole picture.
* bloom     bright areas glow softly (sigma 8 px).

Every step sees a bounded neighbourhood (but for the faint tail of the L0 solver), so a network with a bounded receptive
field can learn it. Pictures are padded by reflection first: no step sees the border. uint8 RGB [H, W, 3] in and out.
"""
import dataclasses
import sys

import cv2
import numpy as np
from scipy import fft

PAD = 40


@dataclasses.dataclass(frozen=True)
class Grading:
    """How a style colours the flattened picture. Angles are CIELAB hue angles in degrees, offsets in CIELAB units."""

    gamma: float  # tone curve: L' = L ** gamma, then an S curve of this steepness, then [lift, ceiling]
    contrast: float
    lift: float
    ceiling: float
    saturation: float  # chroma multiplier ...
    vibrance: float  # ... and what is added to it for pale colours
    shadow: tuple  # (a, b) offset at L = 0
    light: tuple  # (a, b) offset at L = 1
    hues: tuple  # (hue, width, turn in degrees, chroma multiplier, L offset): gentle hue-selective changes
    line: tuple  # multiplies the colour beneath a line, RGB
    bloom: float


SORA = Grading(
    gamma=0.78, contrast=3.3, lift=0.055, ceiling=1.0, saturation=1.22, vibrance=0.26,
    shadow=(3.0, -11.0), light=(-0.6, -3.5),
    hues=((270, 46, -12, 1.42, 0.05), (135, 32, 4, 1.12, 0.025), (52, 24, -7, 1.0, 0.07), (95, 26, -8, 0.80, 0.025), (30, 20, 5, 1.0, -0.02)),
    line=(0.22, 0.19, 0.34), bloom=0.34)

MORI = Grading(
    gamma=0.77, contrast=2.4, lift=0.075, ceiling=0.98, saturation=1.02, vibrance=0.22,
    shadow=(-6.0, 3.0), light=(0.0, 12.0),
    hues=((270, 46, -34, 0.95, 0.04), (125, 40, -9, 1.28, 0.045), (52, 26, 3, 1.02, 0.05), (20, 26, 4, 0.92, 0.01)),
    line=(0.36, 0.28, 0.20), bloom=0.26)

GRADINGS = {"sora": SORA, "mori": MORI}


def blur(x, sigma):
    return cv2.GaussianBlur(x, (0, 0), sigma, borderType=cv2.BORDER_REFLECT_101)


def smoothstep(x, low, high):
    t = np.clip((x - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def l0(x, strength, kappa=3.0, beta_max=2e3):
    """L0 gradient minimisation by half-quadratic splitting; cosine transforms give it reflecting borders.

    The paper keeps a gradient or drops it at |g|^2 = strength / beta; here the gate opens softly around that value.
    """
    h, w = x.shape[:2]
    laplacian = ((2 - 2 * np.cos(np.pi * np.arange(h) / h))[:, None] + (2 - 2 * np.cos(np.pi * np.arange(w) / w)))
    laplacian = laplacian.astype(np.float32)[..., None]
    target = fft.dctn(x, axes=(0, 1))
    beta = 2 * strength
    while beta < beta_max:
        gx, gy = np.diff(x, axis=1, append=x[:, -1:]), np.diff(x, axis=0, append=x[-1:])
        energy = (gx * gx + gy * gy).sum(-1, keepdims=True)
        gate = smoothstep(np.log2(energy * np.float32(beta / strength) + np.float32(1e-12)), -1.0, 1.0)
        gx *= gate
        gy *= gate
        divergence = np.diff(gx, axis=1, prepend=np.float32(0)) + np.diff(gy, axis=0, prepend=np.float32(0))
        spectrum = (target - np.float32(beta) * fft.dctn(divergence, axes=(0, 1))) / (1 + np.float32(beta) * laplacian)
        x = fft.idctn(spectrum, axes=(0, 1))
        beta *= kappa
    return x


def flatten(rgb):
    """float32 RGB in [0, 1]: colours between edges made even, edges kept, a trace of the detail left."""
    calm = cv2.bilateralFilter(rgb, 7, 0.06, 2.0)
    calm = cv2.bilateralFilter(calm, 7, 0.06, 2.0)
    flat = l0(calm, 0.005)
    return np.clip(0.82 * flat + 0.18 * calm, 0, 1)


def quantise(L, steps=8, amount=0.6):
    """L in [0, 1]. Steeper gradients give sharper steps; in an even area the curve is nearly the identity."""
    smooth = blur(L, 2.0)
    gx, gy = cv2.Scharr(smooth, cv2.CV_32F, 1, 0) / 32, cv2.Scharr(smooth, cv2.CV_32F, 0, 1) / 32
    sharpness = 1.0 + 3.5 * smoothstep(blur(np.sqrt(gx * gx + gy * gy), 2.0), 0.002, 0.02)
    offset = L * steps - np.floor(L * steps) - 0.5
    step = np.floor(L * steps) + 0.5 + 0.5 * np.tanh(2 * sharpness * offset) / np.tanh(sharpness)
    return L + amount * smoothstep(sharpness, 1.0, 2.5) * (step / steps - L)


def sample(x, map_x, map_y):
    return cv2.remap(x, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)


def flow(L, sigma=2.2):
    """Unit tangents of the smoothed structure tensor and its stronger eigenvalue's root, the local contrast."""
    gx, gy = cv2.Scharr(L, cv2.CV_32F, 1, 0) / 32, cv2.Scharr(L, cv2.CV_32F, 0, 1) / 32
    e, f, g = blur(gx * gx, sigma), blur(gx * gy, sigma), blur(gy * gy, sigma)
    root = np.sqrt((e - g) ** 2 + 4 * f * f)
    angle = 0.5 * np.arctan2(2 * f, e - g) + np.pi / 2
    return np.cos(angle), np.sin(angle), np.sqrt(0.5 * (e + g + root)), root / (e + g + 1e-5)


def lines(L, width=0.75, length=3.2, tau=0.992):
    """Ink in [0, 1]: a difference of Gaussians across the flow, averaged along it, faded in by strength and coherence."""
    h, w = L.shape
    X, Y = np.meshgrid(np.arange(w, dtype=np.float32), np.arange(h, dtype=np.float32))
    tx, ty, contrast, coherence = flow(L)
    narrow, wide = np.zeros_like(L), np.zeros_like(L)
    sum_narrow = sum_wide = 0.0
    reach = int(np.ceil(2.5 * 1.6 * width))
    for t in np.linspace(-reach, reach, 4 * reach + 1):
        v = sample(L, X - ty * np.float32(t), Y + tx * np.float32(t))
        a, b = np.exp(-t * t / (2 * width**2)), np.exp(-t * t / (2 * (1.6 * width) ** 2))
        narrow += a * v
        wide += b * v
        sum_narrow += a
        sum_wide += b
    across = narrow / sum_narrow - tau * wide / sum_wide
    along, weight = across.copy(), 1.0
    for sign in (1, -1):
        px, py, dx, dy = X, Y, tx * sign, ty * sign
        for i in range(1, int(2 * length) + 1):
            px, py = px + dx, py + dy
            k = np.exp(-i * i / (2 * length**2))
            along = along + k * sample(across, px, py)
            weight += k
            nx, ny = sample(tx, px, py), sample(ty, px, py)
            turn = np.where(nx * dx + ny * dy < 0, -1, 1).astype(np.float32)
            norm = turn / np.sqrt(nx * nx + ny * ny + 1e-6)
            dx, dy = nx * norm, ny * norm
    response = np.maximum(0, -along / weight)
    ink = smoothstep(response, 0.0012, 0.015)
    return ink * smoothstep(contrast, 0.005, 0.018) * (0.35 + 0.65 * smoothstep(coherence, 0.2, 0.6))


def grade(lab, g):
    """lab: L in [0, 1], a and b in CIELAB units. Pointwise."""
    L, a, b = lab
    hue = np.degrees(np.arctan2(b, a)) % 360
    chroma = np.sqrt(a * a + b * b)
    coloured = chroma / (chroma + 8)
    turn, gain, lighter = 0.0, 1.0, 0.0
    for centre, width, degrees, multiplier, offset in g.hues:
        near = np.exp(-(((hue - centre + 180) % 360 - 180) / width) ** 2) * coloured
        turn = turn + degrees * near
        gain = gain * (1 + (multiplier - 1) * near)
        lighter = lighter + offset * near
    s = lambda v: 1 / (1 + np.exp(-g.contrast * (v - 0.5)))
    before = L
    L = (s(np.clip(L, 0, 1) ** g.gamma) - s(0)) / (s(1) - s(0))
    L = g.lift + (g.ceiling - g.lift) * L + lighter * 4 * L * (1 - L)
    chroma = chroma * np.clip((L + 0.1) / (before + 0.1), 0.6, 1.6) ** 0.7  # the saturation stays when light is added
    chroma = chroma * gain * (g.saturation + g.vibrance * np.exp(-((chroma / 26) ** 2)))
    chroma = chroma / (1 + (chroma / 150) ** 4) ** 0.25
    angle = np.radians(hue + turn)
    dark, bright = (1 - L) ** 2, L * L
    return (L,
            chroma * np.cos(angle) + g.shadow[0] * dark + g.light[0] * bright,
            chroma * np.sin(angle) + g.shadow[1] * dark + g.light[1] * bright)


def shared(rgb):
    """The stage that all styles share. uint8 RGB padded by PAD -> (L, a, b) flattened and quantised, ink."""
    x = rgb.astype(np.float32) / 255
    lab = cv2.cvtColor(flatten(x), cv2.COLOR_RGB2LAB)
    calm = cv2.bilateralFilter(x, 7, 0.10, 2.0)
    ink = lines(cv2.cvtColor(calm, cv2.COLOR_RGB2LAB)[..., 0] / 100)
    return (quantise(lab[..., 0] / 100), lab[..., 1], lab[..., 2]), ink


def paint(stage, g):
    lab, ink = stage
    L, a, b = grade(lab, g)
    y = np.clip(cv2.cvtColor(np.stack([100 * L, a, b], -1).astype(np.float32), cv2.COLOR_LAB2RGB), 0, 1)
    glow = blur(y * smoothstep(y.max(-1), 0.72, 1.0)[..., None], 8.0)
    y = 1 - (1 - y) * (1 - g.bloom * glow)
    line = y * np.float32(g.line)
    return y + (line - y) * (0.85 * ink[..., None])


def teacher(rgb, styles=("sora",)):
    """uint8 RGB -> a list of uint8 RGB of the same size, one for each style."""
    h, w = rgb.shape[:2]
    padded = cv2.copyMakeBorder(rgb, PAD, PAD, PAD, PAD, cv2.BORDER_REFLECT_101)
    stage = shared(padded)
    out = [paint(stage, GRADINGS[s])[PAD:PAD + h, PAD:PAD + w] for s in styles]
    return [(np.clip(y, 0, 1) * 255 + 0.5).astype(np.uint8) for y in out]


if __name__ == "__main__":
    for path in sys.argv[1:]:
        photo = cv2.imread(path)[:, :, ::-1]
        scale = 512 / max(photo.shape[:2])
        photo = cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        row = np.hstack([photo] + teacher(photo, list(GRADINGS)))
        cv2.imwrite(path.rsplit("/", 1)[-1].rsplit(".", 1)[0] + "_teacher.png", row[:, :, ::-1])
