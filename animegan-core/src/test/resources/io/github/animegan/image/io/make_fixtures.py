"""Makes the fixtures beside it (needs Pillow with WebP and littlecms, numpy; the build does not).

Pictures and the goldens of what they should look like, by littlecms through Pillow. Profiles are made here, byte by byte.
cmyk_chart.png is cmyk_chart.jpg, which has no profile, converted by the profile for coated paper that Debian's libgs-common
has (perceptual); the profile itself is not needed by the tests.
"""
import io
import os
import struct
import numpy as np
from PIL import Image, ImageCms

HERE = os.path.dirname(os.path.abspath(__file__))
GHOSTSCRIPT_CMYK = '/usr/share/color/icc/ghostscript/default_cmyk.icc'
SRGB = ImageCms.createProfile('sRGB')


def path(name):
    return os.path.join(HERE, name)


def fixed(*values):
    return b''.join(struct.pack('>i', round(v * 65536)) for v in values)


def profile(version, kind, space, pcs, tags):
    """An ICC profile of the tags, each a signature and its bytes."""
    tags = tags + [(b'wtpt', b'XYZ ' + bytes(4) + fixed(0.9642, 1, 0.8249)),
                   (b'desc', b'desc' + bytes(4) + struct.pack('>I', 5) + b'test\0' + bytes(78)),
                   (b'cprt', b'text' + bytes(4) + b'CC0\0')]
    offset = 128 + 4 + 12 * len(tags)
    table, content = struct.pack('>I', len(tags)), b''
    for signature, data in tags:
        data += bytes(-len(data) % 4)
        table += signature + struct.pack('>II', offset + len(content), len(data))
        content += data
    header = struct.pack('>I4sI4s4s4s12s4s', offset + len(content), b'test', version, kind, space, pcs,
                         struct.pack('>6H', 2026, 11, 21, 0, 0, 0), b'acsp').ljust(68, b'\0')
    return (header + fixed(0.9642, 1, 0.8249)).ljust(128, b'\0') + table + content


def matrix_profile(version, curve, primaries):
    tags = [(name + b'XYZ', b'XYZ ' + bytes(4) + fixed(*xyz)) for name, xyz in zip((b'r', b'g', b'b'), primaries)]
    tags += [(name + b'TRC', curve) for name in (b'r', b'g', b'b')]
    return profile(version, b'mntr', b'RGB ', b'XYZ ', tags)


# The sRGB curve as a parametric one, and gamma 563/256, which is Adobe's 2.2.
DISPLAY_P3 = matrix_profile(
    0x04000000,
    b'para' + bytes(4) + struct.pack('>HH', 3, 0) + fixed(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045),
    [(0.51512, 0.2412, -0.00105), (0.29198, 0.69225, 0.04189), (0.1571, 0.06657, 0.78407)])
ADOBE_RGB = matrix_profile(
    0x02100000,
    b'curv' + bytes(4) + struct.pack('>IH', 1, 563),
    [(0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457)])
GREY = profile(0x02100000, b'mntr', b'GRAY', b'XYZ ', [(b'kTRC', b'curv' + bytes(4) + struct.pack('>IH', 1, 256))])


def cmyk_profile():
    """Tables of two steps an ink: Lab of the sixteen overprints, chosen to look like nothing else."""
    corners = [(100 - 40 * c - 30 * m - 8 * y - 80 * k * (1 - 0.1 * (c + m + y)), -35 * c + 70 * m - 5 * y,
                -45 * c - 5 * m + 90 * y) for c in (0, 1) for m in (0, 1) for y in (0, 1) for k in (0, 1)]
    clut = bytes(int(np.clip(round(v), 0, 255)) for l, a, b in corners
                 for v in (l * 2.55 if l > 0 else 0, (a if l > 20 else 0) + 128, (b if l > 20 else 0) + 128))
    identity = bytes(range(256))
    lut = b'mft1' + bytes(4) + bytes([4, 3, 2, 0]) + fixed(1, 0, 0, 0, 1, 0, 0, 0, 1) + identity * 4 + clut + identity * 3
    return profile(0x02100000, b'prtr', b'CMYK', b'Lab ', [(b'A2B0', lut)])


def managed(image, data, intent):
    source = ImageCms.ImageCmsProfile(io.BytesIO(data))
    return ImageCms.profileToProfile(image, source, SRGB, renderingIntent=intent, outputMode='RGB')


