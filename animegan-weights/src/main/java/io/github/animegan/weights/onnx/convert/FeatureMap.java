package io.github.animegan.weights.onnx.convert;

/**
 * A map of the network, channel by channel scaled and shifted by expressions that are not in the network yet, in the layout that
 * the model has it in.
 */
final class FeatureMap implements Datum {
    private final Layout layout;
    private int map;
    private ChannelExpression scale;
    private ChannelExpression shift;

    FeatureMap(int map, ChannelExpression scale, ChannelExpression shift, Layout layout) {
        this.map = map;
        this.scale = scale;
        this.shift = shift;
        this.layout = layout;
    }

    FeatureMap(int map, Layout layout) {
        this(map, ChannelExpression.ONE, ChannelExpression.ZERO, layout);
    }

    Layout layout() {
        return layout;
    }

    /** The number of the map in the network under construction. */
    int map() {
        return map;
    }

    ChannelExpression scale() {
        return scale;
    }

    ChannelExpression shift() {
        return shift;
    }

    boolean isPlain() {
        return scale.isConstant(1) && shift.isConstant(0);
    }

    /** From now on this is another map, which has the scale and shift in it. */
    void become(int plainMap) {
        map = plainMap;
        scale = ChannelExpression.ONE;
        shift = ChannelExpression.ZERO;
    }

    FeatureMap in(Layout other) {
        return new FeatureMap(map, scale, shift, other);
    }

    FeatureMap with(ChannelExpression newScale, ChannelExpression newShift) {
        return new FeatureMap(map, newScale, newShift, layout);
    }
}
