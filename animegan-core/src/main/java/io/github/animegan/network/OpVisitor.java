package io.github.animegan.network;

/**
 * What a reader of networks does with each kind of {@link Op}. Adding an op adds a method here, so that no reader compiles
 * until it handles the new one.
 *
 * @param <R> what the reader gives for an op
 */
public interface OpVisitor<R> {
    /**
     * Visits an input of the network.
     *
     * @param op has the name and the channels
     * @return what this reader gives for it
     */
    R visit(Op.Input op);

    /**
     * Visits a padding.
     *
     * @param op has what the border is filled with, and its widths
     * @return what this reader gives for it
     */
    R visit(Op.Padding op);

    /**
     * Visits a convolution.
     *
     * @param op has the weights OIHW, the bias if there is one, the stride and the groups
     * @return what this reader gives for it
     */
    R visit(Op.Convolution op);

    /**
     * Visits a transposed convolution.
     *
     * @param op has the weights IOHW, the bias if there is one, the stride and the paddings
     * @return what this reader gives for it
     */
    R visit(Op.TransposedConvolution op);

    /**
     * Visits an instance norm.
     *
     * @param op has epsilon, and scale and shift of each channel where they are not 1 and 0
     * @return what this reader gives for it
     */
    R visit(Op.InstanceNorm op);

    /**
     * Visits a group norm.
     *
     * @param op has the groups, epsilon, and scale and shift of each channel where they are not 1 and 0
     * @return what this reader gives for it
     */
    R visit(Op.GroupNorm op);

    /**
     * Visits an adaptive instance norm.
     *
     * @param op has epsilon; its inputs are content and style
     * @return what this reader gives for it
     */
    R visit(Op.AdaptiveInstanceNorm op);

    /**
     * Visits a channel-wise affine map.
     *
     * @param op has scale and shift of each channel
     * @return what this reader gives for it
     */
    R visit(Op.Affine op);

    /**
     * Visits a leaky or plain ReLU.
     *
     * @param op has the slope for negative values, 0 for the plain one
     * @return what this reader gives for it
     */
    R visit(Op.Relu op);

    /**
     * Visits a parametric ReLU.
     *
     * @param op has each channel's slope for negative values
     * @return what this reader gives for it
     */
    R visit(Op.PRelu op);

    /**
     * Visits a hyperbolic tangent.
     *
     * @param op has nothing to set
     * @return what this reader gives for it
     */
    R visit(Op.Tanh op);

    /**
     * Visits a logistic sigmoid.
     *
     * @param op has nothing to set
     * @return what this reader gives for it
     */
    R visit(Op.Sigmoid op);

    /**
     * Visits a clamp.
     *
     * @param op has the least and the greatest value
     * @return what this reader gives for it
     */
    R visit(Op.Clamp op);

    /**
     * Visits a softmax over channels.
     *
     * @param op has nothing to set
     * @return what this reader gives for it
     */
    R visit(Op.Softmax op);

    /**
     * Visits a softmax over the pixels of each channel.
     *
     * @param op has nothing to set
     * @return what this reader gives for it
     */
    R visit(Op.SpatialSoftmax op);

    /**
     * Visits a norm of each pixel over its channels.
     *
     * @param op has epsilon, and scale and shift of each channel
     * @return what this reader gives for it
     */
    R visit(Op.ChannelNorm op);

    /**
     * Visits element-wise arithmetic of two maps.
     *
     * @param op has the operator
     * @return what this reader gives for it
     */
    R visit(Op.Arithmetic op);

    /**
     * Visits a concatenation of channels.
     *
     * @param op has nothing to set; its inputs are one or more
     * @return what this reader gives for it
     */
    R visit(Op.Concat op);

    /**
     * Visits a slice of channels.
     *
     * @param op has the first channel and the one after the last
     * @return what this reader gives for it
     */
    R visit(Op.Slice op);

    /**
     * Visits a pooling over a window.
     *
     * @param op has which value is taken, the window, the stride and what is done at the end
     * @return what this reader gives for it
     */
    R visit(Op.Pool op);

    /**
     * Visits a pooling over the whole map.
     *
     * @param op has which value is taken
     * @return what this reader gives for it
     */
    R visit(Op.GlobalPool op);

    /**
     * Visits a resizing by a factor.
     *
     * @param op has the factor and where the source is sampled
     * @return what this reader gives for it
     */
    R visit(Op.Resize op);

    /**
     * Visits a resizing to another map's size.
     *
     * @param op has where the source is sampled; its inputs are the map and the one of that size
     * @return what this reader gives for it
     */
    R visit(Op.ResizeLike op);
}
