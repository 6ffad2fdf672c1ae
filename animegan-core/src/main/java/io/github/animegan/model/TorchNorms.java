package io.github.animegan.model;

import io.github.animegan.network.Value;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The norms of PyTorch generators whose kind is told by their weights: running statistics with a scale are a batch norm's;
 * without one they are a leftover of old versions of PyTorch, whose instance norms kept but never used them.
 */
final class TorchNorms {
    private static final double EPSILON = 1e-5;

    private final WeightReader weights;
    private final BatchNorm batchNorm;

    TorchNorms(WeightReader weights, StateDict stateDict) {
        this.weights = weights;
        this.batchNorm = BatchNorm.of(stateDict);
    }

    /** The norm with that key, of whatever kind it is. */
    Value norm(String key, Value x) {
        int channels = x.channels();
        @Nullable Tensor scale = weights.takeIfPresent(key + ".weight", channels);
        @Nullable Tensor shift = weights.takeIfPresent(key + ".bias", channels);
        weights.ignore(key + ".num_batches_tracked");
        if (scale != null && batchNorm == BatchNorm.RUNNING && weights.has(key + ".running_mean")) {
            return running(key, x, scale, shift);
        }
        weights.ignore(key + ".running_mean");
        weights.ignore(key + ".running_var");
        return x.instanceNorm(EPSILON, scale, shift);
    }

    private Value running(String key, Value x, Tensor scale, @Nullable Tensor shift) {
        float[] mean = weights.take(key + ".running_mean", x.channels()).data();
        float[] variance = weights.take(key + ".running_var", x.channels()).data();
        float[] scales = new float[mean.length];
        float[] shifts = new float[mean.length];
        for (int c = 0; c < mean.length; c++) {
            double factor = scale.data()[c] / Math.sqrt(variance[c] + EPSILON);
            scales[c] = (float) factor;
            shifts[c] = (float) ((shift == null ? 0 : shift.data()[c]) - mean[c] * factor);
        }
        return x.affine(Tensor.of(scale.shape(), scales), Tensor.of(scale.shape(), shifts));
    }
}
