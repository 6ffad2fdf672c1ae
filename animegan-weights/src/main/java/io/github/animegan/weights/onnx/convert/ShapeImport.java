package io.github.animegan.weights.onnx.convert;

import io.github.animegan.weights.onnx.convert.Datum.Filled;
import io.github.animegan.weights.onnx.convert.Datum.Square;
import io.github.animegan.weights.onnx.convert.Datum.Statistic;
import io.github.animegan.weights.onnx.model.OnnxNode;
import io.github.animegan.weights.onnx.model.Shapes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Imports the operators that look at shapes or give data another, all of which are bookkeeping and no work. */
record ShapeImport(Maps maps, Arguments arguments) {
    Numbers shape(OnnxNode node, Datum of) {
        int rank = Arguments.rank(of);
        int start = end(node.integer("start", 0), rank);
        int end = end(node.integer("end", rank), rank);
        double[][] sizes = new double[Math.max(0, end - start)][];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Arrays.stream(arguments.axisSize(of, start + i))
                    .asDoubleStream()
                    .toArray();
        }
        return new Numbers(new int[] {sizes.length}, sizes, true);
    }

    private static int end(long given, int rank) {
        return (int) Math.max(0, Math.min(rank, given < 0 ? given + rank : given));
    }

    static Filled filled(OnnxNode node, Numbers shape) {
        List<long[]> sizes = new ArrayList<>();
        for (int i = 0; i < shape.count(); i++) {
            sizes.add(shape.integerAt(i));
        }
        return new Filled(Shapes.filling(node), sizes);
    }

    Datum transposed(OnnxNode node, Datum in) {
        int[] order = Shapes.order(node, Arguments.rank(in));
        long[] axes = Arrays.stream(order).asLongStream().toArray();
        if (in instanceof Statistic statistic) {
            return new Statistic(
                    statistic.expression(),
                    statistic.channels(),
                    statistic.layout().transposed(axes));
        }
        if (in instanceof Filled filled) {
            return new Filled(
                    filled.value(),
                    Arrays.stream(order).mapToObj(filled.shape()::get).toList());
        }
        if (in instanceof Square square) {
            return new Square(square.of().in(square.of().layout().transposed(axes)));
        }
        FeatureMap map = maps.map(in);
        return map.in(map.layout().transposed(axes));
    }

    Datum reshaped(OnnxNode node, List<Datum> in) {
        Datum from = in.get(0);
        int rank = Arguments.rank(from);
        List<long[]> before = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            before.add(arguments.axisSize(from, i));
        }
        List<long[]> after = new ArrayList<>();
        for (int t = 0; t < maps.network().tries(); t++) {
            int tryNumber = t;
            int[] dims = before.stream()
                    .mapToInt(size -> Math.toIntExact(size[tryNumber]))
                    .toArray();
            long[] argument = node.hasInput(1) ? argument(arguments.numbers(in.get(1)), t) : null;
            int[] result = Shapes.reshaped(node, dims, argument);
            for (int i = 0; i < result.length; i++) {
                if (t == 0) {
                    after.add(new long[maps.network().tries()]);
                }
                after.get(i)[t] = result[i];
            }
        }
        if (from instanceof Filled filled) {
            return new Filled(filled.value(), after);
        }
        if (from instanceof Statistic statistic) {
            return new Statistic(
                    statistic.expression(),
                    statistic.channels(),
                    statistic
                            .layout()
                            .reshaped(
                                    after,
                                    maps.sizes(statistic),
                                    statistic.channels(),
                                    maps.network().tries()));
        }
        FeatureMap map = maps.map(from);
        return map.in(map.layout()
                .reshaped(
                        after,
                        maps.sizes(map),
                        maps.network().channels(map.map()),
                        maps.network().tries()));
    }

    private static long[] argument(Numbers numbers, int tryNumber) {
        return Arrays.stream(numbers.values())
                .mapToLong(value -> (long) value[tryNumber])
                .toArray();
    }
}