def colours():
    """Smooth and inside the gamut of sRGB whatever the profile: no channel far from the others."""
    y, x = np.mgrid[:24, :32]
    base = 70 + 4 * x
    return np.stack([base + 20 * np.sin(y / 4), base, base + 25 * np.cos(y / 5 + x / 9)], -1).round().astype(np.uint8)


def inks(width, height):
    y, x = np.mgrid[:height, :width]
    c, m = 255 * x / (width - 1), 255 * y / (height - 1)
    return np.stack([c, m, 255 - c / 2 - m / 2, 60 * (np.sin(x / 5) + 1)], -1).round().astype(np.uint8)


def photo():
    y, x = np.mgrid[:20, :30]
    return Image.fromarray(np.stack([x * 8, y * 12, 255 - x * 4 - y * 6], -1).clip(0, 255).astype(np.uint8))


if __name__ == '__main__':
    rgb = Image.fromarray(colours())
    for name, data in (('display_p3', DISPLAY_P3), ('adobe_rgb', ADOBE_RGB)):
        rgb.save(path(name + '.png'), icc_profile=data)
        managed(rgb, data, 1).save(path(name + '_golden.png'))
    grey = Image.fromarray(colours()[..., 1])
    grey.save(path('gray_profile.png'), icc_profile=GREY)
    levels = np.arange(256, dtype=float) / 255  # of light, as the profile's gamma is 1
    encoded = np.where(levels <= 0.0031308, 12.92 * levels, 1.055 * levels ** (1 / 2.4) - 0.055)
    Image.fromarray(np.round(255 * encoded).astype(np.uint8)[colours()[..., 1]]).save(path('gray_profile_golden.png'))

    cmyk = Image.fromarray(inks(48, 32), 'CMYK')
    for name, data in (('cmyk_profile', cmyk_profile()), ('cmyk_chart', None)):
        cmyk.save(path(name + '.jpg'), quality=100, subsampling=0, **({'icc_profile': data} if data else {}))
        stored = Image.open(path(name + '.jpg'))
        managed(stored, data or open(GHOSTSCRIPT_CMYK, 'rb').read(), 0).save(path(name + '_golden.png'))
    adobe = bytearray(open(path('cmyk_profile.jpg'), 'rb').read())
    adobe[adobe.index(b'Adobe') + 11] = 2  # the same numbers as luminance, chrominance and black
    open(path('ycck_profile.jpg'), 'wb').write(adobe)
    managed(Image.open(path('ycck_profile.jpg')), cmyk_profile(), 0).save(path('ycck_profile_golden.png'))
    cmyk.save(path('cmyk.tif'), compression='tiff_lzw')

    picture = photo()
    picture.save(path('photo.png'))
    picture.save(path('lzw.tif'), compression='tiff_lzw', tiffinfo={274: 6}, icc_profile=DISPLAY_P3)
    picture.save(path('deflate.tif'), compression='tiff_adobe_deflate')
    picture.save(path('broken_profile.tif'), icc_profile=b'not a profile' * 20)
    palette = picture.quantize(16)
    palette.save(path('palette.tif'), compression='packbits')
    palette.convert('RGB').save(path('palette_golden.png'))
    Image.fromarray((np.asarray(picture)[..., 0].astype(np.uint16) * 257)).save(path('gray16.tif'))
    picture.save(path('keyed.png'), transparency=(0, 0, 255))

    alpha = picture.convert('RGBA')
    alpha.putalpha(Image.fromarray(np.linspace(0, 255, 600).reshape(20, 30).round().astype(np.uint8)))
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010f] = 'Test'
    picture.save(path('turned.webp'), lossless=True, exif=exif, icc_profile=DISPLAY_P3)
    alpha.save(path('alpha.webp'), lossless=True)
    picture.save(path('animated.webp'), save_all=True, lossless=True, append_images=[picture.rotate(180)])
    halves = np.zeros((8, 16, 3), np.uint8)
    halves[:, :8] = (255, 0, 0)
    halves[:, 8:] = (0, 0, 255)
    Image.fromarray(halves).save(path('tiny.webp'), quality=90)
    # lossy.webp, by FFmpeg and libwebp's programs: ffmpeg -f lavfi -i
    # "mandelbrot=s=97x65:start_scale=0.6:start_x=-0.75:start_y=0.1" -frames:v 1 m.png; cwebp -q 75 m.png -o lossy.webp;
    # dwebp lossy.webp -o lossy_golden.png
