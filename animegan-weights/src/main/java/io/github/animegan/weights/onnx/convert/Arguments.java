package io.github.animegan.weights.onnx.convert;

import io.github.animegan.weights.onnx.convert.Datum.Constant;
import io.github.animegan.weights.onnx.convert.Datum.Filled;
import io.github.animegan.weights.onnx.convert.Datum.Square;
import io.github.animegan.weights.onnx.convert.Datum.Statistic;
import io.github.animegan.weights.onnx.model.ImportException;
import io.github.animegan.weights.onnx.model.OnnxNode;
import io.github.animegan.weights.onnx.model.OnnxTensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a node is given, as that which its operator expects: weights, a few numbers, or something with axes. */
record Arguments(Maps maps) {
    static Numbers noNumbers() {
        return new Numbers(new int[] {0}, new double[0][], false);
    }

    static int rank(Datum datum) {
        if (datum instanceof FeatureMap map) {
            return map.layout().rank();
        }
        if (datum instanceof Statistic statistic) {
            return statistic.layout().rank();
        }
        if (datum instanceof Square square) {
            return square.of().layout().rank();
        }
        if (datum instanceof Filled filled) {
            return filled.shape().size();
        }
        return datum instanceof Constant constant ? constant.tensor().rank() : ((Numbers) datum).dims().length;
    }

    long[] axisSize(Datum datum, int axis) {
        if (datum instanceof Constant || datum instanceof Numbers) {
            int[] dims = datum instanceof Constant constant ? constant.tensor().dims() : ((Numbers) datum).dims();
            long[] sizes = new long[maps.network().tries()];
            Arrays.fill(sizes, dims[axis]);
            return sizes;
        }
        return maps.axisSize(datum, axis);
    }

    Numbers numbers(Datum datum) {
        if (datum instanceof Numbers numbers) {
            return numbers;
        }
        if (datum instanceof Constant constant && Numbers.fits(constant.tensor())) {
            return Numbers.of(constant.tensor(), maps.network().tries());
        }
        throw ImportException.unsupported("a feature map or weights where a few numbers are expected");
    }

    static OnnxTensor tensor(List<Datum> in, int number) {
        if (number >= in.size()) {
            throw ImportException.unsupported("an input that is missing");
        }
        Datum datum = in.get(number);
        if (datum instanceof Constant || datum instanceof Numbers) {
            return ElementwiseImport.tensor(datum);
        }
        throw ImportException.unsupported("weights that are computed from the picture");
    }

    static @Nullable OnnxTensor optional(OnnxNode node, List<Datum> in, int number) {
        return node.hasInput(number) ? tensor(in, number) : null;
    }

    long[] filledWith(long value) {
        long[] all = new long[maps.network().tries()];
        Arrays.fill(all, value);
        return all;
    }
}
