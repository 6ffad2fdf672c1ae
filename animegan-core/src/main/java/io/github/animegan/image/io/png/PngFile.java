package io.github.animegan.image.io.png;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.color.IccConversion;
import io.github.animegan.image.io.codec.ImageMetadata;
import io.github.animegan.image.io.codec.UnsupportedImageException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** The chunks of a PNG file, as far as they matter to its picture. */
public final class PngFile {
    public static final int GRAY = 0;
    public static final int RGB = 2;
    public static final int PALETTE = 3;
    public static final int GRAY_ALPHA = 4;
    public static final int RGBA = 6;
    private static final Set<String> CHECKED = Set.of("IHDR", "PLTE", "tRNS", "IDAT");
    private static final Set<Integer> RGB_DEPTHS = Set.of(8, 16);

    /** Where a piece of the compressed pixels lies in the file. */
    record Piece(int start, int length) {}

    private final byte[] file;
    private final List<Piece> pixels = new ArrayList<>();
    /** Whole chunks, of which the last one counts; unpacked when they are asked for, as there may be any number of them. */
    private Optional<byte[]> profile = Optional.empty();

    private Optional<byte[]> exif = Optional.empty();
    private final PngColors colors = new PngColors();
    private Optional<String> damage = Optional.empty();
    private int frames = 1;
    private byte[] palette = new byte[0];
    private byte[] transparency = new byte[0];
    private int width;
    private int height;
    private int bitDepth;
    private int colorType = -1;
    private boolean interlaced;

    /**
     * Reads what is besides the pixels.
     *
     * @throws IOException if a chunk that matters, besides those of the pixels, is damaged, missing or longer than the file
     */
    public PngFile(byte[] file) throws IOException {
        this.file = file;
        ByteBuffer chunks = ByteBuffer.wrap(file).position(PngEncoder.SIGNATURE.length);
        while (chunks.remaining() >= 12 && readChunk(chunks)) {
            // until the end
        }
        if (colorType < 0) {
            throw new EOFException("it has no header");
        }
    }

    private boolean readChunk(ByteBuffer chunks) throws IOException {
        int start = chunks.position();
        int length = chunks.getInt();
        String type = new String(file, start + 4, 4, StandardCharsets.ISO_8859_1);
        if (length < 0 || length > chunks.remaining() - 8) {
            String words =
                    "the chunk " + type.replaceAll("[^A-Za-z]", "?") + " at byte " + start + " is longer than the file";
            if (colorType < 0 || (pixels.isEmpty() && !type.equals("IDAT"))) {
                throw new EOFException(words);
            }
            if (type.equals("IDAT")) {
                pixels.add(new Piece(start + 8, chunks.remaining() - 4));
            }
            noteDamage(words);
            return false;
        }
        if (CHECKED.contains(type)) {
            CRC32 checksum = new CRC32();
            checksum.update(file, start + 4, length + 4);
            if ((int) checksum.getValue() != chunks.getInt(start + 8 + length)) {
                String words = "the chunk " + type + " at byte " + start + " fails its checksum";
                if (!type.equals("IDAT")) {
                    throw new ZipException(words);
                }
                noteDamage(words);
            }
        }
        if (colorType < 0 && !type.equals("IHDR")) {
            throw new ZipException("it does not begin with its header");
        }
        ByteBuffer content = chunks.slice(start + 8, length);
        switch (type) {
            case "IHDR" -> readHeader(content);
            case "PLTE" -> palette = bytes(content, 3 * 256);
            case "tRNS" -> transparency = bytes(content, 256);
            case "IDAT" -> pixels.add(new Piece(start + 8, length));
            case "eXIf" -> exif = Optional.of(bytes(content, length));
            case "iCCP" -> profile = Optional.of(bytes(content, length));
            case "acTL" -> frames = length >= 4 ? Math.max(1, content.getInt(0)) : 1;
            case "cICP", "sRGB", "gAMA", "cHRM" -> colors.read(type, content);
            default -> {}
        }
        chunks.position(start + 12 + length);
        return !type.equals("IEND");
    }

    private void noteDamage(String words) {
        damage = damage.or(() -> Optional.of(words));
    }

    private void readHeader(ByteBuffer header) throws IOException {
        if (header.remaining() != 13 || colorType >= 0) {
            throw new ZipException("a header that makes no sense");
        }
        width = header.getInt();
        height = header.getInt();
        bitDepth = header.get();
        int type = header.get();
        boolean depthIsValid = switch (type) {
            case GRAY -> RGB_DEPTHS.contains(bitDepth) || bitDepth == 1 || bitDepth == 2 || bitDepth == 4;
            case PALETTE -> bitDepth == 1 || bitDepth == 2 || bitDepth == 4 || bitDepth == 8;
            case RGB, GRAY_ALPHA, RGBA -> RGB_DEPTHS.contains(bitDepth);
            default -> false;
        };
        boolean methodsAreKnown = header.getShort() == 0;
        int interlace = header.get();
        if (width < 1 || height < 1 || !depthIsValid || !methodsAreKnown || interlace < 0 || interlace > 1) {
            throw new ZipException("a header that makes no sense: " + width + "x" + height + ", " + bitDepth
                    + " bits, color type " + type);
        }
        colorType = type;
        interlaced = interlace == 1;
    }

    private static byte[] bytes(ByteBuffer content, int limit) {
        byte[] bytes = new byte[Math.min(limit, content.remaining())];
        content.get(bytes);
        return bytes;
    }

    /** The profile of an iCCP chunk: a name, a zero, a zero for the method, deflated bytes. */
    private static byte[] inflate(byte[] chunk) {
        int nameLength = 0;
        while (nameLength < chunk.length && chunk[nameLength] != 0) {
            nameLength++;
        }
        int start = Math.min(chunk.length, nameLength + 2);
        try (var inflated = new InflaterInputStream(new ByteArrayInputStream(chunk, start, chunk.length - start))) {
            return inflated.readNBytes(IccConversion.LARGEST_PROFILE);
        } catch (IOException broken) {
            return new byte[0]; // to be found unusable
        }
    }

    ImageSize size() {
        return new ImageSize(width, height);
    }

    int bitDepth() {
        return bitDepth;
    }

    int colorType() {
        return colorType;
    }

    boolean isInterlaced() {
        return interlaced;
    }

    /** Red, green and blue of each color; may have fewer colors than the pixels use. */
    byte[] palette() {
        return palette;
    }

    /** The alpha of the first colors of a palette, otherwise the samples of the one transparent color; may be empty. */
    byte[] transparency() {
        return transparency;
    }

    List<Piece> pixels() {
        return pixels;
    }

    /** What is wrong with the chunks of the pixels, or of what comes behind them. */
    Optional<String> damage() {
        return damage;
    }

    byte[] bytes() {
        return file;
    }

    /**
     * What is besides the pixels.
     *
     * @throws UnsupportedImageException if its colors are of a kind that is not read
     */
    public ImageMetadata metadata() throws UnsupportedImageException {
        int components = colorType == GRAY || colorType == GRAY_ALPHA ? 1 : 3;
        Optional<byte[]> icc = colors.outranksProfile() ? Optional.empty() : profile.map(PngFile::inflate);
        return ImageMetadata.of(components, icc, exif)
                .withColors(colors.conversion())
                .withFrames(frames);
    }
}
