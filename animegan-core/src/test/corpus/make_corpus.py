#!/usr/bin/env python3
"""Makes the corpus of FormatCorpusTest: small pictures in many variants of formats, each with what it should look like.

Needs ImageMagick 6, libtiff's tools, libjpeg-turbo's tools, WebP's tools and exiftool (Debian: imagemagick libtiff-tools
libjpeg-turbo-progs webp libimage-exiftool-perl ghostscript). References are ImageMagick's, with littlecms for profiles; of
what ImageMagick ignores (cICP, cHRM) they are computed here. Run in this folder: python3 make_corpus.py; it writes
../resources/io/github/animegan/image/io/corpus.zip.
"""
import math
import os
import shutil
import struct
import subprocess
import tempfile
import zipfile
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, "../resources/io/github/animegan/image/io/corpus.zip")
ICC = "/usr/share/color/icc/ghostscript/"
WORK = tempfile.mkdtemp()
ROWS = []  # name, reference or "", most mean difference, greatest difference or a pattern of the refusal
W, H = 26, 19


def run(*command):
    subprocess.run(command, check=True, cwd=WORK, stdout=subprocess.DEVNULL)


def write(name, data):
    with open(os.path.join(WORK, name), "wb") as file:
        file.write(data)


def read(name):
    with open(os.path.join(WORK, name), "rb") as file:
        return file.read()


def add(name, reference, mean=2, greatest=5):
    ROWS.append((name, reference, str(mean), str(greatest)))


def refused(name, pattern):
    ROWS.append((name, "", "", pattern))


def convert(name, *arguments):
    run("convert", *arguments, name)


def judged(name, reference=None, mean=2, greatest=5, extra=()):
    """The file as ImageMagick shows it in sRGB."""
    shown = reference or "ref_" + name.replace(".", "_") + ".png"
    if not os.path.exists(os.path.join(WORK, shown)):
        run("convert", name + "[0]", *extra, "-depth", "8", "-strip", "PNG32:" + shown)
    add(name, shown, mean, greatest)


def color(x, y):
    """Smooth, but for patches of pure and of dark colors."""
    if y >= 14:
        patches = [(0, 0, 0), (255, 255, 255), (255, 0, 0), (0, 255, 0), (0, 0, 255), (0, 255, 255), (255, 0, 255),
                   (255, 255, 0), (128, 128, 128), (12, 12, 12), (200, 100, 50), (40, 20, 60), (250, 240, 230)]
        return patches[x // 2 % len(patches)]
    return (int(x * 255 / (W - 1)), int(y * 255 / 13), int(127 + 100 * math.sin(x / 5) * math.cos(y / 4)))


PIXELS = [[color(x, y) for x in range(W)] for y in range(H)]
ALPHAS = [[min(255, 20 + 10 * x + 3 * y) for x in range(W)] for y in range(H)]


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(kind, depth, rows, chunks=(), width=W, height=H):
    body = b"".join(b"\0" + row for row in rows)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0))
            + b"".join(chunk(k, d) for k, d in chunks) + chunk(b"IDAT", zlib.compress(body)) + chunk(b"IEND", b""))


def rgb_rows(pixels=PIXELS):
    return [b"".join(bytes(p) for p in row) for row in pixels]


def deep_rows(pixels):
    """Rows of 16-bit samples from floats in [0, 1]."""
    return [b"".join(struct.pack(">H", round(65535 * min(1, max(0, v)))) for p in row for v in p) for row in pixels]


def linear(v):
    return v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4


def encoded(v):
    v = min(1, max(0, v))
    return 12.92 * v if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055


