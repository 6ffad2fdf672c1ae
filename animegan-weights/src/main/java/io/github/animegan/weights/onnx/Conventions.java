package io.github.animegan.weights.onnx;

import io.github.animegan.model.ChannelOrder;
import io.github.animegan.model.PictureFormat;
import io.github.animegan.network.Network;
import io.github.animegan.network.Op;
import io.github.animegan.weights.onnx.model.ImportException;
import io.github.animegan.weights.onnx.model.OnnxGraph;
import io.github.animegan.weights.onnx.model.OnnxNode;
import java.util.Map;

/** Which numbers stand for colors in a model. */
record Conventions(ChannelOrder order, String orderTitle, float divisor, float shift, String valuesTitle) {
    private static final float BYTE = 255;

    static Conventions of(OnnxGraph graph, Network network) {
        Map<String, String> metadata = graph.metadata();
        if (metadata.containsKey(OnnxModel.ORDER)
                && metadata.containsKey(OnnxModel.DIVISOR)
                && metadata.containsKey(OnnxModel.SHIFT)) {
            return told(metadata);
        }
        boolean whiteBox = hasBoxFilterOfTheInput(network);
        String order = whiteBox ? "BGR, guessed from White-box Cartoonization's guided filter" : "RGB, guessed";
        ChannelOrder colors = whiteBox ? ChannelOrder.BGR : ChannelOrder.RGB;
        Op last = network.nodes()
                .get(network.outputs().values().iterator().next())
                .op();
        if (last instanceof Op.Sigmoid || (last instanceof Op.Clamp clamp && clamp.low() == 0 && clamp.high() == 1)) {
            return new Conventions(colors, order, BYTE, 0, "[0, 1], guessed from the last operator");
        }
        if (last instanceof Op.Convolution && beginsWithNineByNine(network)) {
            return new Conventions(colors, order, 1, 0, "[0, 255], guessed from fast style transfer's layers");
        }
        String why = last instanceof Op.Tanh ? "from the last operator, tanh" : "for want of a hint";
        return new Conventions(colors, order, BYTE / 2, 1, "[-1, 1], guessed " + why);
    }

    private static Conventions told(Map<String, String> metadata) {
        try {
            float divisor = Float.parseFloat(metadata.getOrDefault(OnnxModel.DIVISOR, ""));
            float shift = Float.parseFloat(metadata.getOrDefault(OnnxModel.SHIFT, ""));
            ChannelOrder order = ChannelOrder.valueOf(metadata.getOrDefault(OnnxModel.ORDER, ""));
            String values = "[" + -shift + ", " + (BYTE / divisor - shift) + "], as the model says";
            return new Conventions(order, order + ", as the model says", divisor, shift, values);
        } catch (IllegalArgumentException e) {
            throw ImportException.unsupported(
                    "metadata on colors that make no sense: " + OnnxNode.quote(String.valueOf(e.getMessage())));
        }
    }

    private static boolean beginsWithNineByNine(Network network) {
        return network.nodes().stream()
                .map(Network.Node::op)
                .filter(Op.Convolution.class::isInstance)
                .findFirst()
                .filter(op -> ((Op.Convolution) op).weight().shape().size(2) == 9)
                .isPresent();
    }

    /** A mean of each pixel's neighbors by equal weights, three channels apart, right on the picture. */
    private static boolean hasBoxFilterOfTheInput(Network network) {
        int input = network.inputs().values().iterator().next();
        for (Network.Node node : network.nodes()) {
            if (!(node.op() instanceof Op.Convolution convolution) || !convolution.isDepthwise()) {
                continue;
            }
            float[] weights = convolution.weight().data();
            boolean equal = true;
            for (float weight : weights) {
                equal &= weight == weights[0];
            }
            int from = node.inputs().get(0);
            Network.Node before = network.nodes().get(from);
            boolean ofInput = from == input
                    || (before.op() instanceof Op.Padding && before.inputs().get(0) == input);
            if (equal && ofInput && convolution.weight().shape().size(2) > 1) {
                return true;
            }
        }
        return false;
    }

    PictureFormat format(int multiple) {
        return new PictureFormat(order, divisor, shift, multiple);
    }
}
