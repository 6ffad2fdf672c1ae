package io.github.animegan.image.resample;

import io.github.animegan.image.Pixels;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/**
 * The correction of a bicubic enlargement by two or four: five convolutions of 3x3, leaky ReLUs between them. The last is another
 * one for each factor, with four or sixteen samples for each color; all others are shared. Every layer's input is extended at the
 * picture's edges by its outermost samples. Trained by {@code animegan-weights/training/enlarger.py}.
 *
 * @see <a href="https://arxiv.org/abs/1609.05158">W. Shi et al., Real-time single image and video super-resolution using an
 *     efficient sub-pixel convolutional neural network, 2016</a>
 */
final class UpscalingNetwork {
    private static final String RESOURCE = "enlarger.f32";
    private static final int[] CHANNELS = {3, 32, 32, 32, 32};
    private static final float NEGATIVE_SLOPE = 0.2f;

    /** Made when the first picture is enlarged. */
    private static final class Standard {
        private static final UpscalingNetwork NETWORK = read();
    }

    /** @param weights [out][in][9] */
    @SuppressWarnings("ArrayRecordComponent") // Never compared as a whole.
    private record Layer(float[][][] weights, float[] biases) {}

    /** Takes a row of the correction. */
    @FunctionalInterface
    interface Sink {
        /**
         * Takes one.
         *
         * @param y which row
         * @param channels a row of each channel
         */
        void accept(int y, float[][] channels);
    }

    private final Layer[] shared;
    private final Layer doubling;
    private final Layer quadrupling;

    private UpscalingNetwork(ByteBuffer numbers) {
        shared = new Layer[CHANNELS.length - 1];
        for (int i = 0; i < shared.length; i++) {
            shared[i] = layer(CHANNELS[i], CHANNELS[i + 1], numbers);
        }
        int features = CHANNELS[shared.length];
        doubling = layer(features, 3 * 4, numbers);
        quadrupling = layer(features, 3 * 16, numbers);
    }

    static UpscalingNetwork standard() {
        return Standard.NETWORK;
    }

    private static UpscalingNetwork read() {
        try (InputStream file =
                Objects.requireNonNull(UpscalingNetwork.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new UpscalingNetwork(ByteBuffer.wrap(file.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN));
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE, e);
        }
    }

    private static Layer layer(int inputs, int outputs, ByteBuffer numbers) {
        float[][][] weights = new float[outputs][inputs][9];
        for (float[][] output : weights) {
            for (float[] taps : output) {
                fill(taps, numbers);
            }
        }
        float[] biases = new float[outputs];
        fill(biases, numbers);
        return new Layer(weights, biases);
    }

    private static void fill(float[] values, ByteBuffer numbers) {
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers.getFloat();
        }
    }

    /**
     * Computes the rows from the first to before the end, in order.
     *
     * @param factor 2 or 4
     */
    void run(Pixels source, int factor, int first, int end, Sink sink) {
        int halo = shared.length + 1;
        int top = Math.max(0, first - halo);
        float[][][] rows = input(source, top, Math.min(source.height, end + halo));
        for (int i = 0; i < shared.length; i++) {
            int margin = shared.length - i;
            int nextTop = Math.max(0, first - margin);
            rows = apply(shared[i], rows, top, nextTop, Math.min(source.height, end + margin), true);
            top = nextTop;
        }
        rows = apply(factor == 2 ? doubling : quadrupling, rows, top, first, end, false);
        for (int y = first; y < end; y++) {
            sink.accept(y, rows[y - first]);
        }
    }

    /** Rows of the colors, in [-0.5, 0.5]. */
    private static float[][][] input(Pixels source, int top, int end) {
        float[][][] rows = new float[end - top][3][source.width];
        for (int y = top; y < end; y++) {
            for (int color = 0; color < 3; color++) {
                float[] row = rows[y - top][color];
                int shift = 16 - 8 * color;
                for (int x = 0; x < source.width; x++) {
                    row[x] = (source.argb[y * source.width + x] >> shift & 0xff) / 255f - 0.5f;
                }
            }
        }
        return rows;
    }

    /** Rows of the layer's output, from those of its input, of which the first is row {@code top} of the picture. */
    private static float[][][] apply(Layer layer, float[][][] in, int top, int nextTop, int nextEnd, boolean isHidden) {
        int width = in[0][0].length;
        float[][][] out = new float[nextEnd - nextTop][layer.biases.length][width];
        Neighborhood[] lastThree = new Neighborhood[3];
        Arrays.setAll(lastThree, i -> new Neighborhood(in[0].length, width));
        int loaded = 0;
        for (int y = nextTop; y < nextEnd; y++) {
            int below = Math.min(y + 1 - top, in.length - 1);
            for (; loaded <= below; loaded++) {
                lastThree[loaded % 3].load(in[loaded]);
            }
            Neighborhood[] rows = {
                lastThree[Math.max(y - 1 - top, 0) % 3], lastThree[(y - top) % 3], lastThree[below % 3]
            };
            for (int output = 0; output < layer.biases.length; output++) {
                float[] sum = out[y - nextTop][output];
                Arrays.fill(sum, layer.biases[output]);
                convolve(sum, layer.weights[output], rows);
                if (isHidden) {
                    activate(sum);
                }
            }
        }
        return out;
    }

    private static void convolve(float[] sum, float[][] weights, Neighborhood[] rows) {
        for (int input = 0; input < weights.length; input++) {
            float[] w = weights[input];
            for (int row = 0; row < 3; row++) {
                Neighborhood around = rows[row];
                add(
                        sum,
                        w[3 * row],
                        around.left[input],
                        w[3 * row + 1],
                        around.here[input],
                        w[3 * row + 2],
                        around.right[input]);
            }
        }
    }

    // Three arrays under one index are what C2 vectorizes, also on Java 17; with offsets in the index, or nine arrays,
    // it takes ten times as long.
    private static void add(float[] sum, float w0, float[] a, float w1, float[] b, float w2, float[] c) {
        for (int x = 0; x < sum.length; x++) {
            sum[x] += w0 * a[x] + w1 * b[x] + w2 * c[x];
        }
    }

    private static void activate(float[] row) {
        for (int x = 0; x < row.length; x++) {
            row[x] = Math.max(row[x], NEGATIVE_SLOPE * row[x]);
        }
    }

    /** A row of every channel, as it is and moved by a sample to either side; the outermost samples are repeated. */
    private static final class Neighborhood {
        private final float[][] left;
        private float[][] here;
        private final float[][] right;

        Neighborhood(int channels, int width) {
            left = new float[channels][width];
            here = left; // Until the first row is loaded.
            right = new float[channels][width];
        }

        void load(float[][] channels) {
            here = channels;
            for (int channel = 0; channel < channels.length; channel++) {
                float[] row = channels[channel];
                int last = row.length - 1;
                System.arraycopy(row, 0, left[channel], 1, last);
                left[channel][0] = row[0];
                System.arraycopy(row, 1, right[channel], 0, last);
                right[channel][last] = row[last];
            }
        }
    }
}