def mild(pixel):
    """A color that no profile's rounding takes out of sRGB, where programs differ in what they do with it."""
    return tuple(50 + v * 5 // 8 for v in pixel)


def sources():
    write("mild.png", png(2, 8, rgb_rows([[mild(p) for p in row] for row in PIXELS])))
    write("rgb.png", png(2, 8, rgb_rows()))
    write("rgba.png", png(6, 8, [b"".join(bytes(p) + bytes([a]) for p, a in zip(r, q)) for r, q in zip(PIXELS, ALPHAS)]))
    gray = [[(p[0] * 2 + p[1]) // 3 for p in row] for row in PIXELS]
    write("gray.png", png(0, 8, [bytes(row) for row in gray]))
    write("graya.png", png(4, 8, [b"".join(bytes([v, a]) for v, a in zip(r, q)) for r, q in zip(gray, ALPHAS)]))
    run("convert", "rgb.png", "-strip", "PNG32:ref_rgb.png")
    run("convert", "rgba.png", "-strip", "PNG32:ref_rgba.png")
    run("convert", "mild.png", "-strip", "PNG32:ref_mild.png")
    run("convert", "gray.png", "-strip", "PNG32:ref_gray.png")
    run("convert", "graya.png", "-strip", "PNG32:ref_graya.png")
    run("convert", "gray.png", "-threshold", "50%", "-strip", "PNG32:ref_bilevel.png")
    run("convert", "rgb.png", "-colors", "16", "-strip", "PNG32:ref_palette.png")
    for name in ("rgb.png", "rgba.png", "gray.png", "graya.png"):
        add(name, "ref_" + name, 0, 0)


def tiffs():
    tiff = ["-compress", "none"]
    convert("rgb8.tif", "rgb.png", "-type", "TrueColor", *tiff)
    add("rgb8.tif", "ref_rgb.png", 0, 0)
    for kind in ("lzw", "lzw:2", "zip", "zip:2", "packbits"):
        name = "rgb8_" + kind.replace(":", "_p") + ".tif"
        run("tiffcp", "-c", kind, "rgb8.tif", name)
        add(name, "ref_rgb.png", 0, 0)
    for label, options in {
        "strips1": ["-r", "1"], "strips5": ["-r", "5"], "tiles": ["-t", "-w", "16", "-l", "16"],
        "planar": ["-p", "separate"], "planar_lzw": ["-p", "separate", "-c", "lzw:2"],
        "planar_tiles": ["-p", "separate", "-t", "-w", "16", "-l", "16", "-c", "zip"],
        "big": ["-8"], "big_endian": ["-B"], "big_tiles": ["-8", "-B", "-t", "-w", "16", "-l", "16", "-c", "lzw"],
        "lsb": ["-f", "lsb2msb", "-c", "lzw"],
    }.items():
        run("tiffcp", *options, "rgb8.tif", "rgb8_" + label + ".tif")
        add("rgb8_" + label + ".tif", "ref_rgb.png", 0, 0)
    convert("rgb16.tif", "rgb.png", "-type", "TrueColor", "-depth", "16", *tiff)
    add("rgb16.tif", "ref_rgb.png", 0, 0)
    for label, options in {"lzw_p2": ["-c", "lzw:2"], "zip_p2": ["-c", "zip:2"], "be_zip_p2": ["-B", "-c", "zip:2"],
                           "tiles": ["-t", "-w", "32", "-l", "16"]}.items():
        run("tiffcp", *options, "rgb16.tif", "rgb16_" + label + ".tif")
        add("rgb16_" + label + ".tif", "ref_rgb.png", 0, 0)
    convert("rgb16_planar_p2.tif", "rgb.png", "-type", "TrueColor", "-depth", "16", "-interlace", "plane", "-compress", "lzw")
    add("rgb16_planar_p2.tif", "ref_rgb.png", 0, 0)
    convert("rgb32.tif", "rgb.png", "-type", "TrueColor", "-depth", "32", *tiff)
    add("rgb32.tif", "ref_rgb.png", 1, 1)
    for bits in (16, 32, 64):
        convert("float%d.tif" % bits, "rgb.png", "-type", "TrueColor", "-define", "quantum:format=floating-point",
                "-depth", str(bits), "-compress", "lzw")
        add("float%d.tif" % bits, "ref_rgb.png", 1, 1)
    run("tiffcp", "-c", "zip:3", "float32.tif", "float32_p3.tif")
    add("float32_p3.tif", "ref_rgb.png", 1, 1)
    convert("gray_float.tif", "gray.png", "-define", "quantum:format=floating-point", "-depth", "32", "-compress", "zip")
    add("gray_float.tif", "ref_gray.png", 1, 1)
    convert("gray8.tif", "gray.png", "-depth", "8", *tiff)
    add("gray8.tif", "ref_gray.png", 0, 0)
    convert("gray16_zip.tif", "gray.png", "-depth", "16", "-compress", "zip")
    add("gray16_zip.tif", "ref_gray.png", 0, 0)
    convert("gray8_white0.tif", "gray.png", "-depth", "8", "-define", "quantum:polarity=min-is-white", *tiff)
    judged("gray8_white0.tif", None, 0, 0)
    convert("gray16_white0.tif", "gray.png", "-depth", "16", "-define", "quantum:polarity=min-is-white", *tiff)
    judged("gray16_white0.tif", None, 0, 0)
    for bits in (2, 4):
        convert("gray%d.tif" % bits, "gray.png", "-depth", str(bits), *tiff)
        judged("gray%d.tif" % bits, None, 1, 1)
    convert("rgb12.tif", "rgb.png", "-type", "TrueColor", "-depth", "12", *tiff)
    add("rgb12.tif", "ref_rgb.png", 1, 1)
    for kind in ("none", "Fax", "Group4", "RLE", "LZW"):
        name = "bilevel_" + kind.lower() + ".tif"
        convert(name, "ref_bilevel.png", "-type", "bilevel", "-depth", "1", "-compress", kind)
        add(name, "ref_bilevel.png", 0, 0)
    for polarity in ("min-is-white", "min-is-black"):
        name = "bilevel_" + polarity + ".tif"
        convert(name, "ref_bilevel.png", "-type", "bilevel", "-depth", "1", "-define", "quantum:polarity=" + polarity,
                "-compress", "Group4")
        add(name, "ref_bilevel.png", 0, 0)
    convert("palette8.tif", "ref_palette.png", "-type", "Palette", *tiff)
    add("palette8.tif", "ref_palette.png", 0, 0)
    convert("palette_lzw.tif", "ref_palette.png", "-type", "Palette", "-compress", "lzw")
    add("palette_lzw.tif", "ref_palette.png", 0, 0)
    convert("rgba8.tif", "rgba.png", "-define", "tiff:alpha=unassociated", *tiff)
    add("rgba8.tif", "ref_rgba.png", 0, 0)
    convert("rgba16.tif", "rgba.png", "-define", "tiff:alpha=unassociated", "-depth", "16", "-compress", "lzw")
    add("rgba16.tif", "ref_rgba.png", 0, 0)
    convert("rgba8_premultiplied.tif", "rgba.png", "-define", "tiff:alpha=associated", *tiff)
    judged("rgba8_premultiplied.tif", None, 2, 5)
    convert("rgba16_premultiplied.tif", "rgba.png", "-define", "tiff:alpha=associated", "-depth", "16", *tiff)
    add("rgba16_premultiplied.tif", "ref_rgba.png", 1, 2)
    convert("rgba8_unspecified.tif", "rgba.png", "-define", "tiff:alpha=unspecified", *tiff)
    add("rgba8_unspecified.tif", "ref_rgba.png", 0, 0)
    convert("graya8.tif", "graya.png", "-define", "tiff:alpha=unassociated", *tiff)
    add("graya8.tif", "ref_graya.png", 0, 0)
    convert("cmyk8.tif", "rgb.png", "-profile", ICC + "srgb.icc", "-profile", ICC + "ps_cmyk.icc", *tiff)
    judged("cmyk8.tif", None, 2, 8, ("-profile", ICC + "srgb.icc"))
    run("tiffcp", "-c", "lzw:2", "cmyk8.tif", "cmyk8_lzw.tif")
    add("cmyk8_lzw.tif", "ref_cmyk8_tif.png", 2, 8)
    run("tiffcp", "-p", "separate", "cmyk8.tif", "cmyk8_planar.tif")
    add("cmyk8_planar.tif", "ref_cmyk8_tif.png", 2, 8)
    convert("cmyk16.tif", "rgb.png", "-profile", ICC + "srgb.icc", "-profile", ICC + "ps_cmyk.icc", "-depth", "16", *tiff)
    add("cmyk16.tif", "ref_cmyk8_tif.png", 2, 8)
    convert("lab16.tif", "mild.png", "-colorspace", "Lab", "-depth", "16", *tiff)
    judged("lab16.tif", None, 2, 5, ("-colorspace", "sRGB"))
    for label, bits, photometric in (("lab8_d50", 8, 8), ("lab16_d50", 16, 8), ("icclab8", 8, 9), ("icclab16", 16, 9)):
        data, shown = lab(bits, photometric == 8)
        write(label + ".tif", small_tiff(bits, photometric, data))
        shown_png("ref_" + label + ".png", shown)
        add(label + ".tif", "ref_" + label + ".png", 1, 2)
    run("tiffcp", "-c", "lzw:2", "lab16.tif", "lab16_lzw.tif")
    add("lab16_lzw.tif", "ref_lab16_tif.png")
    ycbcr_tiffs()
    profiles("tif", tiff)
    for kind, pattern in {"zstd": "Zstandard", "lzma": "LZMA", "webp": "WebP", "lerc": "LERC"}.items():
        run("tiffcp", "-c", kind, "rgb8.tif", "rgb8_" + kind + ".tif")
        refused("rgb8_" + kind + ".tif", pattern)
    tiff_kinds()
    convert("pages.tif", "rgb.png", "gray.png", *tiff)
    add("pages.tif", "ref_rgb.png", 0, 0)
    for turn in range(2, 9):
        shutil.copy(os.path.join(WORK, "rgb8.tif"), os.path.join(WORK, "turned%d.tif" % turn))
        run("exiftool", "-overwrite_original", "-n", "-IFD0:Orientation=%d" % turn, "turned%d.tif" % turn)
        judged("turned%d.tif" % turn, None, 0, 0, ("-auto-orient",))


# From linear sRGB to XYZ under D50 (Bradford; B. Lindbloom), and back.
TO_XYZ = [(0.4360747, 0.3850649, 0.1430804), (0.2225045, 0.7168786, 0.0606169), (0.0139322, 0.0971045, 0.7141733)]
OF_XYZ = [(3.1338561, -1.6168667, -0.4906146), (-0.9787684, 1.9161415, 0.0334540), (0.0719453, -0.2289914, 1.4052427)]
D50 = (0.96422, 1, 0.82521)


def lab(bits, signed):
    """Samples of L*a*b* under D50, and what they show."""
    def forward(t):
        return t ** (1 / 3) if t > (6 / 29) ** 3 else t / (3 * (6 / 29) ** 2) + 4 / 29

    def backward(f):
        return f ** 3 if f > 6 / 29 else 3 * (6 / 29) ** 2 * (f - 4 / 29)
    unit = 1 if bits == 8 else 256
    scale = 2.55 if bits == 8 else 655.35 if signed else 652.8
    data, shown = b"", []
    for row in PIXELS:
        line = []
        for pixel in row:
            light = [linear(v / 255) for v in mild(pixel)]
            fx, fy, fz = [forward(sum(m * v for m, v in zip(r, light)) / w) for r, w in zip(TO_XYZ, D50)]
            l, a, b = round((116 * fy - 16) * scale), round(500 * (fx - fy) * unit), round(200 * (fy - fz) * unit)
            offset = 0 if signed else 128 * unit
            mask = 0xff if bits == 8 else 0xffff
            data += struct.pack("<3B" if bits == 8 else "<3H", l, a + offset & mask, b + offset & mask)
            fy = (l / scale + 16) / 116
            xyz = [w * backward(f) for w, f in zip(D50, (fy + a / unit / 500, fy, fy - b / unit / 200))]
            line.append(tuple(round(255 * encoded(sum(m * v for m, v in zip(r, xyz)))) for r in OF_XYZ) + (255,))
        shown.append(line)
    return data, shown


def small_tiff(bits, photometric, data):
    """A TIFF of one strip of three samples a pixel."""
    head = 8 + 2 + 10 * 12 + 4
    entries = [(256, 4, 1, W), (257, 4, 1, H), (258, 3, 3, head), (259, 3, 1, 1), (262, 3, 1, photometric),
               (273, 4, 1, head + 6), (277, 3, 1, 3), (278, 4, 1, H), (279, 4, 1, len(data)), (284, 3, 1, 1)]
    directory = struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *e) for e in entries) + bytes(4)
    return b"II*\0" + struct.pack("<I", 8) + directory + struct.pack("<3H", bits, bits, bits) + data


def ycbcr_tiffs():
    convert("jpeg.tif", "rgb.png", "-type", "TrueColor", "-compress", "jpeg", "-quality", "95")
    judged("jpeg.tif", None, 2, 5)
    convert("jpeg_444.tif", "rgb.png", "-type", "TrueColor", "-compress", "jpeg", "-quality", "95", "-sampling-factor", "1x1")
    judged("jpeg_444.tif", None, 2, 5)
    run("tiffcp", "-c", "jpeg:r:95", "rgb8.tif", "jpeg_rgb.tif")
    judged("jpeg_rgb.tif", None, 2, 5)
    run("tiffcp", "-c", "jpeg:95", "-t", "-w", "16", "-l", "16", "rgb8.tif", "jpeg_tiles.tif")
    judged("jpeg_tiles.tif", None, 2, 5)
    convert("jpeg_gray.tif", "gray.png", "-compress", "jpeg", "-quality", "95")
    judged("jpeg_gray.tif", None, 1, 2)
    for across, down in ((1, 1), (2, 1), (2, 2), (4, 1)):
        for label, coding in {"": 1, "_zip": 8}.items():
            name = "ycbcr%d%d%s.tif" % (across, down, label)
            write(name, ycbcr(across, down, coding))
            # ImageMagick reads blocks as if they were none; this is libtiff's own way.
            run("tiff2rgba", "-c", "none", name, "as_" + name)
            judged("as_" + name, "ref_" + name + ".png", 2, 5)
            ROWS[-1] = (name,) + ROWS[-1][1:]


def ycbcr(across, down, coding):
    """A TIFF of luminances, in blocks that share chrominance; both sides are filled up to whole blocks."""
    def parts(x, y):
        r, g, b = PIXELS[min(y, H - 1)][min(x, W - 1)]
        luma = 0.299 * r + 0.587 * g + 0.114 * b
        return luma, 128 + (b - luma) / 1.772, 128 + (r - luma) / 1.402
    data = b""
    for top in range(0, H, down):
        for left in range(0, W, across):
            block = [parts(left + x, top + y) for y in range(down) for x in range(across)]
            values = [p[0] for p in block] + [sum(p[i] for p in block) / len(block) for i in (1, 2)]
            data += bytes(min(255, max(0, round(v))) for v in values)
    data = zlib.compress(data) if coding == 8 else data
    black_white = struct.pack("<12I", 0, 1, 255, 1, 128, 1, 255, 1, 128, 1, 255, 1)
    head = 8 + 2 + 12 * 12 + 4
    entries = [(256, 4, 1, W), (257, 4, 1, H), (258, 3, 3, head), (259, 3, 1, coding), (262, 3, 1, 6),
               (273, 4, 1, head + 6 + len(black_white)), (277, 3, 1, 3), (278, 4, 1, H), (279, 4, 1, len(data)),
               (284, 3, 1, 1), (530, 3, 2, across | down << 16), (532, 5, 6, head + 6)]
    directory = struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *e) for e in entries) + bytes(4)
    return b"II*\0" + struct.pack("<I", 8) + directory + struct.pack("<3H", 8, 8, 8) + black_white + data


