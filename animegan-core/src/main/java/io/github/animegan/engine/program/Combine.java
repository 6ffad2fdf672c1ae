package io.github.animegan.engine.program;

import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.network.Op.Arithmetic.Operator;

/**
 * Computes with another stored map, the second of each pair, element by element.
 *
 * @param operator what is done with each pair
 * @param map the other map's number
 */
record Combine(Operator operator, int map) implements Pointwise {
    @Override
    public void apply(float[] source, int from, float[] target, int to, Row row) {
        ValueFunction.copy(source, from, target, to, row.length());
        PixelView stored = row.other(map);
        float[] other = stored.data();
        int offset = stored.offset();
        if (row.isOtherPixel(map)) {
            for (int pixel = 0; pixel < row.width(); pixel++) {
                combine(other, offset, target, to + pixel * row.stride(), row.stride(), row);
            }
        } else {
            combine(other, offset, target, to, row.length(), row);
        }
        if (operator == Operator.DIVIDE) {
            ValueFunction.clearPastChannels(target, to, row); // 0 / 0
        }
    }

    private void combine(float[] other, int offset, float[] target, int to, int count, Row row) {
        switch (operator) {
            case ADD -> row.pixels().add(other, offset, target, to, count, row.scratch());
            case SUBTRACT -> row.pixels().subtract(other, offset, target, to, count, row.scratch());
            case MULTIPLY -> row.pixels().multiply(other, offset, target, to, count, row.scratch());
            case DIVIDE -> row.pixels().divide(other, offset, target, to, count, row.scratch());
        }
    }
}
