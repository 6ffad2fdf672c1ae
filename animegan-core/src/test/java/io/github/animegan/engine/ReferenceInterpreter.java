package io.github.animegan.engine;

import io.github.animegan.model.Layer;
import io.github.animegan.model.Layer.Border;
import io.github.animegan.model.Layer.Convolution;
import io.github.animegan.model.Layer.GroupNorm;
import io.github.animegan.model.Layer.InstanceNorm;
import io.github.animegan.model.Layer.Padding;
import io.github.animegan.model.Layer.Relu;
import io.github.animegan.model.Layer.Residual;
import io.github.animegan.model.Layer.Tanh;
import io.github.animegan.model.Layer.TransposedConvolution;
import io.github.animegan.model.Layer.Upsample;
import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The judge of the engine: runs layers one after another by their definitions, in double precision, with nothing
 * clever about it.
 */
final class ReferenceInterpreter {
    private final Grid picture;

    private ReferenceInterpreter(Grid picture) {
        this.picture = picture;
    }

    static Grid run(List<Layer> layers, Tensor picture) {
        Grid grid = Grid.of(picture);
        return new ReferenceInterpreter(grid).run(layers, grid);
    }

    private Grid run(List<Layer> layers, Grid input) {
        Grid value = input;
        for (Layer layer : layers) {
            value = run(layer, value);
        }
        return value;
    }

    private Grid run(Layer layer, Grid x) {
        if (layer instanceof Padding padding) {
            return pad(padding, x);
        } else if (layer instanceof Convolution convolution) {
            return convolve(convolution, x);
        } else if (layer instanceof TransposedConvolution transposed) {
            return convolveTransposed(transposed, x);
        } else if (layer instanceof InstanceNorm norm) {
            return normalize(x, x.channels(), norm.epsilon(), norm.scale(), norm.shift());
        } else if (layer instanceof GroupNorm norm) {
            return normalize(x, norm.groups(), norm.epsilon(), norm.scale(), norm.shift());
        } else if (layer instanceof Relu relu) {
            return map(x, (v, i) -> v > 0 ? v : v * relu.negativeSlope());
        } else if (layer instanceof Tanh) {
            return map(x, (v, i) -> Math.tanh(v));
        } else if (layer instanceof Upsample upsample) {
            return upsample(upsample, x);
        } else {
            Grid sum = run(((Residual) layer).body(), x);
            return map(sum, (v, i) -> v + x.values()[i]);
        }
    }

    private static Grid pad(Padding layer, Grid x) {
        int height = x.height() + layer.top() + layer.bottom();
        int width = x.width() + layer.left() + layer.right();
        return Grid.of(height, width, x.channels(), (toY, toX, c) -> {
            int fromY = toY - layer.top();
            int fromX = toX - layer.left();
            if (layer.border() == Border.REFLECT) {
                return x.at(mirror(fromY, x.height()), mirror(fromX, x.width()), c);
            }
            return x.contains(fromY, fromX) ? x.at(fromY, fromX, c) : 0;
        });
    }

    /** Mirrors a place outside {@code 0 .. size - 1} at the first or last place. */
    private static int mirror(int place, int size) {
        if (place < 0) {
            return -place;
        }
        return place < size ? place : 2 * (size - 1) - place;
    }

    private static Grid convolve(Convolution layer, Grid x) {
        Shape shape = layer.weight().shape();
        int inPerGroup = shape.size(1);
        int outPerGroup = shape.size(0) / layer.groups();
        int height = (x.height() - shape.size(2)) / layer.stride() + 1;
        int width = (x.width() - shape.size(3)) / layer.stride() + 1;
        return Grid.of(height, width, shape.size(0), (toY, toX, out) -> {
            double sum = at(layer.bias(), out, 0);
            int first = out / outPerGroup * inPerGroup;
            for (int in = 0; in < inPerGroup; in++) {
                for (int i = 0; i < shape.size(2); i++) {
                    for (int j = 0; j < shape.size(3); j++) {
                        sum += weight(layer.weight(), out, in, i, j)
                                * x.at(toY * layer.stride() + i, toX * layer.stride() + j, first + in);
                    }
                }
            }
            return sum;
        });
    }

