package io.github.animegan.network;

/**
 * What a reader of networks does with each kind of {@link Op}. Adding an op adds a method here, so that no reader compiles
 * until it handles the new one.
 *
 * @param <R> what the reader gives for an op
 */
public interface OpVisitor<R> {
    /** Visits an input of the network. */
    R visit(Op.Input op);

    /** Visits a padding. */
    R visit(Op.Padding op);

    /** Visits a convolution. */
    R visit(Op.Convolution op);

    /** Visits a transposed convolution. */
    R visit(Op.TransposedConvolution op);

    /** Visits an instance norm. */
    R visit(Op.InstanceNorm op);

    /** Visits a group norm. */
    R visit(Op.GroupNorm op);

    /** Visits an adaptive instance norm. */
    R visit(Op.AdaptiveInstanceNorm op);

    /** Visits a channel-wise affine map. */
    R visit(Op.Affine op);

    /** Visits a leaky or plain ReLU. */
    R visit(Op.Relu op);

    /** Visits a parametric ReLU. */
    R visit(Op.PRelu op);

    /** Visits a hyperbolic tangent. */
    R visit(Op.Tanh op);

    /** Visits a logistic sigmoid. */
    R visit(Op.Sigmoid op);

    /** Visits a clamp. */
    R visit(Op.Clamp op);

    /** Visits a softmax over channels. */
    R visit(Op.Softmax op);

    /** Visits a softmax over the pixels of each channel. */
    R visit(Op.SpatialSoftmax op);

    /** Visits a norm of each pixel over its channels. */
    R visit(Op.ChannelNorm op);

    /** Visits element-wise arithmetic of two maps. */
    R visit(Op.Arithmetic op);

    /** Visits a concatenation of channels. */
    R visit(Op.Concat op);

    /** Visits a slice of channels. */
    R visit(Op.Slice op);

    /** Visits a pooling over a window. */
    R visit(Op.Pool op);

    /** Visits a pooling over the whole map. */
    R visit(Op.GlobalPool op);

    /** Visits a resizing by a factor. */
    R visit(Op.Resize op);

    /** Visits a resizing to another map's size. */
    R visit(Op.ResizeLike op);
}