def profiles(kind, options):
    for label in ("a98", "rommrgb"):
        for bits in (8, 16):
            name = "%s%d.%s" % (label, bits, kind)
            convert(name, "mild.png", "-profile", ICC + "srgb.icc", "-profile", ICC + label + ".icc", "-depth", str(bits),
                    *options)
            judged(name, None, 2, 5, ("-profile", ICC + "srgb.icc"))
    name = "gray_profile." + kind
    convert(name, "gray.png", "-strip", "-profile", ICC + "ps_gray.icc", "-depth", "8", *options)
    judged(name, None, 2, 5, ("-profile", ICC + "srgb.icc"))


def bmps():
    for label, options in {"bmp3": ["-type", "TrueColor", "BMP3:"], "bmp2": ["-type", "TrueColor", "BMP2:"],
                           "v4": ["-type", "TrueColor", "BMP:"]}.items():
        run("convert", "rgb.png", *options[:-1], options[-1] + label + ".bmp")
        add(label + ".bmp", "ref_rgb.png", 0, 0)
    run("convert", "ref_palette.png", "-type", "Palette", "BMP3:palette8.bmp")
    add("palette8.bmp", "ref_palette.png", 0, 0)
    run("convert", "ref_palette.png", "-type", "Palette", "-compress", "RLE", "BMP3:rle8.bmp")
    add("rle8.bmp", "ref_palette.png", 0, 0)
    run("convert", "ref_bilevel.png", "-type", "bilevel", "BMP3:bilevel.bmp")
    add("bilevel.bmp", "ref_bilevel.png", 0, 0)
    run("convert", "gray.png", "BMP3:gray.bmp")
    add("gray.bmp", "ref_gray.png", 0, 0)
    run("convert", "rgba.png", "BMP:rgba_v5.bmp")
    add("rgba_v5.bmp", "ref_rgba.png", 0, 0)
    made_bmps()