    /** Each input value adds its multiple of the window to the output. */
    private static Grid convolveTransposed(TransposedConvolution layer, Grid x) {
        Shape shape = layer.weight().shape();
        int common = layer.outputPadding() - 2 * layer.padding();
        int height = (x.height() - 1) * layer.stride() + shape.size(2) + common;
        int width = (x.width() - 1) * layer.stride() + shape.size(3) + common;
        Grid y = Grid.of(height, width, shape.size(1), (toY, toX, out) -> at(layer.bias(), out, 0));
        for (int fromY = 0; fromY < x.height(); fromY++) {
            for (int fromX = 0; fromX < x.width(); fromX++) {
                for (int i = 0; i < shape.size(2); i++) {
                    for (int j = 0; j < shape.size(3); j++) {
                        int toY = fromY * layer.stride() + i - layer.padding();
                        int toX = fromX * layer.stride() + j - layer.padding();
                        if (y.contains(toY, toX)) {
                            for (int in = 0; in < shape.size(0); in++) {
                                for (int out = 0; out < shape.size(1); out++) {
                                    y.add(
                                            toY,
                                            toX,
                                            out,
                                            weight(layer.weight(), in, out, i, j) * x.at(fromY, fromX, in));
                                }
                            }
                        }
                    }
                }
            }
        }
        return y;
    }

    private static Grid normalize(Grid x, int groups, double epsilon, @Nullable Tensor scale, @Nullable Tensor shift) {
        int size = x.channels() / groups;
        double count = (double) x.height() * x.width() * size;
        double[] mean = new double[groups];
        double[] variance = new double[groups];
        for (int i = 0; i < x.values().length; i++) {
            mean[i % x.channels() / size] += x.values()[i] / count;
        }
        for (int i = 0; i < x.values().length; i++) {
            int group = i % x.channels() / size;
            variance[group] += Math.pow(x.values()[i] - mean[group], 2) / count;
        }
        return map(x, (v, i) -> {
            int channel = i % x.channels();
            int group = channel / size;
            return (v - mean[group]) / Math.sqrt(variance[group] + epsilon) * at(scale, channel, 1)
                    + at(shift, channel, 0);
        });
    }

    private Grid upsample(Upsample layer, Grid x) {
        int height = picture.height() / layer.inputDivisor();
        int width = picture.width() / layer.inputDivisor();
        return Grid.of(height, width, x.channels(), (toY, toX, c) -> {
            double fromY = source(layer, toY, x.height(), height);
            double fromX = source(layer, toX, x.width(), width);
            double sum = 0;
            // A pixel counts as much as it is near: 1 at the place itself, 0 from the next pixel on.
            for (int y = 0; y < x.height(); y++) {
                for (int column = 0; column < x.width(); column++) {
                    double nearness = Math.max(0, 1 - Math.abs(y - fromY)) * Math.max(0, 1 - Math.abs(column - fromX));
                    if (nearness > 0) {
                        sum += nearness * x.at(y, column, c);
                    }
                }
            }
            return sum;
        });
    }

    /** The place in the source, never outside it. */
    private static double source(Upsample layer, int place, int in, int out) {
        double source = switch (layer.mode()) {
            case ALIGN_CORNERS -> out == 1 ? 0 : place * (in - 1.0) / (out - 1.0);
            case HALF_PIXEL -> (place + 0.5) * in / out - 0.5;
            case TF1_LEGACY -> place * (double) in / out;
        };
        return Math.min(Math.max(source, 0), in - 1);
    }

    private static double weight(Tensor weight, int first, int second, int i, int j) {
        Shape shape = weight.shape();
        return weight.data()[((first * shape.size(1) + second) * shape.size(2) + i) * shape.size(3) + j];
    }

    private static double at(@Nullable Tensor values, int index, double otherwise) {
        return values == null ? otherwise : values.data()[index];
    }

    /** What becomes of one value, whose index is given, too. */
    private interface Change {
        double of(double value, int index);
    }

    private static Grid map(Grid x, Change change) {
        Grid result = Grid.zeros(x.height(), x.width(), x.channels());
        for (int i = 0; i < result.values().length; i++) {
            result.values()[i] = change.of(x.values()[i], i);
        }
        return result;
    }
}
