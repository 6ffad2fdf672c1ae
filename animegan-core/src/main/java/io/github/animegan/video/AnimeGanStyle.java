package io.github.animegan.video;

import io.github.animegan.AnimeGan;
import io.github.animegan.StylizeOptions;
import io.github.animegan.image.LastDrawing;
import io.github.animegan.image.filter.Flattening;
import io.github.animegan.network.NormStatistics;
import io.github.animegan.video.frame.Frame;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Frames as the façade draws photos. A generator that normalizes by a picture's own statistics changes the colors of all of a frame
 * when something comes into it; so the frames of a scene are drawn by statistics that follow the scene's slowly: those of its first
 * frame to begin with, measured again every few frames, and blended. A generator that sees only so far draws what changed.
 */
final class AnimeGanStyle implements FrameStyle {
    /** Measuring takes as long as drawing; so often it costs an eighth. */
    private static final int MEASURING = 8;

    /** How much of the distance to the measured statistics each frame goes: half of it in five frames. */
    private static final double APPROACH = 0.13;

    private final AnimeGan gan;
    /** Of a generator that sees only so far. */
    private final @Nullable LastDrawing last;

    /** By which the last frame was drawn; null at the beginning of a scene. */
    private @Nullable NormStatistics used;

    private @Nullable NormStatistics measured;
    private int framesSince;

    AnimeGanStyle(AnimeGan gan) {
        this.gan = gan;
        this.last = gan.generator()
                .receptiveField()
                .map(field -> new LastDrawing(field.reach() + Flattening.REACH)) // Drawings may be flattened.
                .orElse(null);
    }

    @Override
    public void beginScene() {
        used = null;
    }

    @Override
    public Frame draw(Frame filmed) {
        BufferedImage photo = FrameImages.of(filmed);
        Frame drawn = FrameImages.toFrame(
                last == null
                        ? drawSteadily(photo)
                        : gan.stylize(photo, StylizeOptions.defaults().redrawing(last)));
        drawn.setPts(filmed.pts());
        return drawn;
    }

    private BufferedImage drawSteadily(BufferedImage photo) {
        NormStatistics last = used;
        if (last == null) {
            BufferedImage picture = measure(photo);
            used = measured; // None if the generator sees several views of each frame.
            return picture;
        }
        framesSince++;
        if (framesSince >= MEASURING) {
            measure(photo);
        }
        NormStatistics target = measured;
        NormStatistics next = target == null ? last : last.blend(target, APPROACH);
        used = next;
        return gan.stylize(photo, StylizeOptions.defaults().statistics(next));
    }

    private BufferedImage measure(BufferedImage photo) {
        framesSince = 0;
        measured = null;
        return gan.stylize(photo, StylizeOptions.defaults().measured(told -> measured = told));
    }

    @Override
    public void forget() {
        if (last != null) {
            last.forget();
        }
    }

    @Override
    public double drawnShare() {
        return last == null ? 1 : last.drawnShare();
    }

    @Override
    public byte[] state() {
        NormStatistics now = used;
        NormStatistics target = measured;
        if (now == null || target == null) {
            return new byte[0];
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(framesSince);
            write(now, out);
            write(target, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // an array takes everything
        }
        return bytes.toByteArray();
    }

    @Override
    public void resume(byte[] state) {
        if (state.length == 0) {
            used = null;
            return;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state))) {
            framesSince = in.readInt();
            used = read(in);
            measured = read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(NormStatistics statistics, DataOutputStream out) throws IOException {
        out.writeInt(statistics.size());
        for (int i = 0; i < statistics.size(); i++) {
            write(statistics.get(i).mean(), out);
            write(statistics.get(i).variance(), out);
        }
    }

    private static void write(double[] values, DataOutputStream out) throws IOException {
        out.writeInt(values.length);
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    private static NormStatistics read(DataInputStream in) throws IOException {
        List<NormStatistics.Moments> moments = new ArrayList<>();
        for (int count = in.readInt(); count > 0; count--) {
            moments.add(new NormStatistics.Moments(readDoubles(in), readDoubles(in)));
        }
        return new NormStatistics(moments);
    }

    private static double[] readDoubles(DataInputStream in) throws IOException {
        double[] values = new double[in.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readDouble();
        }
        return values;
    }
}