def bmp(header, bits, coding, rows, masks=(), extra=b"", size=None, profile=b""):
    """A BMP of a header of so many bytes; rows from the lowest up."""
    width, height = size or (W, H)
    fields = struct.pack("<IiiHHIIiiII", header, width, height, 1, bits, coding, len(rows), 2835, 2835, 0, 0)
    if header > 40:
        names = list(masks) + [0] * (4 - len(masks))
        fields += struct.pack("<IIII", *names)
        fields = fields.ljust(header, b"\0")
        if header >= 108:
            fields = fields[:56] + struct.pack("<I", 0x4d424544 if profile else 0x73524742) + fields[60:]
        if profile:
            fields = fields[:112] + struct.pack("<II", header + len(extra) + len(rows), len(profile)) + fields[120:]
    elif masks:
        extra = struct.pack("<" + "I" * len(masks), *masks) + extra
    start = 14 + len(fields) + len(extra)
    return struct.pack("<2sIHHI", b"BM", start + len(rows) + len(profile), 0, 0, start) + fields + extra + rows + profile


def packed(masks, size, alpha, upward=True):
    """Rows of pixels by masks, and the pixels as eight bits show them."""
    def place(value, mask):
        shift = (mask & -mask).bit_length() - 1
        most = mask >> shift
        level = (value * most + 127) // 255
        return level << shift, (level * 255 + most // 2) // most
    rows, shown = [], []
    for y in range(H):
        row, seen = b"", []
        for x in range(W):
            values = PIXELS[y][x] + (ALPHAS[y][x],)
            pixel, levels = 0, []
            for value, mask in zip(values, masks):
                bits, level = place(value, mask)
                pixel |= bits
                levels.append(level)
            row += struct.pack("<I", pixel)[:size]
            seen.append(tuple(levels[:3]) + (levels[3] if alpha else 255,))
        rows.append(row.ljust((len(row) + 3) // 4 * 4, b"\0"))
        shown.append(seen)
    return b"".join(reversed(rows) if upward else rows), shown


def shown_png(name, shown):
    write(name, png(6, 8, [b"".join(bytes(p) for p in row) for row in shown]))


def made_bmps():
    variants = {
        "m565": ((0xf800, 0x7e0, 0x1f), 2, 40), "m555": ((0x7c00, 0x3e0, 0x1f), 2, 40),
        "m4444": ((0xf00, 0xf0, 0xf, 0xf000), 2, 56), "m1555": ((0x7c00, 0x3e0, 0x1f, 0x8000), 2, 108),
        "m4444_v5": ((0xf00, 0xf0, 0xf, 0xf000), 2, 124), "m8888_v4": ((0xff0000, 0xff00, 0xff, 0xff000000), 4, 108),
        "rgba_order": ((0xff, 0xff00, 0xff0000, 0xff000000), 4, 124), "m10": ((0x3ff00000, 0xffc00, 0x3ff), 4, 40),
        "m888_v3": ((0xff000000, 0xff0000, 0xff00), 4, 52),
    }
    for label, (masks, size, header) in variants.items():
        rows, shown = packed(masks, size, len(masks) == 4)
        write(label + ".bmp", bmp(header, 8 * size, 3, rows, masks))
        shown_png("ref_" + label + ".png", shown)
        add(label + ".bmp", "ref_" + label + ".png", 0, 0)
    rows, shown = packed((0x7c00, 0x3e0, 0x1f), 2, False)
    write("plain555.bmp", bmp(40, 16, 0, rows))
    add("plain555.bmp", "ref_m555.png", 0, 0)
    rows, shown = packed((0xff0000, 0xff00, 0xff), 4, False, upward=False)
    write("top_down.bmp", bmp(40, 32, 0, rows, size=(W, -H)))
    add("top_down.bmp", "ref_rgb.png", 0, 0)
    rows, shown = packed((0xff0000, 0xff00, 0xff, 0xff000000), 4, False)
    write("unused_byte.bmp", bmp(40, 32, 0, rows))
    add("unused_byte.bmp", "ref_rgb.png", 0, 0)
    rows, shown = packed((0xff0000, 0xff00, 0xff), 4, False)
    write("alpha_all_zero.bmp", bmp(108, 32, 3, rows, (0xff0000, 0xff00, 0xff, 0xff000000)))
    add("alpha_all_zero.bmp", "ref_rgb.png", 0, 0)
    run("convert", "mild.png", "-profile", ICC + "srgb.icc", "-profile", ICC + "a98.icc", "-depth", "8", "bgr:a98.raw")
    raw = read("a98.raw")
    rows = b"".join(raw[3 * W * y:3 * W * (y + 1)].ljust((3 * W + 3) // 4 * 4, b"\0") for y in range(H - 1, -1, -1))
    with open(ICC + "a98.icc", "rb") as file:
        write("profile_v5.bmp", bmp(124, 24, 0, rows, profile=file.read()))
    add("profile_v5.bmp", "ref_mild.png")

    # Four colors in runs of half bytes: a run, pixels as they are, the end of the row.
    colors = [(0, 0, 0), (255, 0, 0), (10, 200, 30), (250, 250, 250)]
    table = b"".join(bytes(reversed(c)) + b"\0" for c in colors) + bytes(4 * 12)
    runs, shown = b"", []
    for y in range(H):
        runs += bytes([10, 0x12, 0, 5, 0x31, 0x20, 0x30, 0, 11, 0x33, 0, 0])
        line = [1, 2] * 5 + [3, 1, 2, 0, 3] + [3] * 11
        shown.append([colors[i] + (255,) for i in line])
    write("rle4.bmp", bmp(40, 4, 2, runs + b"\0\1", extra=table))
    shown_png("ref_rle4.png", list(reversed(shown)))
    add("rle4.bmp", "ref_rle4.png", 0, 0)
    write("jpeg_inside.bmp", bmp(40, 0, 4, bytes(64)))
    refused("jpeg_inside.bmp", "JPEG or PNG inside")
    write("huffman.bmp", bmp(64, 1, 3, bytes(64)))
    refused("huffman.bmp", "Huffman")


def pngs():
    convert("interlaced.png", "rgb.png", "-interlace", "PNG")
    add("interlaced.png", "ref_rgb.png", 0, 0)
    convert("interlaced16.png", "rgba.png", "-interlace", "PNG", "-depth", "16")
    add("interlaced16.png", "ref_rgba.png", 0, 0)
    for width, height in ((1, 1), (3, 2), (7, 5), (9, 1)):
        name = "interlaced_%dx%d.png" % (width, height)
        convert(name, "rgb.png", "-crop", "%dx%d+3+2" % (width, height), "+repage", "-interlace", "PNG")
        judged(name, None, 0, 0)
    keyed = png(2, 16, deep_rows([[tuple(v / 255 for v in p) for p in row] for row in PIXELS]),
                [(b"tRNS", struct.pack(">HHH", 0xffff, 0, 0))])
    write("keyed16.png", keyed)
    shown_png("ref_keyed16.png", [[p + (0 if p == (255, 0, 0) else 255,) for p in row] for row in PIXELS])
    add("keyed16.png", "ref_keyed16.png", 0, 0)
    near = [[(1, 0, 0.0001) if p == (255, 0, 0) else tuple(v / 255 for v in p) for p in row] for row in PIXELS]
    write("not_keyed16.png", png(2, 16, deep_rows(near), [(b"tRNS", struct.pack(">HHH", 0xffff, 0, 0))]))
    add("not_keyed16.png", "ref_rgb.png", 1, 1)
    for bits in (1, 2, 4):
        most = (1 << bits) - 1
        rows = []
        for y in range(H):
            line = "".join(format(PIXELS[y][x][0] * most // 255, "0%db" % bits) for x in range(W))
            line = line.ljust((len(line) + 7) // 8 * 8, "0")
            rows.append(bytes(int(line[i:i + 8], 2) for i in range(0, len(line), 8)))
        write("gray%d.png" % bits, png(0, bits, rows))
        judged("gray%d.png" % bits, None, 0, 0)
    png_colors()
    profiles("png", [])


def described(name, chunks, curve, matrix=None, deep=False):
    """The picture of the source (with primaries of its own: of the mild one) as a file that says of its colors what the chunks
    say: light of an sRGB color, encoded anew."""
    def other(pixel):
        light = [linear(v / 255) for v in pixel]
        if matrix:
            light = [sum(m * v for m, v in zip(row, light)) for row in matrix]
        return tuple(curve(min(1, max(0, v))) for v in light)
    pixels = [[other(mild(p) if matrix else p) for p in row] for row in PIXELS]
    if deep:
        write(name, png(2, 16, deep_rows(pixels), chunks))
    else:
        write(name, png(2, 8, rgb_rows([[tuple(round(255 * v) for v in p) for p in row] for row in pixels]), chunks))


# From linear sRGB to linear Display P3 and BT.2020 (all have D65 for white; CSS Color 4).
TO_P3 = [(0.8224619687, 0.1775380313, 0), (0.0331941989, 0.9668058011, 0), (0.0170826307, 0.0723974407, 0.9105199286)]
TO_2020 = [(0.6274038959, 0.3292830384, 0.0433130657), (0.0690972894, 0.9195403951, 0.0113623156),
           (0.0163914389, 0.0880133079, 0.8955952532)]


def png_colors():
    gamma = lambda g: (b"gAMA", struct.pack(">I", round(100000 * g)))
    chroma = lambda *xy: (b"cHRM", struct.pack(">8I", *[round(100000 * v) for v in xy]))
    srgb_xy = (0.3127, 0.3290, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06)
    p3_xy = (0.3127, 0.3290, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06)
    # Eight bits of linear light have few dark levels: what is lost is lost, in the reference, too.
    described("gama1_8.png", [gamma(1)], lambda v: v)
    shown_png("ref_gama1_8.png", [[tuple(round(255 * encoded(round(255 * linear(v / 255)) / 255)) for v in p) + (255,)
                                   for p in row] for row in PIXELS])
    add("gama1_8.png", "ref_gama1_8.png", 1, 1)
    described("gama1_16.png", [gamma(1)], lambda v: v, deep=True)
    add("gama1_16.png", "ref_rgb.png", 1, 1)
    described("gama18.png", [gamma(1 / 1.8)], lambda v: v ** (1 / 1.8), deep=True)
    add("gama18.png", "ref_rgb.png", 1, 1)
    write("gama45.png", png(2, 8, rgb_rows(), [gamma(0.45455)]))
    add("gama45.png", "ref_rgb.png", 0, 0)
    write("gama45_chrm.png", png(2, 8, rgb_rows(), [gamma(0.45455), chroma(*srgb_xy)]))
    add("gama45_chrm.png", "ref_rgb.png", 0, 0)
    write("srgb_wins.png", png(2, 8, rgb_rows(), [gamma(1), chroma(*p3_xy), (b"sRGB", b"\0")]))
    add("srgb_wins.png", "ref_rgb.png", 0, 0)
    described("chrm_p3.png", [gamma(0.45455), chroma(*p3_xy)], encoded, TO_P3)
    add("chrm_p3.png", "ref_mild.png", 1, 3)
    described("chrm_p3_16.png", [gamma(1), chroma(*p3_xy)], lambda v: v, TO_P3, deep=True)
    add("chrm_p3_16.png", "ref_mild.png", 1, 3)
    write("gama0.png", png(2, 8, rgb_rows(), [gamma(0)]))
    add("gama0.png", "ref_rgb.png", 0, 0)
    point = lambda *p: (b"cICP", bytes(p))
    write("cicp_srgb.png", png(2, 8, rgb_rows(), [point(1, 13, 0, 1), gamma(1)]))
    add("cicp_srgb.png", "ref_rgb.png", 0, 0)
    described("cicp_p3.png", [point(12, 13, 0, 1)], encoded, TO_P3)
    add("cicp_p3.png", "ref_mild.png", 1, 3)
    described("cicp_2020.png", [point(9, 13, 0, 1)], encoded, TO_2020, deep=True)
    add("cicp_2020.png", "ref_mild.png", 1, 3)
    described("cicp_709.png", [point(1, 1, 0, 1)], lambda v: 4.5 * v if v < 0.018 else 1.099 * v ** 0.45 - 0.099, deep=True)
    add("cicp_709.png", "ref_rgb.png", 1, 1)
    described("cicp_linear.png", [point(1, 8, 0, 1)], lambda v: v, deep=True)
    add("cicp_linear.png", "ref_rgb.png", 1, 1)

    def pq(v):
        p = v ** 0.1593017578125
        return ((0.8359375 + 18.8515625 * p) / (1 + 18.6875 * p)) ** 78.84375

    def rolled(v):
        return v if v <= 0.75 else 0.75 + 0.25 * (1 - math.exp((0.75 - v) / 0.25))
    described("cicp_pq.png", [point(1, 16, 0, 1)], lambda v: pq(v * 203 / 10000), deep=True)
    shown_png("ref_pq.png", [[tuple(round(255 * encoded(rolled(linear(v / 255)))) for v in p) + (255,) for p in row]
                             for row in PIXELS])
    add("cicp_pq.png", "ref_pq.png", 1, 1)

    def hlg(v):
        return math.sqrt(3 * v) if v <= 1 / 12 else 0.17883277 * math.log(12 * v - 0.28466892) + 0.55991073
    described("cicp_hlg.png", [point(1, 18, 0, 1)], lambda v: hlg((v * 203 / 1000) ** (1 / 1.2)), deep=True)
    add("cicp_hlg.png", "ref_pq.png", 1, 1)
    write("cicp_ycbcr.png", png(2, 8, rgb_rows(), [point(1, 13, 1, 1)]))
    refused("cicp_ycbcr.png", "full-range RGB")
    write("cicp_unknown.png", png(2, 8, rgb_rows(), [point(200, 13, 0, 1)]))
    refused("cicp_unknown.png", "color primaries 200")


def jpegs():
    run("convert", "rgb.png", "rgb.ppm")
    for label, sampling in {"444": "1x1", "422": "2x1", "420": "2x2", "440": "1x2", "411": "4x1"}.items():
        run("cjpeg", "-quality", "95", "-sample", sampling, "-outfile", "j%s.jpg" % label, "rgb.ppm")
        judged("j%s.jpg" % label)
        run("jpegtran", "-progressive", "-outfile", "p%s.jpg" % label, "j%s.jpg" % label)
        add("p%s.jpg" % label, "ref_j%s_jpg.png" % label)
    run("cjpeg", "-quality", "95", "-sample", "2x2,1x2,2x1", "-outfile", "odd_sampling.jpg", "rgb.ppm")
    judged("odd_sampling.jpg")
    qualities()
    run("cjpeg", "-quality", "95", "-grayscale", "-outfile", "jgray.jpg", "rgb.ppm")
    judged("jgray.jpg", None, 1, 2)
    run("cjpeg", "-quality", "95", "-restart", "2", "-outfile", "restarts.jpg", "rgb.ppm")
    judged("restarts.jpg", None, 2, 5)
    run("cjpeg", "-quality", "95", "-rgb", "-outfile", "jrgb.jpg", "rgb.ppm")
    judged("jrgb.jpg", None, 2, 5)
    run("cjpeg", "-quality", "95", "-arithmetic", "-outfile", "arithmetic.jpg", "rgb.ppm")
    refused("arithmetic.jpg", "arithmetic-coded")
    base = read("j444.jpg")
    jfif = base[:2] + base[2 + 2 + struct.unpack(">H", base[4:6])[0]:]
    write("no_marker.jpg", jfif)  # its components are 1, 2, 3
    add("no_marker.jpg", "ref_j444_jpg.png")
    frame = jfif.index(b"\xff\xc0")
    scan = jfif.index(b"\xff\xda")

    def with_ids(a, b, c):
        data = bytearray(jfif)
        for i, name in enumerate((a, b, c)):
            data[frame + 10 + 3 * i] = name
            data[scan + 5 + 2 * i] = name
        return bytes(data)
    write("ids_012.jpg", with_ids(0, 1, 2))
    add("ids_012.jpg", "ref_j444_jpg.png")
    write("ids_rgb.jpg", with_ids(*b"RGB"))
    judged("ids_rgb.jpg", None, 2, 5)
    adobe = lambda t: b"\xff\xee" + struct.pack(">H", 14) + b"Adobe" + struct.pack(">HHHB", 100, 0, 0, t)
    for transform in (0, 1, 2):
        write("adobe%d.jpg" % transform, jfif[:2] + adobe(transform) + jfif[2:])
        if transform == 2:
            add("adobe2.jpg", "ref_adobe1_jpg.png")  # as libjpeg has it, with a warning
        else:
            judged("adobe%d.jpg" % transform, None, 2, 5)
    for marker, pattern in {0xc3: "lossless", 0xc5: "hierarchical", 0xf7: "JPEG-LS"}.items():
        data = bytearray(base)
        data[base.index(b"\xff\xc0") + 1] = marker
        write("frame%02x.jpg" % marker, bytes(data))
        refused("frame%02x.jpg" % marker, pattern)
    data = bytearray(base)
    data[base.index(b"\xff\xc0") + 4] = 12
    write("bits12.jpg", bytes(data))
    refused("bits12.jpg", "12 bits")
    for label in ("a98", "rommrgb"):
        convert(label + ".jpg", "mild.png", "-profile", ICC + "srgb.icc", "-profile", ICC + label + ".icc", "-quality", "95",
                "-sampling-factor", "1x1")
        judged(label + ".jpg", None, 2, 5, ("-profile", ICC + "srgb.icc"))
    convert("cmyk.jpg", "rgb.png", "-profile", ICC + "srgb.icc", "-profile", ICC + "ps_cmyk.icc", "-quality", "95")
    judged("cmyk.jpg", None, 2, 8, ("-profile", ICC + "srgb.icc"))


def qualities():
    """Strengths of compression by samplings by orders of the coefficients."""
    for quality in (40, 75, 90, 100):
        for label, sampling in {"444": "1x1", "422": "2x1", "420": "2x2", "440": "1x2"}.items():
            name = "q%d_%s.jpg" % (quality, label)
            options = ["-quality", str(quality), "-sample", sampling]
            run("cjpeg", *options, "-optimize", "-outfile", name, "rgb.ppm")
            judged(name)
            run("cjpeg", *options, "-progressive", "-restart", "1", "-outfile", "p" + name, "rgb.ppm")
            add("p" + name, "ref_" + name.replace(".", "_") + ".png")


# Adam7: first column and row, step along columns and rows of each pass.
PASSES = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def line_of(samples, depth):
    """Bytes of a row."""
    bits = "".join(format(v, "0%db" % depth) for v in samples)
    bits = bits.ljust((len(bits) + 7) // 8 * 8, "0")
    return bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8))


def filtered(kind, row, above, step):
    def byte(of, i):
        return of[i] if i >= 0 else 0

    def paeth(a, b, c):
        nearest = {abs(b - c): a, abs(a - c): b, abs(a + b - 2 * c): c}
        best = min(abs(b - c), abs(a - c), abs(a + b - 2 * c))
        return a if abs(b - c) == best else b if abs(a - c) == best else nearest[best]
    guesses = [lambda i: 0, lambda i: byte(row, i - step), lambda i: above[i],
               lambda i: (byte(row, i - step) + above[i]) // 2,
               lambda i: paeth(byte(row, i - step), above[i], byte(above, i - step))]
    return bytes([kind]) + bytes((row[i] - guesses[kind](i)) & 0xff for i in range(len(row)))


def kind_png(name, kind, depth, pixels, interlaced, filters=(0,), chunks=(), pieces=1):
    """A PNG of rows of pixels, each a tuple of samples."""
    body, count = b"", 0
    for left, top, right, down in PASSES if interlaced else [(0, 0, 1, 1)]:
        above = None
        for row in pixels[top::down]:
            samples = [v for pixel in row[left::right] for v in pixel]
            if not samples:
                continue
            line = line_of(samples, depth)
            body += filtered(filters[count % len(filters)], line, above or bytes(len(line)),
                             max(1, depth * len(pixels[0][0]) // 8))
            above, count = line, count + 1
    body = zlib.compress(body)
    size = (len(body) + pieces - 1) // pieces
    write(name, b"\x89PNG\r\n\x1a\n"
          + chunk(b"IHDR", struct.pack(">IIBBBBB", W, H, depth, kind, 0, 0, 1 if interlaced else 0))
          + b"".join(chunk(k, d) for k, d in chunks)
          + b"".join(chunk(b"IDAT", body[i:i + size]) for i in range(0, len(body), size)) + chunk(b"IEND", b""))


def png_kinds():
    """All kinds of pixels, in both orders of rows, and all filters."""
    def gray(p):
        return (p[0] * 2 + p[1]) // 3
    for kind, label, depths in ((0, "g", (1, 2, 4, 8, 16)), (2, "rgb", (8, 16)), (3, "pal", (1, 2, 4, 8)),
                                (4, "ga", (8, 16)), (6, "rgba", (8, 16))):
        for depth in depths:
            most = (1 << depth) - 1
            unit = 257 if depth == 16 else 1
            palette = [((i * 97) % 256, (i * 31 + 7) % 256, 255 - i * 255 // most) for i in range(min(256, most + 1))]
            pixels, shown = [], []
            for y in range(H):
                line, seen = [], []
                for x in range(W):
                    p, a = PIXELS[y][x], ALPHAS[y][x]
                    if kind in (0, 4):
                        level = gray(p) * most // 255 if depth < 8 else gray(p)
                        visible = level * 255 // most if depth < 8 else level
                        line.append((level * unit,) + ((a * unit,) if kind == 4 else ()))
                        seen.append((visible,) * 3 + (a if kind == 4 else 255,))
                    elif kind == 3:
                        index = p[0] * most // 255
                        line.append((index,))
                        seen.append(palette[index] + (255,))
                    else:
                        line.append(tuple(v * unit for v in p) + ((a * unit,) if kind == 6 else ()))
                        seen.append(p + (a if kind == 6 else 255,))
                pixels.append(line)
                shown.append(seen)
            chunks = [(b"PLTE", b"".join(bytes(c) for c in palette))] if kind == 3 else []
            reference = "ref_%s%d.png" % (label, depth)
            shown_png(reference, shown)
            for interlaced in (False, True):
                name = "kind_%s%d%s.png" % (label, depth, "_adam7" if interlaced else "")
                kind_png(name, kind, depth, pixels, interlaced, (0, 1, 2, 3, 4), chunks, 3)
                add(name, reference, 0, 0)
            if depth in (8, 16) and kind != 3:
                for number, filter_name in enumerate(("none", "sub", "up", "average", "paeth")):
                    name = "filter_%s_%s%d.png" % (filter_name, label, depth)
                    kind_png(name, kind, depth, pixels, False, (number,))
                    add(name, reference, 0, 0)


def tiff_kinds():
    """Kinds of pixels by compressions and layouts."""
    sources = {"gray8": "ref_gray.png", "gray16_zip": "ref_gray.png", "rgba8": "ref_rgba.png", "graya8": "ref_graya.png",
               "palette8": "ref_palette.png", "bilevel_none": "ref_bilevel.png"}
    for source, reference in sources.items():
        for label, options in {"lzw": ["-c", "lzw"], "zip": ["-c", "zip"], "packbits": ["-c", "packbits"],
                               "big_endian": ["-B", "-c", "none"], "big": ["-8", "-c", "none"], "strips": ["-r", "3", "-c", "lzw"],
                               "tiles": ["-t", "-w", "16", "-l", "16", "-c", "zip"]}.items():
            name = "kind_%s_%s.tif" % (source, label)
            run("tiffcp", *options, source + ".tif", name)
            add(name, reference, 0, 0)


def webp_kinds():
    for source in ("rgb", "rgba", "mild"):
        for quality in (30, 75, 100) if source != "mild" else (30, 50, 75, 90, 100):
            name = "lossy%d_%s.webp" % (quality, source)
            run("cwebp", "-quiet", "-q", str(quality), "-exact", source + ".png", "-o", name)
            run("dwebp", "-quiet", name, "-o", "ref_" + name + ".png")
            run("convert", "ref_" + name + ".png", "-strip", "PNG32:ref_" + name + ".png")
            add(name, "ref_" + name + ".png", 0, 0)
    for level in (0, 9):
        name = "lossless_z%d.webp" % level
        run("cwebp", "-quiet", "-lossless", "-z", str(level), "-exact", "rgba.png", "-o", name)
        add(name, "ref_rgba.png", 0, 0)


def gif_kinds():
    for colors in (2, 4, 8, 16, 32, 64, 128, 256):
        for label, options in {"": [], "_interlaced": ["-interlace", "GIF"]}.items():
            name = "colors%d%s.gif" % (colors, label)
            convert(name, "rgb.png", "-colors", str(colors), *options)
            judged(name, None, 0, 0)
    for label, options in {"": [], "_interlaced": ["-interlace", "GIF"]}.items():
        name = "transparent%s.gif" % label
        convert(name, "rgb.png", "-colors", "32", "-transparent", "black", *options)
        judged(name, None, 0, 0)


def webps_and_gifs():
    webp_kinds()
    gif_kinds()
    run("cwebp", "-lossless", "-exact", "rgb.png", "-o", "lossless.webp")
    add("lossless.webp", "ref_rgb.png", 0, 0)
    run("cwebp", "-lossless", "-exact", "rgba.png", "-o", "lossless_alpha.webp")
    add("lossless_alpha.webp", "ref_rgba.png", 0, 0)
    convert("a98_source.png", "mild.png", "-profile", ICC + "srgb.icc", "-profile", ICC + "a98.icc")
    run("cwebp", "-lossless", "-exact", "-metadata", "icc", "a98_source.png", "-o", "a98.webp")
    judged("a98.webp", None, 2, 5, ("-profile", ICC + "srgb.icc"))
    convert("still.gif", "ref_palette.png")
    add("still.gif", "ref_palette.png", 0, 0)
    convert("interlaced.gif", "ref_palette.png", "-interlace", "GIF")
    add("interlaced.gif", "ref_palette.png", 0, 0)
    run("convert", "-delay", "10", "ref_palette.png", "gray.png", "animated.gif")
    judged("animated.gif", None, 0, 0)


def main():
    sources()
    tiffs()
    bmps()
    pngs()
    png_kinds()
    jpegs()
    webps_and_gifs()
    table = "".join(";".join(row) + "\n" for row in ROWS)
    with zipfile.ZipFile(OUT, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for name in ["table.csv"] + sorted({n for row in ROWS for n in row[:2] if n}):
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(info, table if name == "table.csv" else read(name))
    print("%d variants, %d bytes" % (len(ROWS), os.path.getsize(OUT)))


main()
shutil.rmtree(WORK)
