package io.github.animegan.network;

import io.github.animegan.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How far an output pixel of a local network sees: all that it depends on are the input rows from {@code above} above its
 * own to {@code below} below it, and the columns from {@code left} to {@code right} likewise; what reflection shows it at a border
 * is nearer. The farthest of all output pixels, because those between two pixels of a smaller map see unevenly far.
 *
 * <p>This is what the formulas say. Winograd's algorithms compute small tiles at once, so the last bit of a value may depend
 * on a few pixels more.
 *
 * @param above rows above
 * @param below rows below
 * @param left columns to the left
 * @param right columns to the right
 */
public record ReceptiveField(int above, int below, int left, int right) {
    /** {@return the farthest in any direction} */
    public int reach() {
        return Math.max(Math.max(above, below), Math.max(left, right));
    }

    /**
     * The field of a network's outputs; empty if one of them depends on the whole picture.
     *
     * @param statisticsKnown whether norms use given statistics and so do not look at the map
     */
    static Optional<ReceptiveField> of(Network network, boolean statisticsKnown) {
        Optional<Span> rows = span(network, new SpanVisitor(true, statisticsKnown));
        Optional<Span> columns = span(network, new SpanVisitor(false, statisticsKnown));
        return rows.flatMap(down -> columns.map(
                across -> new ReceptiveField(down.before(), down.after(), across.before(), across.after())));
    }

    private static Optional<Span> span(Network network, SpanVisitor visitor) {
        List<Optional<Span>> spans = new ArrayList<>();
        for (Network.Node node : network.nodes()) {
            visitor.inputs = node.inputs().stream().map(spans::get).toList();
            spans.add(node.op().accept(visitor));
        }
        return network.outputs().values().stream()
                .map(spans::get)
                .reduce((one, other) -> one.flatMap(a -> other.map(a::join)))
                .orElseThrow();
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

        Span join(Span other) {
            return new Span(step, Math.min(first, other.first), Math.max(last, other.last));
        }

        Span window(int size, int stride) {
            return new Span(step * stride, first, last + (size - 1) * step);
        }
    }

    /** The span of each op's result along one axis, of those of its inputs; empty where the whole map is seen. */
    private static final class SpanVisitor implements OpVisitor<Optional<Span>> {
        private final boolean rows;
        private final boolean statisticsKnown;
        private List<Optional<Span>> inputs = List.of();

        SpanVisitor(boolean rows, boolean statisticsKnown) {
            this.rows = rows;
            this.statisticsKnown = statisticsKnown;
        }

        private Optional<Span> input() {
            return inputs.get(0);
        }

        private Optional<Span> joined() {
            return inputs.stream()
                    .reduce((one, other) -> one.flatMap(a -> other.map(a::join)))
                    .orElseThrow();
        }

        private Optional<Span> norm() {
            return statisticsKnown ? input() : Optional.empty();
        }

        private int kernelSize(Tensor weight) {
            return weight.shape().size(rows ? 2 : 3);
        }

        @Override
        public Optional<Span> visit(Op.Input op) {
            return Optional.of(Span.PIXEL);
        }

        @Override
        public Optional<Span> visit(Op.Padding op) {
            int before = rows ? op.top() : op.left();
            return input().map(span -> {
                double shift = before * span.step;
                return new Span(span.step, span.first - shift, span.last - shift);
            });
        }

        @Override
        public Optional<Span> visit(Op.Convolution op) {
            return input().map(span -> span.window(kernelSize(op.weight()), op.stride()));
        }

        /** Output place i sees input place t where {@code i = t * stride - padding + k} for a k of the window. */
        @Override
        public Optional<Span> visit(Op.TransposedConvolution op) {
            return input().map(span -> {
                double finer = span.step / op.stride();
                double least = Double.POSITIVE_INFINITY;
                double most = Double.NEGATIVE_INFINITY;
                for (int place = 0; place < op.stride(); place++) {
                    int nearest = place + op.padding();
                    int firstInput = Math.floorDiv(nearest - kernelSize(op.weight()), op.stride()) + 1;
                    int lastInput = Math.floorDiv(nearest, op.stride());
                    least = Math.min(least, firstInput * span.step - place * finer);
                    most = Math.max(most, lastInput * span.step - place * finer);
                }
                return new Span(finer, span.first + least, span.last + most);
            });
        }

        @Override
        public Optional<Span> visit(Op.InstanceNorm op) {
            return norm();
        }

        @Override
        public Optional<Span> visit(Op.GroupNorm op) {
            return norm();
        }

        @Override
        public Optional<Span> visit(Op.AdaptiveInstanceNorm op) {
            return norm();
        }

        @Override
        public Optional<Span> visit(Op.Affine op) {
            return input();
        }

        @Override
        public Optional<Span> visit(Op.Relu op) {
            return input();
        }

        @Override
        public Optional<Span> visit(Op.PRelu op) {
            return input();
        }

        @Override
        public Optional<Span> visit(Op.Tanh op) {
            return input();
        }

        @Override
        public Optional<Span> visit(Op.Sigmoid op) {
            return input();
        }

        @Override
        public Optional<Span> visit(Op.Clamp op) {
            return input();
        }

        @Override
        public Optional<Span> visit(Op.Softmax op) {
            return input();
        }

        @Override
        public Optional<Span> visit(Op.SpatialSoftmax op) {
            return Optional.empty();
        }

        @Override
        public Optional<Span> visit(Op.ChannelNorm op) {
            return input();
        }

        @Override
        public Optional<Span> visit(Op.Arithmetic op) {
            return joined();
        }

        @Override
        public Optional<Span> visit(Op.Concat op) {
            return joined();
        }

        @Override
        public Optional<Span> visit(Op.Slice op) {
            return input();
        }

        @Override
        public Optional<Span> visit(Op.Pool op) {
            return input().map(span -> span.window(op.kernelSize(), op.stride()));
        }

        @Override
        public Optional<Span> visit(Op.GlobalPool op) {
            return Optional.empty();
        }

        @Override
        public Optional<Span> visit(Op.Resize op) {
            return resized(op.mode(), op.factor(), input());
        }

        /** A map that was made smaller by whole strides returns to about that size: the steps tell the factor. */
        @Override
        public Optional<Span> visit(Op.ResizeLike op) {
            return input().flatMap(span -> inputs.get(1).flatMap(like -> {
                double factor = span.step / like.step;
                UnaryOperator<Span> atLike = found -> new Span(like.step, found.first, found.last);
                return resized(op.mode(), factor, input()).map(atLike);
            }));
        }

        /**
         * With aligned corners the places drift from those of equal steps by up to a source pixel over the whole map, and with a
         * size that the factor does not divide, by as much again.
         */
        private static Optional<Span> resized(ResizeMode mode, double factor, Optional<Span> input) {
            return input.map(span -> {
                double drift = mode == ResizeMode.NEAREST ? 1 : 2;
                return new Span(span.step / factor, span.first - drift * span.step, span.last + drift * span.step);
            });
        }
    }
}
