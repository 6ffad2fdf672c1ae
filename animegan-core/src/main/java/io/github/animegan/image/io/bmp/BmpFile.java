package io.github.animegan.image.io.bmp;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.PixelRows;
import io.github.animegan.image.color.IccConversion;
import io.github.animegan.image.io.codec.ImageMetadata;
import io.github.animegan.image.io.codec.PixelSource;
import io.github.animegan.image.io.codec.UnsupportedImageException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.IIOException;

/**
 * The header of a BMP file: of OS/2, and of Windows from version 3 to 5 with masks, alpha and profile.
 *
 * @see <a href="https://learn.microsoft.com/en-us/windows/win32/api/wingdi/ns-wingdi-bitmapv5header">BITMAPV5HEADER</a>
 */
public final class BmpFile {
    private static final int FILE_HEADER = 14;
    private static final int OS2_HEADER = 12;
    private static final int OS2_VERSION_2_HEADER = 64;
    private static final int WINDOWS_3_HEADER = 40;
    private static final int ALPHA_HEADER = 56;
    private static final int VERSION_5_HEADER = 124;
    private static final int EMBEDDED_PROFILE = 0x4d424544;
    private static final int LINKED_PROFILE = 0x4c494e4b;

    /** How pixels are stored. */
    enum Coding {
        PLAIN,
        RLE8,
        RLE4,
        MASKS
    }

    private final byte[] file;
    private final ByteBuffer header;
    private final int headerLength;
    private final ImageSize size;
    private final boolean topDown;
    private final int bits;
    private final Coding coding;
    /** The masks of red, green, blue and alpha in a pixel. */
    private final int[] masks;

    private final int[] palette;
    private final int pixelsStart;

    /**
     * Reads the header.
     *
     * @throws UnsupportedImageException if it is of a kind that is not read
     * @throws IOException if it makes no sense
     */
    public BmpFile(byte[] file) throws IOException {
        this.file = file;
        this.header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length < FILE_HEADER + OS2_HEADER) {
            throw new EOFException("it ends within its header");
        }
        this.headerLength = header.getInt(FILE_HEADER);
        boolean os2 = headerLength == OS2_HEADER;
        if (!os2 && (headerLength < 16 || headerLength > 4096)) {
            throw new IIOException("a header of " + headerLength + " bytes");
        }
        if (FILE_HEADER + (long) headerLength > file.length) {
            throw new EOFException("it ends within its header");
        }
        int width = os2 ? header.getShort(18) & 0xffff : header.getInt(18);
        int height = os2 ? header.getShort(20) & 0xffff : header.getInt(22);
        if (width < 1 || height == 0 || height == Integer.MIN_VALUE) {
            throw new IIOException("a picture of " + width + "x" + height);
        }
        this.size = new ImageSize(width, Math.abs(height));
        this.topDown = height < 0;
        this.bits = header.getShort(os2 ? 24 : 28) & 0xffff;
        this.coding = coding(headerLength >= WINDOWS_3_HEADER ? header.getInt(30) : 0);
        this.masks = readMasks();
        this.palette = readPalette(os2 ? 3 : 4);
        this.pixelsStart = header.getInt(10);
        if (pixelsStart < FILE_HEADER || pixelsStart > file.length) {
            throw new EOFException("its pixels begin behind its end");
        }
    }

    private Coding coding(int number) throws IOException {
        boolean os2 = headerLength == OS2_VERSION_2_HEADER;
        Coding found = switch (number) {
            case 0 -> Coding.PLAIN;
            case 1 -> Coding.RLE8;
            case 2 -> Coding.RLE4;
            case 3 -> {
                if (os2) {
                    throw new UnsupportedImageException("an OS/2 BMP compressed by Huffman's code");
                }
                yield Coding.MASKS;
            }
            case 4, 5 ->
                throw new UnsupportedImageException(
                        os2 ? "an OS/2 BMP with run lengths of 24 bits" : "a BMP with a JPEG or PNG inside");
            case 6 -> Coding.MASKS;
            case 11, 12, 13 -> throw new UnsupportedImageException("a BMP in CMYK");
            default -> throw new IIOException("compression " + number);
        };
        boolean fits = switch (found) {
            case RLE8 -> bits == 8 && !topDown;
            case RLE4 -> bits == 4 && !topDown;
            case MASKS -> bits == 16 || bits == 32;
            case PLAIN -> bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16 || bits == 24 || bits == 32;
        };
        if (!fits) {
            if (found == Coding.PLAIN && bits == 64) {
                throw new UnsupportedImageException("a BMP of 64 bits a pixel");
            }
            throw new IIOException(bits + " bits a pixel with compression " + number);
        }
        return found;
    }

    private int[] readMasks() throws EOFException {
        if (coding == Coding.MASKS) {
            boolean alpha = headerLength >= ALPHA_HEADER || header.getInt(30) == 6;
            if (file.length < 54 + (alpha ? 16 : 12)) {
                throw new EOFException("it ends within its masks");
            }
            return new int[] {header.getInt(54), header.getInt(58), header.getInt(62), alpha ? header.getInt(66) : 0};
        }
        return bits == 16 ? new int[] {0x7c00, 0x3e0, 0x1f, 0} : new int[] {0xff0000, 0xff00, 0xff, 0};
    }

    /** Missing colors are opaque black. */
    private int[] readPalette(int entryLength) {
        int[] colors = new int[bits <= 8 ? 1 << bits : 0];
        Arrays.fill(colors, PixelRows.OPAQUE);
        int start = FILE_HEADER + headerLength;
        int used = headerLength >= WINDOWS_3_HEADER ? header.getInt(46) : 0;
        int count = used > 0 ? Math.min(used, colors.length) : colors.length;
        for (int i = 0; i < count && start + (i + 1) * entryLength <= Math.min(file.length, header.getInt(10)); i++) {
            int entry = start + i * entryLength;
            colors[i] = PixelRows.OPAQUE
                    | (file[entry + 2] & 0xff) << 16
                    | (file[entry + 1] & 0xff) << 8
                    | (file[entry] & 0xff);
        }
        return colors;
    }

    public ImageMetadata metadata() {
        return ImageMetadata.of(3, profile(), Optional.empty());
    }

    private Optional<byte[]> profile() {
        if (headerLength < VERSION_5_HEADER) {
            return Optional.empty();
        }
        int kind = header.getInt(FILE_HEADER + 56);
        if (kind == LINKED_PROFILE) {
            return Optional.of(new byte[0]); // in another file: to be found unusable, and told
        }
        long start = FILE_HEADER + (header.getInt(FILE_HEADER + 112) & 0xffffffffL);
        long length = header.getInt(FILE_HEADER + 116) & 0xffffffffL;
        if (kind != EMBEDDED_PROFILE || length > IccConversion.LARGEST_PROFILE || start + length > file.length) {
            return Optional.empty();
        }
        return Optional.of(Arrays.copyOfRange(file, (int) start, (int) (start + length)));
    }

    /** The pixels, not yet decoded. */
    public PixelSource source() {
        return new BmpDecoder(this);
    }

    byte[] bytes() {
        return file;
    }

    ImageSize size() {
        return size;
    }

    boolean isTopDown() {
        return topDown;
    }

    int bits() {
        return bits;
    }

    Coding coding() {
        return coding;
    }

    int[] masks() {
        return masks;
    }

    int[] palette() {
        return palette;
    }

    int pixelsStart() {
        return pixelsStart;
    }
}
