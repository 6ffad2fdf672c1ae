package io.github.animegan.video.ffmpeg;

import io.github.animegan.video.frame.Frame;
import io.github.animegan.video.frame.FrameFormat;
import io.github.animegan.video.frame.Rational;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the frames of a NUT stream of one track of raw BGRA or BGR0, as FFmpeg writes it. Every size is checked before
 * memory is taken for it. For one thread.
 */
final class NutReader {
    private static final int BUFFER = 1 << 16;
    private static final int MOST_HEADER_BYTES = 1 << 20;
    private static final int MOST_CLOCKS = 1 << 10;

    private final InputStream in;
    private final FrameFormat format;
    private final byte[] samples;
    private List<Rational> clocks = List.of();
    private FrameCode[] codes = new FrameCode[0];
    private List<byte[]> elidedHeaders = List.of();
    private int ptsShift;
    private int clock;
    private long lastPts;

    /** What the first byte of a frame says about it. */
    private record FrameCode(int flags, int sizeMultiplier, int size, long ptsDelta, int reserved, int headerIndex) {}

    /** Reads the headers. */
    NutReader(InputStream stream) throws IOException {
        this.in = new BufferedInputStream(stream, BUFFER);
        byte[] id = in.readNBytes(NutFormat.FILE_ID.length);
        if (id.length == 0) {
            throw new EOFException("no frames");
        }
        if (!Arrays.equals(id, NutFormat.FILE_ID)) {
            throw new IOException("not a stream of frames");
        }
        FrameFormat found = null;
        while (found == null) {
            int first = in.read();
            if (first != 'N') {
                throw new EOFException("a stream of frames without its headers");
            }
            found = readPacket();
        }
        this.format = found;
        this.samples = new byte[found.samples() * Integer.BYTES];
    }

    FrameFormat format() {
        return format;
    }

    /** Reads the next frame into the given one; false if there is none. */
    boolean read(Frame target) throws IOException {
        while (true) {
            int first = in.read();
            if (first < 0) {
                return false;
            }
            if (first != 'N') {
                readFrame(first, target);
                return true;
            }
            readPacket();
        }
    }

    /** Reads what follows the first byte of a packet; gives the format if it is the stream's header. */
    private @Nullable FrameFormat readPacket() throws IOException {
        long startCode = 'N';
        for (int i = 0; i < 7; i++) {
            startCode = startCode << 8 | readByte();
        }
        long length = NutFormat.readVarint(in);
        if (length > NutFormat.LONG_HEADER) {
            in.skipNBytes(Integer.BYTES);
        }
        if (length < Integer.BYTES || length > MOST_HEADER_BYTES) {
            throw new IOException("a packet of " + length + " bytes in the stream of frames");
        }
        byte[] body = in.readNBytes((int) length);
        if (body.length < length) {
            throw new EOFException("the stream of frames ends within a header");
        }
        int end = body.length - Integer.BYTES;
        if (NutFormat.checksum(body, 0, end) != ByteBuffer.wrap(body).getInt(end)) {
            throw new IOException("a header in the stream of frames is corrupt");
        }
        InputStream header = new ByteArrayInputStream(body, 0, end);
        if (startCode == NutFormat.MAIN) {
            readMain(header);
        } else if (startCode == NutFormat.STREAM) {
            return readStream(header);
        } else if (startCode == NutFormat.SYNCPOINT) {
            readSyncpoint(header);
        }
        return null;
    }

