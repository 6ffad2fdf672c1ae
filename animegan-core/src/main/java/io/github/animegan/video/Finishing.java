package io.github.animegan.video;

import io.github.animegan.video.frame.Frame;
import io.github.animegan.video.frame.FrameSink;
import io.github.animegan.video.motion.MotionField;
import io.github.animegan.video.motion.TemporalSmoother;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** The third stage: takes flicker out of drawn frames, puts the filmed ones beside them if wanted, and writes them. For one thread. */
final class Finishing {
    private final double smoothing;
    private final boolean sideBySide;
    private final FrameSink sink;
    private @Nullable TemporalSmoother smoother;

    Finishing(double smoothing, boolean sideBySide, FrameSink sink) {
        this.smoothing = smoothing;
        this.sideBySide = sideBySide;
        this.sink = sink;
    }

    void finish(Shot shot) throws IOException {
        Frame drawn = Objects.requireNonNull(shot.drawn);
        Frame filmed = shot.filmed;
        if (smoothing > 0 && drawn.width() == filmed.width() && drawn.height() == filmed.height()) {
            smooth(shot, filmed, drawn);
        }
        sink.write(sideBySide ? beside(filmed, drawn) : drawn);
        if (shot.endsPiece) {
            sink.endPiece(state(shot));
        }
    }

    private void smooth(Shot shot, Frame filmed, Frame drawn) {
        TemporalSmoother used = smoother(filmed);
        MotionField motion = shot.motion;
        if (motion == null) {
            used.reset();
            motion = MotionField.still(filmed.width(), filmed.height());
        }
        boolean[] still = shot.still.length > 0 ? shot.still : new boolean[motion.columns() * motion.rows()];
        used.smooth(filmed, drawn, motion, still);
    }

    private TemporalSmoother smoother(Frame filmed) {
        TemporalSmoother found = smoother;
        if (found == null) {
            found = new TemporalSmoother(filmed.width(), filmed.height(), smoothing);
            smoother = found;
        }
        return found;
    }

    /** The filmed frame to the left; a drawn one of another size is beside it at the top. */
    private static Frame beside(Frame filmed, Frame drawn) {
        int width = filmed.width() + drawn.width();
        int height = Math.max(filmed.height(), drawn.height());
        Frame both = new Frame(width, height);
        paste(filmed, both, 0);
        paste(drawn, both, filmed.width());
        both.setPts(drawn.pts());
        return both;
    }

    private static void paste(Frame from, Frame to, int left) {
        for (int y = 0; y < from.height(); y++) {
            System.arraycopy(from.argb(), y * from.width(), to.argb(), y * to.width() + left, from.width());
        }
    }

    /** All that the frames after this one depend on; taken now, written later. */
    private FrameSink.State state(Shot shot) {
        Frame filmed = new Frame(shot.filmed.width(), shot.filmed.height());
        filmed.copyFrom(shot.filmed);
        Frame drawn = Objects.requireNonNull(shot.drawnBefore);
        byte[] styleState = shot.styleState;
        Analysis.State analysis = Objects.requireNonNull(shot.analysis);
        float[][] history = smoother == null ? new float[0][] : smoother.history();
        return out -> {
            Deflater fast = new Deflater(Deflater.BEST_SPEED);
            try (DataOutputStream data = new DataOutputStream(new DeflaterOutputStream(out, fast, 1 << 16))) {
                analysis.writeTo(data);
                writeInts(filmed.argb(), data);
                data.writeInt(drawn.width());
                data.writeInt(drawn.height());
                writeInts(drawn.argb(), data);
                data.writeInt(styleState.length);
                data.write(styleState);
                data.writeInt(history.length);
                for (float[] plane : history) {
                    ByteBuffer bytes = ByteBuffer.allocate(plane.length * Float.BYTES);
                    bytes.asFloatBuffer().put(plane);
                    data.write(bytes.array());
                }
            } finally {
                fast.end();
            }
        };
    }

    private static void writeInts(int[] values, OutputStream out) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES);
        bytes.asIntBuffer().put(values);
        out.write(bytes.array());
    }

    /** Has all stages go on where an earlier run ended a piece. */
    void resume(InputStream saved, int width, int height, Analysis analysis, Drawing drawing) throws IOException {
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(saved))) {
            Analysis.State state = Analysis.State.read(in, width, height);
            Frame filmed = new Frame(width, height);
            readInts(in, filmed.argb());
            Frame drawn = new Frame(in.readInt(), in.readInt());
            readInts(in, drawn.argb());
            analysis.resume(filmed, state);
            drawing.resume(filmed, drawn, in.readNBytes(in.readInt()));
            int planes = in.readInt();
            if (planes > 0) {
                float[][] history = new float[planes][width * height];
                for (float[] plane : history) {
                    ByteBuffer.wrap(in.readNBytes(plane.length * Float.BYTES))
                            .asFloatBuffer()
                            .get(plane);
                }
                smoother(filmed).resume(history);
            }
        }
    }

    private static void readInts(InputStream in, int[] values) throws IOException {
        ByteBuffer.wrap(in.readNBytes(values.length * Integer.BYTES))
                .asIntBuffer()
                .get(values);
    }
}
