"""EXIF data as a phone writes them, made by Pillow and ExifTool (Debian: python3-pil, libimage-exiftool-perl): camera_*.exif.

Turned by 90 degrees, a place, a size, a maker's note, a thumbnail; big and little endian, and once with a thumbnail of raw pixels.
"""
import pathlib
import struct
import subprocess
import tempfile

from PIL import Image

NOTE = b"MAKER\0" + bytes(range(1, 60)) + b"end of the note"
JPEG_TEXT = b"THE PHOTO ITSELF"
THUMBNAIL_TAGS = [
    (254, 4, 1, 1),  # NewSubfileType: reduced
    (256, 3, 1, 4),  # width
    (257, 3, 1, 3),  # height
    (258, 3, 1, 8),  # bits
    (259, 3, 1, 1),  # uncompressed
    (262, 3, 1, 1),  # grey
]


def exiftool(*arguments):
    subprocess.run(["exiftool", "-q", "-overwrite_original", *map(str, arguments)], check=True)


def camera(folder, order):
    photo = folder / f"{order}.jpg"
    thumbnail = folder / "thumbnail.jpg"
    thumbnail.write_bytes(b"\xff\xd8\xff\xfe\0\x12" + JPEG_TEXT + b"\xff\xd9")
    exif = Image.Exif()
    exif.endian = "<" if order == "II" else ">"
    exif[0x010F] = "A maker of cameras"
    exif[0x8769] = {0x927C: NOTE}
    Image.new("RGB", (48, 32), (60, 90, 120)).save(photo, exif=exif)
    exiftool(
        "-IFD0:Orientation#=6",
        "-ExifIFD:DateTimeOriginal=2026:11:21 03:40:00",
        "-ExifIFD:ExifImageWidth=48",
        "-ExifIFD:ExifImageHeight=32",
        "-ExifIFD:UserComment=only to make it longer, and longer",
        "-InteropIFD:InteropIndex=R98",
        "-GPS:GPSVersionID=2.3.0.0",
        "-GPS:GPSLatitude=48.1",
        "-GPS:GPSLatitudeRef=N",
        "-GPS:GPSLongitude=11.5",
        "-GPS:GPSLongitudeRef=E",
        "-IFD1:Orientation#=6",
        f"-ThumbnailImage<={thumbnail}",
        photo,
    )
    return subprocess.run(["exiftool", "-b", "-Exif", photo], check=True, capture_output=True).stdout


def with_raw_thumbnail(tiff):
    """The same big-endian data with twelve grey pixels, in two strips, for a thumbnail."""
    (main,) = struct.unpack_from(">I", tiff, 4)
    (count,) = struct.unpack_from(">H", tiff, main)
    link = main + 2 + 12 * count
    start = len(tiff)
    pixels = start + 2 + 12 * (len(THUMBNAIL_TAGS) + 4) + 4
    strips = pixels + 12
    tags = THUMBNAIL_TAGS + [(273, 4, 2, strips), (277, 3, 1, 1), (278, 3, 1, 2), (279, 4, 2, strips + 8)]
    directory = struct.pack(">H", len(tags))
    for tag, kind, number, value in tags:
        directory += struct.pack(">HHI", tag, kind, number)
        directory += struct.pack(">HH", value, 0) if kind == 3 else struct.pack(">I", value)
    directory += struct.pack(">I", 0) + b"RAW PIXELS.." + struct.pack(">IIII", pixels, pixels + 8, 8, 4)
    old = tiff[link + 4 :].replace(JPEG_TEXT, bytes(len(JPEG_TEXT)))
    return tiff[:link] + struct.pack(">I", start) + old + directory


if __name__ == "__main__":
    here = pathlib.Path(__file__).parent
    with tempfile.TemporaryDirectory() as name:
        big = camera(pathlib.Path(name), "MM")
        (here / "camera_big.exif").write_bytes(big)
        (here / "camera_little.exif").write_bytes(camera(pathlib.Path(name), "II"))
        (here / "camera_raw_thumbnail.exif").write_bytes(with_raw_thumbnail(big))