    private void readMain(InputStream header) throws IOException {
        long version = NutFormat.readVarint(header);
        if (version > 3) {
            NutFormat.readVarint(header); // minor version
        }
        long streams = NutFormat.readVarint(header);
        if (streams != 1) {
            throw new IOException("a stream of frames with " + streams + " tracks");
        }
        NutFormat.readVarint(header); // distance of synchronization points
        long count = NutFormat.readVarint(header);
        if (count < 1 || count > MOST_CLOCKS) {
            throw new IOException("a stream of frames with " + count + " clocks");
        }
        List<Rational> found = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long numerator = NutFormat.readVarint(header);
            found.add(new Rational(numerator, Math.max(1, NutFormat.readVarint(header))));
        }
        clocks = List.copyOf(found);
        codes = readFrameCodes(header);
        elidedHeaders = readElidedHeaders(header);
    }

    private static FrameCode[] readFrameCodes(InputStream header) throws IOException {
        FrameCode[] table = new FrameCode[256];
        long pts = 0;
        long multiplier = 1;
        long headerIndex = 0;
        for (int code = 0; code < table.length; ) {
            int flags = (int) NutFormat.readVarint(header);
            long fields = NutFormat.readVarint(header);
            pts = fields > 0 ? NutFormat.readSigned(header) : pts;
            multiplier = fields > 1 ? NutFormat.readVarint(header) : multiplier;
            if (fields > 2) {
                NutFormat.readVarint(header); // the stream: there is only one
            }
            long size = fields > 3 ? NutFormat.readVarint(header) : 0;
            long reserved = fields > 4 ? NutFormat.readVarint(header) : 0;
            long count = fields > 5 ? NutFormat.readVarint(header) : multiplier - size;
            if (fields > 6) {
                NutFormat.readSigned(header); // matching of times, which FFmpeg does not use
            }
            headerIndex = fields > 7 ? NutFormat.readVarint(header) : headerIndex;
            for (long i = 8; i < fields; i++) {
                NutFormat.readVarint(header);
            }
            if (count < 1 || multiplier > Short.MAX_VALUE || size > Short.MAX_VALUE) {
                throw new IOException("a table of frame codes that makes no sense");
            }
            for (long j = 0; j < count && code < table.length; code++) {
                if (code == 'N') {
                    continue;
                }
                table[code] = new FrameCode(
                        flags, (int) multiplier, (int) (size + j), pts, (int) reserved, (int) headerIndex);
                j++;
            }
        }
        return table;
    }

    private static List<byte[]> readElidedHeaders(InputStream header) throws IOException {
        List<byte[]> found = new ArrayList<>();
        found.add(new byte[0]);
        if (header.available() > 0) {
            long more = NutFormat.readVarint(header);
            for (long i = 0; i < more && header.available() > 0; i++) {
                int length = (int) NutFormat.readVarint(header);
                found.add(header.readNBytes(Math.max(0, length)));
            }
        }
        return found;
    }

    private FrameFormat readStream(InputStream header) throws IOException {
        NutFormat.readVarint(header); // its number
        if (NutFormat.readVarint(header) != 0) {
            throw new IOException("a stream of frames whose track is no video");
        }
        header.skipNBytes(NutFormat.readVarint(header)); // the codec's name: the one that was asked for
        clock = (int) NutFormat.readVarint(header);
        ptsShift = (int) NutFormat.readVarint(header);
        if (clock >= clocks.size() || ptsShift > 16) {
            throw new IOException("a stream of frames with an unknown clock");
        }
        NutFormat.readVarint(header); // distance of time stamps
        NutFormat.readVarint(header); // delay of decoding
        NutFormat.readVarint(header); // flags
        header.skipNBytes(NutFormat.readVarint(header)); // specific to the codec
        long width = NutFormat.readVarint(header);
        long height = NutFormat.readVarint(header);
        long sampleWidth = NutFormat.readVarint(header);
        long sampleHeight = NutFormat.readVarint(header);
        if (width > Short.MAX_VALUE || height > Short.MAX_VALUE) {
            throw new IOException("frames of " + width + "x" + height + " are too large");
        }
        Rational aspect =
                sampleWidth > 0 && sampleHeight > 0 ? new Rational(sampleWidth, sampleHeight) : new Rational(1, 1);
        try {
            return new FrameFormat((int) width, (int) height, clocks.get(clock), aspect);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void readSyncpoint(InputStream header) throws IOException {
        long time = NutFormat.readVarint(header);
        Rational from = clocks.get((int) (time % clocks.size()));
        Rational to = clocks.get(clock);
        lastPts = from.equals(to)
                ? time / clocks.size()
                : (long) Math.floor(from.seconds(time / clocks.size()) / to.toDouble());
    }

    private void readFrame(int code, Frame target) throws IOException {
        FrameCode table = codes[code];
        int flags = table.flags;
        if ((flags & NutFormat.FLAG_CODED) != 0) {
            flags ^= (int) NutFormat.readVarint(in);
        }
        if ((flags & NutFormat.FLAG_INVALID) != 0) {
            throw new IOException("a frame that cannot be read in the stream of frames");
        }
        if ((flags & NutFormat.FLAG_STREAM_ID) != 0) {
            NutFormat.readVarint(in);
        }
        lastPts =
                (flags & NutFormat.FLAG_CODED_PTS) != 0 ? codedPts(NutFormat.readVarint(in)) : lastPts + table.ptsDelta;
        long size = table.size;
        if ((flags & NutFormat.FLAG_SIZE_MSB) != 0) {
            size += table.sizeMultiplier * NutFormat.readVarint(in);
        }
        if ((flags & NutFormat.FLAG_MATCH_TIME) != 0) {
            NutFormat.readSigned(in);
        }
        int headerIndex =
                (flags & NutFormat.FLAG_HEADER_INDEX) != 0 ? (int) NutFormat.readVarint(in) : table.headerIndex;
        long reserved = (flags & NutFormat.FLAG_RESERVED) != 0 ? NutFormat.readVarint(in) : table.reserved;
        for (long i = 0; i < reserved; i++) {
            NutFormat.readVarint(in);
        }
        if ((flags & NutFormat.FLAG_CHECKSUM) != 0) {
            in.skipNBytes(Integer.BYTES);
        }
        if (size != samples.length) {
            throw new IOException("a frame of " + size + " bytes instead of " + samples.length);
        }
        readSamples(size > NutFormat.LONG_HEADER || headerIndex >= elidedHeaders.size() ? 0 : headerIndex, target);
    }

    /** Small frames may begin with bytes that were said once for all. */
    private void readSamples(int headerIndex, Frame target) throws IOException {
        byte[] elided = elidedHeaders.get(headerIndex);
        System.arraycopy(elided, 0, samples, 0, Math.min(elided.length, samples.length));
        int missing = samples.length - elided.length;
        if (in.readNBytes(samples, elided.length, missing) < missing) {
            throw new EOFException("the stream of frames ends within a frame");
        }
        ByteBuffer.wrap(samples).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(target.argb(), 0, format.samples());
        target.setPts(lastPts);
    }

    private long codedPts(long coded) {
        long full = 1L << ptsShift;
        if (coded >= full) {
            return coded - full;
        }
        long base = lastPts - (full - 1) / 2;
        return (coded - base & full - 1) + base;
    }

    private int readByte() throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException("the stream of frames ends within a header");
        }
        return next;
    }
}
