package io.github.animegan.weights.onnx;

import io.github.animegan.network.Op;
import io.github.animegan.network.OpVisitor;
import io.github.animegan.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** How many weights an op has. */
final class ParameterCount implements OpVisitor<Long> {
    private static long of(@Nullable Tensor... tensors) {
        long count = 0;
        for (Tensor tensor : tensors) {
            count += tensor == null ? 0 : tensor.shape().elementCount();
        }
        return count;
    }

    @Override
    public Long visit(Op.Input op) {
        return 0L;
    }

    @Override
    public Long visit(Op.Padding op) {
        return 0L;
    }

    @Override
    public Long visit(Op.Convolution op) {
        return of(op.weight(), op.bias());
    }

    @Override
    public Long visit(Op.TransposedConvolution op) {
        return of(op.weight(), op.bias());
    }

    @Override
    public Long visit(Op.InstanceNorm op) {
        return of(op.scale(), op.shift());
    }

    @Override
    public Long visit(Op.GroupNorm op) {
        return of(op.scale(), op.shift());
    }

    @Override
    public Long visit(Op.AdaptiveInstanceNorm op) {
        return 0L;
    }

    @Override
    public Long visit(Op.Affine op) {
        return of(op.scale(), op.shift());
    }

    @Override
    public Long visit(Op.Relu op) {
        return 0L;
    }

    @Override
    public Long visit(Op.PRelu op) {
        return of(op.slopes());
    }

    @Override
    public Long visit(Op.Tanh op) {
        return 0L;
    }

    @Override
    public Long visit(Op.Sigmoid op) {
        return 0L;
    }

    @Override
    public Long visit(Op.Clamp op) {
        return 0L;
    }

    @Override
    public Long visit(Op.Softmax op) {
        return 0L;
    }

    @Override
    public Long visit(Op.SpatialSoftmax op) {
        return 0L;
    }

    @Override
    public Long visit(Op.ChannelNorm op) {
        return of(op.scale(), op.shift());
    }

    @Override
    public Long visit(Op.Arithmetic op) {
        return 0L;
    }

    @Override
    public Long visit(Op.Concat op) {
        return 0L;
    }

    @Override
    public Long visit(Op.Slice op) {
        return 0L;
    }

    @Override
    public Long visit(Op.Pool op) {
        return 0L;
    }

    @Override
    public Long visit(Op.GlobalPool op) {
        return 0L;
    }

    @Override
    public Long visit(Op.Resize op) {
        return 0L;
    }

    @Override
    public Long visit(Op.ResizeLike op) {
        return 0L;
    }
}
