package io.github.animegan.video;

import io.github.animegan.image.io.PhotoReader;
import io.github.animegan.video.frame.Frame;
import io.github.animegan.video.frame.FrameFormat;
import io.github.animegan.video.frame.FrameSource;
import io.github.animegan.video.frame.Rational;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The frames of an animated WebP file, which many versions of FFmpeg do not read: each frame's picture is given to the reader
 * of WebP photos as a file of its own, and put onto those before it as the file says.
 *
 * @see <a href="https://developers.google.com/speed/webp/docs/riff_container">WebP container specification</a>
 */
final class WebpFrames implements FrameSource {
    private static final long MOST_BYTES = 1L << 30;
    private static final int RIFF_HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int FRAME_HEADER = 16;
    private static final int ANIMATION_FLAG = 2;
    private static final int ALPHA_FLAG = 0x10;

    private final Path file;
    private final PhotoReader reader = PhotoReader.create();
    private final List<ByteBuffer> frames;
    private final FrameFormat format;
    private final int[] canvas;
    private int next;
    private long time;
    private boolean disposes;
    private int[] disposed = new int[4];

    WebpFrames(Path file) throws IOException {
        this.file = file;
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + ": an animation of more than a gigabyte");
        }
        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        try {
            this.format = new FrameFormat(
                    1 + int24(all, RIFF_HEADER + CHUNK_HEADER + 4),
                    1 + int24(all, RIFF_HEADER + CHUNK_HEADER + 7),
                    new Rational(1, 1000),
                    new Rational(1, 1));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        this.frames = chunks(all, RIFF_HEADER, "ANMF");
        if (frames.isEmpty()) {
            throw new IOException(file + ": an animation without frames, the file was cut off or is damaged");
        }
        this.canvas = new int[format.samples()];
    }

    /** Whether a file is an animated WebP. */
    static boolean isAnimation(Path file) throws IOException {
        byte[] head = new byte[RIFF_HEADER + CHUNK_HEADER + 1];
        try (InputStream in = Files.newInputStream(file)) {
            if (in.readNBytes(head, 0, head.length) < head.length) {
                return false;
            }
        }
        String text = new String(head, StandardCharsets.ISO_8859_1);
        return text.startsWith("RIFF")
                && text.startsWith("WEBPVP8X", 8)
                && (head[head.length - 1] & ANIMATION_FLAG) != 0;
    }

    /** How many frames it has. */
    static long count(Path file) throws IOException {
        return new WebpFrames(file).frames.size();
    }

    private static int int24(ByteBuffer bytes, int at) {
        return (bytes.getShort(at) & 0xffff) | (bytes.get(at + 2) & 0xff) << 16;
    }

    /** The contents of all chunks of that name; what is cut off is left out. */
    private static List<ByteBuffer> chunks(ByteBuffer bytes, int from, String... names) {
        List<ByteBuffer> found = new ArrayList<>();
        int at = from;
        while (at + CHUNK_HEADER <= bytes.limit()) {
            byte[] name = new byte[4];
            bytes.get(at, name);
            long size = bytes.getInt(at + 4) & 0xffffffffL;
            if (size > bytes.limit() - at - CHUNK_HEADER) {
                break;
            }
            if (Arrays.asList(names).contains(new String(name, StandardCharsets.ISO_8859_1))) {
                found.add(bytes.slice(at + CHUNK_HEADER, (int) size).order(ByteOrder.LITTLE_ENDIAN));
            }
            at += CHUNK_HEADER + (int) (size + (size & 1));
        }
        return found;
    }

    @Override
    public FrameFormat format() {
        return format;
    }

    @Override
    public boolean read(Frame target) throws IOException {
        if (next >= frames.size()) {
            return false;
        }
        ByteBuffer header = frames.get(next++);
        if (header.limit() < FRAME_HEADER) {
            throw new IOException(file + ": frame " + next + " is cut off");
        }
        int left = 2 * int24(header, 0);
        int top = 2 * int24(header, 3);
        int width = 1 + int24(header, 6);
        int height = 1 + int24(header, 9);
        if (left + width > format.width() || top + height > format.height()) {
            throw new IOException(file + ": frame " + next + " lies outside of the animation");
        }
        if (disposes) {
            clear();
        }
        boolean blends = (header.get(15) & 2) == 0;
        disposes = (header.get(15) & 1) != 0;
        disposed = new int[] {left, top, width, height};
        put(picture(header, width, height), left, top, blends);
        System.arraycopy(canvas, 0, target.argb(), 0, canvas.length);
        target.setPts(time);
        time += Math.max(1, int24(header, 12));
        return true;
    }

    private void clear() {
        for (int y = disposed[1]; y < disposed[1] + disposed[3]; y++) {
            int from = y * format.width() + disposed[0];
            Arrays.fill(canvas, from, from + disposed[2], 0);
        }
    }

    private Frame picture(ByteBuffer frame, int width, int height) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        List<ByteBuffer> alpha = chunks(frame, FRAME_HEADER, "ALPH");
        if (!alpha.isEmpty()) {
            ByteBuffer extended = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
            extended.putInt(ALPHA_FLAG).putShort((short) (width - 1)).put((byte) ((width - 1) >> 16));
            extended.putShort((short) (height - 1)).put((byte) ((height - 1) >> 16));
            writeChunk("VP8X", extended.flip(), body);
            writeChunk("ALPH", alpha.get(0), body);
        }
        for (String name : List.of("VP8 ", "VP8L")) {
            for (ByteBuffer data : chunks(frame, FRAME_HEADER, name)) {
                writeChunk(name, data, body);
            }
        }
        ByteBuffer head = ByteBuffer.allocate(RIFF_HEADER).order(ByteOrder.LITTLE_ENDIAN);
        head.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(body.size() + 4);
        head.put("WEBP".getBytes(StandardCharsets.US_ASCII));
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(head.array());
        body.writeTo(whole);
        Frame picture = FrameImages.toFrame(reader.read(whole.toByteArray(), file + ", frame " + next));
        if (picture.width() != width || picture.height() != height) {
            throw new IOException(file + ": frame " + next + " is not as large as the file says");
        }
        return picture;
    }

    private static void writeChunk(String name, ByteBuffer data, ByteArrayOutputStream out) {
        ByteBuffer head = ByteBuffer.allocate(CHUNK_HEADER).order(ByteOrder.LITTLE_ENDIAN);
        head.put(name.getBytes(StandardCharsets.US_ASCII)).putInt(data.limit());
        out.writeBytes(head.array());
        byte[] bytes = new byte[data.limit() + (data.limit() & 1)];
        data.get(0, bytes, 0, data.limit());
        out.writeBytes(bytes);
    }

    private void put(Frame picture, int left, int top, boolean blends) {
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                int over = picture.argb()[y * picture.width() + x];
                int at = (top + y) * format.width() + left + x;
                canvas[at] = blends ? over(over, canvas[at]) : over;
            }
        }
    }

    /** Colors are not multiplied by alpha. */
    private static int over(int upper, int lower) {
        int alpha = upper >>> 24;
        int below = lower >>> 24;
        if (alpha == 255 || below == 0) {
            return upper;
        }
        if (alpha == 0) {
            return lower;
        }
        int rest = below * (255 - alpha) / 255;
        int sum = alpha + rest;
        int blended = sum << 24;
        for (int shift = 0; shift <= 16; shift += 8) {
            int color = ((upper >> shift & 0xff) * alpha + (lower >> shift & 0xff) * rest + sum / 2) / sum;
            blended |= color << shift;
        }
        return blended;
    }

    @Override
    public void close() {
        next = frames.size();
    }
}
