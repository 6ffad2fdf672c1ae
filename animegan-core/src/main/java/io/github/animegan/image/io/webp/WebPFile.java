package io.github.animegan.image.io.webp;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.io.codec.ImageMetadata;
import io.github.animegan.image.io.codec.PixelSource;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.IIOException;

/**
 * The chunks of a WebP file. Reading stops quietly where they make no sense.
 *
 * @see <a href="https://developers.google.com/speed/webp/docs/riff_container">WebP container specification</a>
 */
public final class WebPFile {
    private static final int HEADER_LENGTH = 12;
    private static final int FRAME_HEADER_LENGTH = 16;
    private static final int PROFILE_FLAG = 0x20;
    private static final int ALPHA_FLAG = 0x10;
    private static final int EXIF_FLAG = 0x08;
    private static final int XMP_FLAG = 0x04;

    private static final class Chunk {
        final String type;
        final byte[] content;

        Chunk(String type, byte[] content) {
            this.type = type;
            this.content = content;
        }
    }

    private final List<Chunk> chunks;

    public WebPFile(byte[] file) {
        this.chunks = chunks(ByteBuffer.wrap(file).position(Math.min(file.length, HEADER_LENGTH)));
    }

    private static List<Chunk> chunks(ByteBuffer riff) {
        List<Chunk> chunks = new ArrayList<>();
        riff.order(ByteOrder.LITTLE_ENDIAN);
        while (riff.remaining() >= 8) {
            byte[] type = new byte[4];
            riff.get(type);
            int length = riff.getInt();
            if (length < 0 || length > riff.remaining()) {
                length = riff.remaining(); // cut off; the decoder will notice
            }
            byte[] content = new byte[length];
            riff.get(content);
            chunks.add(new Chunk(new String(type, StandardCharsets.ISO_8859_1), content));
            riff.position(Math.min(riff.limit(), riff.position() + length % 2));
        }
        return chunks;
    }

    /**
     * Refuses files whose picture is not as large as their canvas, or an animation's larger: their reader would tell the canvas'
     * size and allocate the picture's, or decode until the canvas is full.
     *
     * @throws IIOException if it is such a file
     */
    public void requirePicturesOn(ImageSize canvas) throws IIOException {
        for (Chunk chunk : chunks) {
            requirePicture(chunk, canvas, true);
            if (chunk.type.equals("ANMF") && chunk.content.length > FRAME_HEADER_LENGTH) {
                for (Chunk frame : chunks(ByteBuffer.wrap(chunk.content).position(FRAME_HEADER_LENGTH))) {
                    requirePicture(frame, canvas, false);
                }
            }
        }
    }

    /**
     * The pixels of its picture, which {@link #requirePicturesOn} has found to be as large as a reader says: of a lossy picture decoded
     * here, as the reader repeats chrominance; of others, and of animations, as the reader gives them.
     */
    public PixelSource pixels(PixelSource ofReader) {
        return content("VP8 ")
                .<PixelSource>map(frame ->
                        new LossyPixels(frame, ofReader, content("ALPH").isPresent()))
                .orElse(ofReader);
    }

    private static void requirePicture(Chunk chunk, ImageSize canvas, boolean asLarge) throws IIOException {
        byte[] content = chunk.content;
        ImageSize size;
        if (chunk.type.equals("VP8 ") && content.length >= 10) {
            size = new ImageSize(
                    /* width= */ little(content, 6, 2) & 0x3fff, /* height= */ little(content, 8, 2) & 0x3fff);
        } else if (chunk.type.equals("VP8L") && content.length >= 5) {
            int sides = little(content, 1, 4);
            size = new ImageSize(/* width= */ 1 + (sides & 0x3fff), /* height= */ 1 + (sides >> 14 & 0x3fff));
        } else {
            return;
        }
        boolean fits = size.width() <= canvas.width() && size.height() <= canvas.height();
        if (asLarge ? !size.equals(canvas) : !fits) {
            throw new IIOException("a picture of " + size + " on a canvas of " + canvas);
        }
    }

