"""Teacher v2: a deterministic, local filter that paints a photo as a cel / gouache anime picture. uint8 RGB in and out.

    photo -> maps (texture, detail, strands) -> brush -> cel tones -> flatten -> clean contours -> grade -> bloom -> ink

* maps      `texture` T: wide areas that are rough in light but not in colour (foliage, rock, water, walls); a morphological
            opening drops what is narrower than ~31 px, so eyes, mouths and letters are not texture.
            `detail` D: small things on calm ground, and whatever large contrast the brush would lose (coring).
            `strands` K: coherent, contrasted flow (hair, folds).
* brush     calm areas: flow-guided bilateral + shock filter (Kyprianidis and Kang 2011); texture: generalised Kuwahara
            dabs of 3 and 6 px (Papari 2007, Kyprianidis 2009); detail: the photo itself, slightly smoothed.
* cel       luminance in 6.5 steps. The step edge is an anti-aliased isocontour of a bilaterally smoothed luminance, 1.4 px wide
            wherever there is a slope; it opens where there is none, and it is switched off unless the slope is wide (a shaded
            surface, not a contour) and weak out of focus: skies and bokeh keep their gradient and nothing gets a rim.
* flatten   L0 gradient minimisation (Xu 2011) in CIELAB with a soft gate and a strength that varies with T, D and K.
* contours  smoothing along the contour and a shock across: no ragged edges.
* ink       flow-based DoG (Kang 2007) at full and half size plus colour contours; thinned in texture and in crowds, short specks
            dropped; width follows contrast, so lines swell and taper.
* grade     pointwise in CIELAB, one `Look` a style; the only wide step lifts dark regions (guided filter, radius 32).

The scale is fixed in pixels, for a canvas of 720-1080 px on the long side.
python3 teacher_v2.py PHOTO...    writes NAME_v2.png: photo | sora | mori | yuu | sumi
"""
import dataclasses
import json
import os
import sys

import cv2
import numpy as np
from scipy import fft

PAD = 48
SKIN_CHANGE = 0.035  # how much lighter or darker a look may make skin
FACE_PARTS = 49  # px: eyes, lips and shadows within skin are as light as in the photo, too
f32 = np.float32


@dataclasses.dataclass(frozen=True)
class Look:
    gamma: float  # tone: L ** gamma, S curve of this steepness, then [lift, ceiling]
    contrast: float
    lift: float
    ceiling: float
    saturation: float  # chroma multiplier ...
    vibrance: float  # ... and what is added to it for pale colours
    shadow: tuple  # (a, b) offset at L = 0
    light: tuple  # (a, b) offset at L = 1
    hues: tuple  # (hue, width, turn in degrees, chroma multiplier, L offset)
    skin: tuple  # (turn, chroma multiplier, L offset); the offset spares dark skin
    line: tuple  # the colour beneath is multiplied by this, RGB
    ink: float  # opacity of the lines
    width: float  # gain of the line response: thicker and more lines
    bloom: float
    even: float  # how much dark regions are lifted
    mono: float = 0.0  # 1: ink and paper, only strong reds keep their colour
    tones: int = 0  # > 0: so many grey tones at the end


def read_looks():
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "looks.json"), encoding="utf-8") as file:
        return {look["name"]: Look(**look["grade"]) for look in json.load(file)["looks"]}


LOOKS = read_looks()


# ---------------------------------------------------------------------------------------------------------------- tools

def blur(x, sigma):
    return cv2.GaussianBlur(x.astype(f32, copy=False), (0, 0), sigma, borderType=cv2.BORDER_REFLECT_101)


def guided(guide, x, radius, tolerance):
    """Guided filter (He et al. 2010) of maps in [0, 1]."""
    mean = lambda t: cv2.blur(t, (2 * radius + 1,) * 2, borderType=cv2.BORDER_REFLECT_101)
    m, n = mean(guide), mean(x)
    slope = (mean(guide * x) - m * n) / (mean(guide * guide) - m * m + f32(tolerance))
    return mean(slope) * guide + mean(n - slope * m)


