package io.github.animegan.video.ffmpeg;

import io.github.animegan.video.frame.Frame;
import io.github.animegan.video.frame.FrameFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes frames as a NUT stream of one track of raw BGRA or BGR0, every frame with its exact time stamp. For one thread. */
final class NutWriter {
    private static final int VERSION = 3;
    /** Every frame follows a synchronization point of its own, so any distance will do. */
    private static final int MAX_DISTANCE = 65535;

    private static final int PTS_SHIFT = 7;
    /** A frame's size is what its header says plus its code: the one code that adds nothing. */
    private static final int FRAME_CODE = 0;

    private static final int FRAME_FLAGS =
            NutFormat.FLAG_KEY | NutFormat.FLAG_CODED_PTS | NutFormat.FLAG_SIZE_MSB | NutFormat.FLAG_CHECKSUM;

    private final OutputStream out;
    private final FrameFormat format;
    private final byte[] samples;

    /** Writes the headers. */
    NutWriter(OutputStream out, FrameFormat format, boolean alpha) throws IOException {
        this.out = out;
        this.format = format;
        this.samples = new byte[format.samples() * Integer.BYTES];
        out.write(NutFormat.FILE_ID);
        out.write(packet(NutFormat.MAIN, mainHeader()));
        out.write(packet(NutFormat.STREAM, streamHeader(alpha)));
    }

    /** Writes a frame; its time must not be negative. */
    void write(Frame frame) throws IOException {
        if (frame.pts() < 0) {
            throw new IOException("a frame cannot appear " + -frame.pts() + " ticks before the film");
        }
        ByteArrayOutputStream time = new ByteArrayOutputStream();
        NutFormat.writeVarint(time, frame.pts());
        NutFormat.writeVarint(time, 0); // the way back to an earlier synchronization point, which nobody will go
        out.write(packet(NutFormat.SYNCPOINT, time));

        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.write(FRAME_CODE);
        NutFormat.writeVarint(header, FRAME_FLAGS);
        NutFormat.writeVarint(header, frame.pts() + (1 << PTS_SHIFT));
        NutFormat.writeVarint(header, samples.length);
        byte[] bytes = header.toByteArray();
        NutFormat.writeInt(header, NutFormat.checksum(bytes, 0, bytes.length));
        header.writeTo(out);

        ByteBuffer.wrap(samples).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().put(frame.argb(), 0, format.samples());
        out.write(samples);
    }

    private ByteArrayOutputStream mainHeader() {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        NutFormat.writeVarint(header, VERSION);
        NutFormat.writeVarint(header, 1); // one stream
        NutFormat.writeVarint(header, MAX_DISTANCE);
        NutFormat.writeVarint(header, 1); // one clock
        NutFormat.writeVarint(header, format.timeBase().numerator());
        NutFormat.writeVarint(header, format.timeBase().denominator());
        // All frame codes mean the same: everything is written out in the frame's own header.
        NutFormat.writeVarint(header, NutFormat.FLAG_CODED);
        NutFormat.writeVarint(header, 6); // fields that follow
        NutFormat.writeVarint(header, 0); // difference of time stamps
        NutFormat.writeVarint(header, 1); // multiplier of sizes
        NutFormat.writeVarint(header, 0); // stream
        NutFormat.writeVarint(header, 0); // size
        NutFormat.writeVarint(header, 0); // reserved
        NutFormat.writeVarint(header, 255); // so many codes; 'N' is not counted, it begins a packet
        NutFormat.writeVarint(header, 0); // no beginnings of frames that are said once for all
        return header;
    }

    private ByteArrayOutputStream streamHeader(boolean alpha) {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        NutFormat.writeVarint(header, 0); // stream
        NutFormat.writeVarint(header, 0); // video
        byte[] fourcc = (alpha ? "BGRA" : "BGR\0").getBytes(StandardCharsets.US_ASCII);
        NutFormat.writeVarint(header, fourcc.length);
        header.writeBytes(fourcc);
        NutFormat.writeVarint(header, 0); // clock
        NutFormat.writeVarint(header, PTS_SHIFT);
        NutFormat.writeVarint(header, MAX_DISTANCE);
        NutFormat.writeVarint(header, 0); // no delay of decoding
        NutFormat.writeVarint(header, 0); // no flags
        NutFormat.writeVarint(header, 0); // nothing specific to the codec
        NutFormat.writeVarint(header, format.width());
        NutFormat.writeVarint(header, format.height());
        NutFormat.writeVarint(header, format.sampleAspect().numerator());
        NutFormat.writeVarint(header, format.sampleAspect().denominator());
        NutFormat.writeVarint(header, 0); // color space as usual
        return header;
    }

    private static byte[] packet(long startCode, ByteArrayOutputStream content) {
        byte[] body = content.toByteArray();
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        NutFormat.writeInt(packet, (int) (startCode >> 32));
        NutFormat.writeInt(packet, (int) startCode);
        NutFormat.writeVarint(packet, body.length + (long) Integer.BYTES); // far below LONG_HEADER
        packet.writeBytes(body);
        NutFormat.writeInt(packet, NutFormat.checksum(body, 0, body.length));
        return packet.toByteArray();
    }
}
