package io.github.animegan.model;

import io.github.animegan.model.Layer.Convolution;
import io.github.animegan.model.Layer.GroupNorm;
import io.github.animegan.model.Layer.InstanceNorm;
import io.github.animegan.model.Layer.Padding;
import io.github.animegan.model.Layer.Residual;
import io.github.animegan.model.Layer.TransposedConvolution;
import io.github.animegan.model.Layer.Upsample;
import io.github.animegan.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * How far an output pixel of a local generator sees: all that it depends on are the input rows from {@code above} above its
 * own to {@code below} below it, and the columns from {@code left} to {@code right} likewise; what reflection shows it at a border
 * is nearer. The farthest of all output pixels, because those between two pixels of a smaller map see unevenly far.
 *
 * <p>This is what the formulas say. Winograd's algorithms compute small tiles at once, so the last bit of a value may depend
 * on a few pixels more.
 */
public record ReceptiveField(int above, int below, int left, int right) {
    /** The farthest in any direction. */
    public int reach() {
        return Math.max(Math.max(above, below), Math.max(left, right));
    }

    /** The field of a sequence of layers; empty if one of them depends on the whole picture or on its size. */
    static Optional<ReceptiveField> of(List<Layer> layers) {
        if (layers.stream().anyMatch(ReceptiveField::isGlobal)) {
            return Optional.empty();
        }
        Span rows = Span.PIXEL;
        Span columns = Span.PIXEL;
        for (Layer layer : layers) {
            rows = rows.through(layer, Axis.ROWS);
            columns = columns.through(layer, Axis.COLUMNS);
        }
        return Optional.of(new ReceptiveField(rows.before(), rows.after(), columns.before(), columns.after()));
    }

    private static boolean isGlobal(Layer layer) {
        return layer instanceof InstanceNorm
                || layer instanceof GroupNorm
                || layer instanceof Upsample
                || (layer instanceof Residual residual
                        && residual.body().stream().anyMatch(ReceptiveField::isGlobal));
    }

    private enum Axis {
        ROWS,
        COLUMNS;

        int before(Padding padding) {
            return this == ROWS ? padding.top() : padding.left();
        }

        int kernelSize(Tensor weight) {
            return weight.shape().size(this == ROWS ? 2 : 3);
        }
    }

    /**
     * What the places of one axis of a map see: place i sees the input from {@code i * step + first} to
     * {@code i * step + last}. In fractions, for a transposed convolution makes steps of less than a pixel possible.
     */
    private record Span(double step, double first, double last) {
        static final Span PIXEL = new Span(1, 0, 0);

        int before() {
            return (int) Math.ceil(-first);
        }

        int after() {
            return (int) Math.ceil(last);
        }

        Span through(Layer layer, Axis axis) {
            if (layer instanceof Padding padding) {
                double shift = axis.before(padding) * step;
                return new Span(step, first - shift, last - shift);
            } else if (layer instanceof Convolution convolution) {
                double window = (axis.kernelSize(convolution.weight()) - 1) * step;
                return new Span(step * convolution.stride(), first, last + window);
            } else if (layer instanceof TransposedConvolution transposed) {
                return through(transposed, axis.kernelSize(transposed.weight()));
            } else if (layer instanceof Residual residual) {
                Span body = this;
                for (Layer each : residual.body()) {
                    body = body.through(each, axis);
                }
                return new Span(step, Math.min(first, body.first), Math.max(last, body.last));
            }
            return this;
        }

        /** Output place i sees input place t where {@code i = t * stride - padding + k} for a k of the window. */
        private Span through(TransposedConvolution layer, int kernelSize) {
            double finer = step / layer.stride();
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (int place = 0; place < layer.stride(); place++) {
                int nearest = place + layer.padding();
                int firstInput = Math.floorDiv(nearest - kernelSize, layer.stride()) + 1;
                int lastInput = Math.floorDiv(nearest, layer.stride());
                least = Math.min(least, firstInput * step - place * finer);
                most = Math.max(most, lastInput * step - place * finer);
            }
            return new Span(finer, first + least, last + most);
        }
    }
}