def smoothstep(x, low, high):
    t = np.clip((x - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def sample(x, map_x, map_y):
    return cv2.remap(x, map_x.astype(f32, copy=False), map_y.astype(f32, copy=False), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)


def grid(x):
    h, w = x.shape[:2]
    return np.meshgrid(np.arange(w, dtype=f32), np.arange(h, dtype=f32))


def to_lab(rgb):  # all three in the same unit: L / 100, a / 100, b / 100
    return cv2.cvtColor(rgb.astype(f32), cv2.COLOR_RGB2LAB) / f32(100)


def to_rgb(lab):
    return np.clip(cv2.cvtColor((lab * 100).astype(f32), cv2.COLOR_LAB2RGB), 0, 1)


def slopes(x):
    x = x.astype(f32, copy=False)
    return cv2.Scharr(x, cv2.CV_32F, 1, 0) / 32, cv2.Scharr(x, cv2.CV_32F, 0, 1) / 32


def flow(lab, sigma):
    """Tangent (x, y), contrast and coherence of the smoothed colour structure tensor."""
    gx, gy = slopes(lab)
    e, f, g = blur((gx * gx).sum(-1), sigma), blur((gx * gy).sum(-1), sigma), blur((gy * gy).sum(-1), sigma)
    root = np.sqrt((e - g) ** 2 + 4 * f * f)
    angle = 0.5 * np.arctan2(2 * f, e - g) + np.pi / 2
    return np.cos(angle).astype(f32), np.sin(angle).astype(f32), np.sqrt(0.5 * (e + g + root)), root / (e + g + 1e-6)


def walk(tx, ty, sigma, step):
    """Yields (position x, y, weight) along the streamline through each pixel, both ways."""
    X, Y = grid(tx)
    tangent = np.dstack([tx, ty])
    for sign in (1, -1):
        px, py, dx, dy = X, Y, tx * sign, ty * sign
        for i in range(1, int(2 * sigma / step) + 1):
            px, py = px + dx * f32(step), py + dy * f32(step)
            yield px, py, np.exp(-((i * step) ** 2) / (2 * sigma * sigma))
            n = sample(tangent, px, py)
            nx, ny = n[..., 0], n[..., 1]
            norm = np.where(nx * dx + ny * dy < 0, -1, 1) / np.sqrt(nx * nx + ny * ny + 1e-6)
            dx, dy = (nx * norm).astype(f32), (ny * norm).astype(f32)


def along(x, tx, ty, sigma, tolerance, step=1.5):
    """Bilateral smoothing along the flow."""
    total, weight = x.copy(), np.ones(x.shape[:2], f32)
    for px, py, k in walk(tx, ty, sigma, step):
        v = sample(x, px, py)
        k = f32(k) * np.exp(((v - x) ** 2).sum(-1) * f32(-0.5 / tolerance**2))
        total += v * k[..., None]
        weight += k
    return total / weight[..., None]


def across(x, tx, ty, sigma, tolerance):
    """Bilateral smoothing across the flow."""
    X, Y = grid(x)
    total, weight = x.copy(), np.ones(x.shape[:2], f32)
    for t in range(1, int(np.ceil(2 * sigma)) + 1):
        for s in (f32(t), f32(-t)):
            v = sample(x, X - ty * s, Y + tx * s)
            k = f32(np.exp(-t * t / (2 * sigma * sigma))) * np.exp(((v - x) ** 2).sum(-1) * f32(-0.5 / tolerance**2))
            total += v * k[..., None]
            weight += k
    return total / weight[..., None]


def shock(x, tx, ty, sigma=1.2, gain=60.0):
    """Sharpens edges: towards the darker or the lighter neighbour across the flow, by the sign of the second derivative."""
    X, Y = grid(x)
    L = blur(x[..., 0], sigma)
    r = f32(1.5)
    bend = sample(L, X - ty * r, Y + tx * r) + sample(L, X + ty * r, Y - tx * r) - 2 * L
    p, q = sample(x, X - ty, Y + tx), sample(x, X + ty, Y - tx)
    first = (p[..., :1] < q[..., :1])
    low, high = np.where(first, p, q), np.where(first, q, p)
    low, high = np.where(low[..., :1] < x[..., :1], low, x), np.where(high[..., :1] > x[..., :1], high, x)
    a = np.tanh(gain * bend)[..., None]
    return np.where(a > 0, x + a * (low - x), x - a * (high - x)).astype(f32)


# ---------------------------------------------------------------------------------------------------------------- brush

def coherent(x, rounds=2, sigma_across=1.4, sigma_along=4.0, tolerance=0.06):
    for _ in range(rounds):
        tx, ty, _, _ = flow(x, 2.0)
        x = across(x, tx, ty, sigma_across, tolerance)
        x = shock(along(x, tx, ty, sigma_along, 1.5 * tolerance), tx, ty)
    return x


def kuwahara(x, radius, sharpness=6.0):
    """Generalised Kuwahara filter: eight smooth sectors, the calm ones win."""
    r = int(radius)
    yy, xx = np.mgrid[-r:r + 1, -r:r + 1].astype(f32)
    distance, angle = np.hypot(xx, yy), np.arctan2(yy, xx)
    bell = np.exp(-0.5 * (distance / (0.5 * radius)) ** 2) * (distance <= r + 0.3)
    num = den = 0
    for k in range(8):
        d = np.abs((angle - k * np.pi / 4 + np.pi) % (2 * np.pi) - np.pi)
        w = bell * np.where(distance < 0.5, 0.125, np.clip(1 - d / (np.pi / 4), 0, 1))
        w /= w.sum()
        mean = cv2.filter2D(x, -1, w, borderType=cv2.BORDER_REFLECT_101)
        var = np.abs(cv2.filter2D(x * x, -1, w, borderType=cv2.BORDER_REFLECT_101) - mean * mean).sum(-1, keepdims=True)
        k = 1 / (1e-3 + 40 * np.sqrt(var)) ** sharpness
        num, den = num + k * mean, den + k
    return (num / den).astype(f32)


def texture(lab):
    def rough(m):
        return blur(np.sqrt(np.abs(m - blur(m, 2.0))), 5) ** 2  # the root: isolated edges count little

    tint = sum(rough(lab[..., i] / (lab[..., 0] + f32(0.25))) for i in (1, 2))
    t = np.maximum(0, rough(lab[..., 0]) - 0.35 * tint)
    return blur(cv2.morphologyEx(t, cv2.MORPH_OPEN, np.ones((31, 31), np.uint8), borderType=cv2.BORDER_REPLICATE), 6)


# ------------------------------------------------------------------------------------------------------ tones and flatness

def cel(L, steps, amount, width=1.4, softest=0.10, on=None):
    """L in steps. `on` (a map): steps also where no wide slope is; None: everywhere."""
    gx, gy = slopes(blur(L, 0.8))
    g = np.sqrt(gx * gx + gy * gy)
    whole = np.floor(L * steps)
    half = np.clip(width * g * steps, softest, 1.0) / 2
    stepped = (whole + smoothstep(L * steps - whole, 0.5 - half, 0.5 + half)) / steps
    if on is not None:
        wide = blur(cv2.morphologyEx(g, cv2.MORPH_OPEN, np.ones((7, 7), np.uint8)), 4.0)
        amount = amount * np.maximum(on, smoothstep(wide, 0.0008, 0.003))
    return L + amount * (stepped - L)


def l0(x, strength, base, kappa=2.6, beta_max=3e3):
    """L0 gradient minimisation by half-quadratic splitting, cosine transforms, a soft gate; `strength` is a map."""
    h, w = x.shape[:2]
    laplacian = (2 - 2 * np.cos(np.pi * np.arange(h) / h))[:, None] + (2 - 2 * np.cos(np.pi * np.arange(w) / w))
    laplacian = laplacian.astype(f32)[..., None]
    inverse = (1 / strength)[..., None].astype(f32)
    target = fft.dctn(x, axes=(0, 1))
    beta = 2 * base
    while beta < beta_max:
        gx, gy = np.diff(x, axis=1, append=x[:, -1:]), np.diff(x, axis=0, append=x[-1:])
        energy = (gx * gx + gy * gy).sum(-1, keepdims=True)
        gate = smoothstep(np.log2(energy * f32(beta) * inverse + f32(1e-12)), -1.0, 1.0)
        gx *= gate
        gy *= gate
        divergence = np.diff(gx, axis=1, prepend=f32(0)) + np.diff(gy, axis=0, prepend=f32(0))
        x = fft.idctn((target - f32(beta) * fft.dctn(divergence, axes=(0, 1))) / (1 + f32(beta) * laplacian), axes=(0, 1))
        beta *= kappa
    return x


# ----------------------------------------------------------------------------------------------------------------- lines

def fdog(x, tx, ty, width, length, tau=0.98):
    """How much darker each pixel is than its surroundings across the flow, averaged along it."""
    X, Y = grid(x)
    narrow = wide = 0
    sum_narrow = sum_wide = 0.0
    reach = int(np.ceil(2.5 * 1.6 * width))
    for t in range(-reach, reach + 1):
        v = sample(x, X - ty * f32(t), Y + tx * f32(t))
        a, b = np.exp(-t * t / (2 * width**2)), np.exp(-t * t / (2 * (1.6 * width) ** 2))
        narrow, wide = narrow + f32(a) * v, wide + f32(b) * v
        sum_narrow += a
        sum_wide += b
    response = (narrow / f32(sum_narrow) - f32(tau / sum_wide) * wide).astype(f32)
    total, weight = response.copy(), 1.0
    for px, py, k in walk(tx, ty, length, 1.0):
        total += f32(k) * sample(response, px, py)
        weight += k
    return np.maximum(0, -total / f32(weight))


def between_sky_and_cloud(lab):
    """Where nothing within 4 px is dark, warm and grey or vividly coloured: clouds have no outline."""
    L, a, b = cv2.split(blur(lab, 1.5))
    near = np.ones((9, 9), np.uint8)
    airy = smoothstep(L, 0.28, 0.42) * (1 - smoothstep(np.abs(a), 0.06, 0.12)) * (1 - smoothstep(b, 0.1, 0.2))
    cold = cv2.dilate(smoothstep(-b, -0.01, 0.03), near)  # one side is blue or grey
    return blur(cv2.erode(airy, near) * cold, 2.0)


def ink(s, gain):
    T = s["T"]
    fine = smoothstep(s["fine"] * gain, 0.003, 0.018) * (1 - 0.8 * T) * (0.3 + 0.7 * smoothstep(s["coherence"], 0.25, 0.6))
    coarse = smoothstep(s["coarse"] * gain, 0.004, 0.024) * (1 - 0.45 * T)
    colour = smoothstep(s["colour"], 0.012, 0.04) * (1 - 0.5 * T)
    y = 1 - (1 - fine) * (1 - coarse) * (1 - 0.8 * colour)
    y = y * (1 - 0.55 * smoothstep(blur(y, 6), 0.22, 0.5))  # fewer in a crowd
    y = y * (1 - 0.8 * s["sky"])
    on = (y > 0.25).astype(np.uint8)
    _, label, stats, _ = cv2.connectedComponentsWithStats(on, 8)
    keep = smoothstep(np.maximum(stats[:, 2], stats[:, 3]).astype(f32), 5, 14)  # no specks
    keep[0] = 1
    keep = keep[label]
    return y * np.where(on > 0, keep, cv2.erode(keep, np.ones((3, 3))))


# -------------------------------------------------------------------------------------------------------------- the whole

def shared(rgb):
    """What all looks share. uint8 RGB, padded."""
    lab = to_lab(rgb.astype(f32) / 255)
    calm = cv2.bilateralFilter(lab, 5, 0.06, 1.5)
    rough = texture(lab)
    T = smoothstep(rough, 0.009, 0.026)
    high = np.sqrt(((lab - blur(lab, 2.0)) ** 2).sum(-1))
    lone = smoothstep(blur(high, 2.0), 0.010, 0.032) * (1 - smoothstep(rough, 0.005, 0.014))

    smooth = coherent(calm)
    dabs = kuwahara(smooth, 6)
    base = smooth + smoothstep(T, 0.0, 0.5)[..., None] * (kuwahara(smooth, 3) - smooth)
    base = base + smoothstep(T, 0.4, 1.0)[..., None] * (dabs - base)
    lost = blur(np.sqrt(((calm - base) ** 2).sum(-1)), 1.1)
    D = np.maximum(0.8 * lone, smoothstep(lost, 0.045, 0.11) * (1 - 0.35 * T))
    base = base + D[..., None] * (calm - base)

    tx, ty, contrast, coherence = flow(base, 1.8)
    K = smoothstep(blur(coherence, 2.0), 0.45, 0.8) * smoothstep(contrast, 0.004, 0.012)
    s = dict(T=T, coherence=coherence, light=base[..., 0], fine=fdog(base[..., 0], tx, ty, 0.9, 4.0))
    half = cv2.resize(smooth + T[..., None] * (kuwahara(dabs, 6) - smooth), None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    hx, hy, _, _ = flow(half, 1.8)
    large = lambda m: cv2.resize(m, rgb.shape[1::-1], interpolation=cv2.INTER_CUBIC)
    s["coarse"] = large(fdog(half[..., 0], hx, hy, 0.9, 4.0))
    s["colour"] = large(np.maximum(fdog(half[..., 1], hx, hy, 0.8, 4.0, 1.0), fdog(half[..., 2], hx, hy, 0.8, 4.0, 1.0)))

    L = base[..., 0]
    shade = cv2.bilateralFilter(cv2.bilateralFilter(L, 13, 0.08, 5.0), 13, 0.06, 5.0)
    shade = shade + np.maximum(np.maximum(D, 0.5 * T), 0.7 * K) * (L - shade)
    chroma, hue = np.hypot(base[..., 1], base[..., 2]), np.degrees(np.arctan2(base[..., 2], base[..., 1]))
    skin = blur((np.exp(-(((hue - 58) / 22) ** 2)) * smoothstep(chroma, 0.03, 0.09) * (1 - smoothstep(chroma, 0.35, 0.5))).astype(f32), 2.0)
    focus = smoothstep(blur(cv2.dilate(blur(high, 1.5), np.ones((41, 41), np.uint8)), 6), 0.0065, 0.0125)  # bokeh stays soft
    x = base.copy()
    x[..., 0] = L + (1 - 0.35 * T) * (1 - 0.8 * skin) * (0.2 + 0.8 * focus) * (cel(shade, 4.5, 0.40, on=T) - L)
    x = l0(x, 0.0008 * (1 - 0.5 * T) * (1 - 0.9 * D) * (1 - 0.75 * K), 0.0008)
    fx, fy, _, _ = flow(x, 1.5)
    s["sky"] = between_sky_and_cloud(base)
    s["flat"] = x + (1 - 0.6 * D)[..., None] * (shock(along(x, fx, fy, 1.8, 0.2, 1.0), fx, fy) - x)
    lost = (calm[..., 0] - blur(calm[..., 0], 2.5)) - (s["flat"][..., 0] - blur(s["flat"][..., 0], 2.5))
    fine = blur(smoothstep(np.abs(calm[..., 0] - blur(calm[..., 0], 2.5)), 0.035, 0.08), 1.0)
    s["flat"][..., 0] += 0.7 * fine * (1 - 0.5 * T) * lost
    parts = cv2.morphologyEx(skin, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (FACE_PARTS, FACE_PARTS)))
    s["skin"] = np.maximum(skin, blur(parts, 3.0))
    return s


def grade(lab, g, skin, light):
    L, a, b = lab[..., 0], lab[..., 1] * 100, lab[..., 2] * 100
    hue, chroma = np.degrees(np.arctan2(b, a)) % 360, np.sqrt(a * a + b * b)
    near = lambda centre, width: np.exp(-(((hue - centre + 180) % 360 - 180) / width) ** 2)
    coloured, vivid = chroma / (chroma + 8), np.exp(-((chroma / 50) ** 2))
    pale = smoothstep(L, 0.5, 0.75) * (1 - smoothstep(chroma, 25, 45))
    turn, gain, lighter = 0.0, 1.0, 0.0
    for centre, width, degrees, multiplier, offset in g.hues:
        n = near(centre, width) * coloured
        if 80 < centre < 200:  # clouds, walls and bright yellows do not turn green
            n = n * (1 - 0.9 * pale) * smoothstep(chroma, 6, 22) * (1 - smoothstep(chroma, 30, 50) * smoothstep(L, 0.45, 0.65))
        turn = turn + degrees * n
        gain = gain * (1 + (multiplier - 1) * n * (vivid if multiplier > 1 else 1))
        lighter = lighter + offset * n * smoothstep(L, 0.2, 0.5)
    n = near(63, 22) * coloured
    turn, gain = turn + g.skin[0] * n, gain * (1 + (g.skin[1] - 1) * n)
    lighter = lighter + g.skin[2] * n * smoothstep(L, 0.40, 0.62)
    curve = lambda v: 1 / (1 + np.exp(f32(-g.contrast) * (v - f32(0.5))))
    before = L
    L = (curve(np.clip(L, 0, 1) ** g.gamma) - curve(0)) / (curve(1) - curve(0))
    L = g.lift + (g.ceiling - g.lift) * L + lighter * 4 * L * (1 - L)
    face = smoothstep(skin, 0.15, 0.5)
    L = L + face * (light + SKIN_CHANGE * np.tanh((L - light) / SKIN_CHANGE) - L)
    if g.tones:
        L = cel(L, g.tones, 0.95 * (1 - 0.85 * face), softest=0.3)
    chroma = chroma * np.clip((L + 0.1) / (before + 0.1), 0.6, 1.6) ** 0.7  # the saturation stays when light is added
    vibrance = g.vibrance * np.exp(-((chroma / 26) ** 2)) * (1 - 2.2 * near(112, 26) * (1 - smoothstep(chroma, 8, 24)))
    chroma = chroma * gain * (g.saturation + vibrance)
    chroma = chroma / (1 + (chroma / 150) ** 4) ** 0.25
    if g.mono:
        chroma = chroma * (1 - g.mono * (1 - near(35, 16) * smoothstep(chroma, 30, 50)))
    angle, dark, bright = np.radians(hue + turn), (1 - L) ** 2, L * L
    return np.dstack([L, (chroma * np.cos(angle) + g.shadow[0] * dark + g.light[0] * bright) / 100,
                      (chroma * np.sin(angle) + g.shadow[1] * dark + g.light[1] * bright) / 100]).astype(f32)


def paint(s, g):
    x = s["flat"].copy()
    wide = guided(s["light"], x[..., 0], 32, 0.02)
    x[..., 0] = np.clip(x[..., 0] + g.even * np.maximum(0, 0.55 - wide) * smoothstep(x[..., 0], 0.04, 0.35), 0, 1)
    y = to_rgb(grade(x, g, s["skin"], s["flat"][..., 0]))
    glow = blur(y * smoothstep(y.min(-1), 0.70, 1.0)[..., None], 8.0)
    y = 1 - (1 - y) * (1 - g.bloom * glow)
    return y + (y * f32(g.line) - y) * (g.ink * ink(s, g.width))[..., None]


def teacher(rgb, styles=("sora",)):
    """uint8 RGB -> a list of uint8 RGB of the same size, one for each style."""
    h, w = rgb.shape[:2]
    s = shared(cv2.copyMakeBorder(rgb, PAD, PAD, PAD, PAD, cv2.BORDER_REFLECT_101))
    out = [paint(s, LOOKS[n])[PAD:PAD + h, PAD:PAD + w] for n in styles]
    return [(np.clip(y, 0, 1) * 255 + 0.5).astype(np.uint8) for y in out]


def main(paths, side=int(os.environ.get("SIDE", 720))):
    for path in paths:
        photo = cv2.imread(path)
        scale = side / max(photo.shape[:2])
        photo = cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
        row = np.hstack([photo] + [y[:, :, ::-1] for y in teacher(np.ascontiguousarray(photo[:, :, ::-1]), list(LOOKS))])
        cv2.imwrite(os.path.splitext(os.path.basename(path))[0] + "_v2.png", row)


if __name__ == "__main__":
    main(sys.argv[1:])