    static int little(byte[] bytes, int from, int length) {
        int value = 0;
        for (int i = length - 1; i >= 0; i--) {
            value = value << 8 | (bytes[from + i] & 0xff);
        }
        return value;
    }

    public ImageMetadata metadata() {
        int frames =
                (int) chunks.stream().filter(chunk -> chunk.type.equals("ANMF")).count();
        return ImageMetadata.of(3, content("ICCP"), content("EXIF").map(WebPFile::exif))
                .withFrames(Math.max(1, frames));
    }

    /** Some writers put JPEG's prefix in front. */
    private static byte[] exif(byte[] content) {
        byte[] prefix = ImageMetadata.EXIF_PREFIX;
        boolean prefixed =
                content.length > prefix.length && Arrays.equals(content, 0, prefix.length, prefix, 0, prefix.length);
        return prefixed ? Arrays.copyOfRange(content, prefix.length, content.length) : content;
    }

    private Optional<byte[]> content(String type) {
        return chunks.stream()
                .filter(chunk -> chunk.type.equals(type))
                .findFirst()
                .map(chunk -> chunk.content);
    }

    /** The same picture without its profile, EXIF and XMP: the decoder shall give the samples as they are. */
    public byte[] withoutMetadata() {
        List<Chunk> bare = new ArrayList<>();
        for (Chunk chunk : chunks) {
            switch (chunk.type) {
                case "ICCP", "EXIF", "XMP " -> {}
                case "VP8X" -> bare.add(new Chunk("VP8X", withoutFlags(chunk.content)));
                default -> bare.add(chunk);
            }
        }
        return file(bare);
    }

    private static byte[] withoutFlags(byte[] extended) {
        byte[] content = extended.clone();
        if (content.length > 0) {
            content[0] &= (byte) ~(PROFILE_FLAG | EXIF_FLAG | XMP_FLAG);
        }
        return content;
    }

    /** The file of one picture of the given size, with EXIF data. */
    static byte[] withExif(byte[] webp, ImageSize size, byte[] exif) {
        List<Chunk> pixels = new ArrayList<>(new WebPFile(webp).chunks);
        byte[] extended = new byte[10];
        pixels.stream().filter(chunk -> chunk.type.equals("VP8X")).findFirst().ifPresent(chunk -> {
            extended[0] = chunk.content[0];
        });
        pixels.removeIf(chunk -> chunk.type.equals("VP8X"));
        boolean lossless = pixels.stream().anyMatch(chunk -> chunk.type.equals("VP8L") && hasAlpha(chunk.content));
        boolean alpha = lossless || pixels.stream().anyMatch(chunk -> chunk.type.equals("ALPH"));
        extended[0] |= (byte) (EXIF_FLAG | (alpha ? ALPHA_FLAG : 0));
        put24(extended, 4, size.width() - 1);
        put24(extended, 7, size.height() - 1);
        pixels.add(0, new Chunk("VP8X", extended));
        pixels.add(new Chunk("EXIF", exif));
        return file(pixels);
    }

    /** Whether a lossless picture has alpha: its fifth byte ends with the sizes' last bits, a bit for alpha and the version. */
    private static boolean hasAlpha(byte[] vp8l) {
        return vp8l.length > 4 && (vp8l[4] & 0x10) != 0;
    }

    private static void put24(byte[] bytes, int index, int value) {
        bytes[index] = (byte) value;
        bytes[index + 1] = (byte) (value >> 8);
        bytes[index + 2] = (byte) (value >> 16);
    }

    private static byte[] file(List<Chunk> chunks) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int length = chunks.stream()
                .mapToInt(chunk -> 8 + chunk.content.length + chunk.content.length % 2)
                .sum();
        write(out, "RIFF", 4 + length);
        out.writeBytes("WEBP".getBytes(StandardCharsets.ISO_8859_1));
        for (Chunk chunk : chunks) {
            write(out, chunk.type, chunk.content.length);
            out.writeBytes(chunk.content);
            if (chunk.content.length % 2 == 1) {
                out.write(0);
            }
        }
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, String type, int length) {
        out.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(type.getBytes(StandardCharsets.ISO_8859_1))
                .putInt(length)
                .array());
    }
}
