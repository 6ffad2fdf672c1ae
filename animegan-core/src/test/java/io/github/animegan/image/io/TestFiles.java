package io.github.animegan.image.io;

import io.github.animegan.image.TestPictures;
import io.github.animegan.image.io.codec.ImageFormat;
import io.github.animegan.image.io.codec.ImagePlugIns;
import io.github.animegan.image.io.png.PngFile;
import java.awt.color.ICC_Profile;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Bytes of picture files with the odd parts that ImageIO does not write. */
public final class TestFiles {
    private TestFiles() {}

    /** A file beside this class. */
    static byte[] resource(String name) {
        return TestPictures.resource("io/" + name);
    }

    /** EXIF data, big endian, that says nothing but the orientation. */
    public static byte[] exif(int orientation) {
        return ByteBuffer.allocate(26)
                .put("MM\0*".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }

    static byte[] jpegWithSegment(byte[] jpeg, int marker, String prefix, byte[] content) {
        ByteBuffer file = ByteBuffer.allocate(jpeg.length + 4 + prefix.length() + content.length);
        return file.put(jpeg, 0, 2)
                .put((byte) 0xff)
                .put((byte) marker)
                .putShort((short) (2 + prefix.length() + content.length))
                .put(prefix.getBytes(StandardCharsets.ISO_8859_1))
                .put(content)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    public static byte[] jpegWithExif(byte[] jpeg, byte[] exif) {
        return jpegWithSegment(jpeg, 0xe1, "Exif\0\0", exif);
    }

    static byte[] jpegWithProfile(byte[] jpeg, byte[] profile) {
        return jpegWithSegment(jpeg, 0xe2, "ICC_PROFILE\0\1\1", profile);
    }

    /** A PNG file with one more chunk, behind IHDR. */
    static byte[] pngWithChunk(byte[] png, String type, byte[] content) {
        return ByteBuffer.allocate(png.length + 12 + content.length)
                .put(png, 0, 33)
                .put(chunk(type, content))
                .put(png, 33, png.length - 33)
                .array();
    }

    static byte[] pngWithProfile(byte[] png, byte[] profile) {
        byte[] deflated = deflated(profile);
        byte[] content = new byte[deflated.length + 3];
        content[0] = 'x';
        System.arraycopy(deflated, 0, content, 3, deflated.length);
        return pngWithChunk(png, "iCCP", content);
    }

    static byte[] deflated(byte[] bytes) {
        byte[] deflated = new byte[bytes.length + 100];
        Deflater deflater = new Deflater();
        deflater.setInput(bytes);
        deflater.finish();
        int length = deflater.deflate(deflated);
        deflater.end();
        return Arrays.copyOf(deflated, length);
    }

    /** The signature and IHDR of an RGB picture; nothing else. */
    static byte[] pngHeader(int width, int height) {
        return pngHeader(width, height, PngFile.RGB);
    }

    static byte[] pngHeader(int width, int height, int colorType) {
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, (byte) colorType, 0, 0, 0})
                .array();
        return ByteBuffer.allocate(33)
                .put("\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1))
                .put(chunk("IHDR", header))
                .array();
    }

    static byte[] webpWithExif(byte[] webp, byte[] exif) {
        return ByteBuffer.allocate(webp.length + 8 + exif.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(webp)
                .put("EXIF".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(exif.length)
                .put(exif)
                .putInt(4, webp.length + exif.length)
                .array();
    }

    /** A CMYK JPEG as Photoshop writes it (Adobe marker, inverted), all of one color. */
    static byte[] cmykJpeg(int width, int height, int cyan, int magenta, int yellow, int black) {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 4, null);
        int[] inks = {255 - cyan, 255 - magenta, 255 - yellow, 255 - black};
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                raster.setPixel(x, y, inks);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriter writer = ImagePlugIns.writer(ImageFormat.JPEG);
            writer.setOutput(out);
            writer.write(new IIOImage(raster, null, null));
            writer.dispose();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jpegWithSegment(bytes.toByteArray(), 0xee, "Adobe", new byte[] {0, 100, 0, 0, 0, 0, 0});
    }

    static byte[] profile(int colorSpace) {
        return ICC_Profile.getInstance(colorSpace).getData();
    }

    static byte[] chunk(String type, byte[] content) {
        ByteBuffer chunk = ByteBuffer.allocate(12 + content.length)
                .putInt(content.length)
                .put(type.getBytes(StandardCharsets.ISO_8859_1))
                .put(content);
        CRC32 checksum = new CRC32();
        checksum.update(Arrays.copyOfRange(chunk.array(), 4, 8 + content.length));
        return chunk.putInt((int) checksum.getValue()).array();
    }
}
