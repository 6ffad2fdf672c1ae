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
                combine(other, offset, target, to + pixel * row.stride(), row.stride());
            }
        } else if (operator == Operator.ADD) {
            row.pixels().add(other, offset, target, to, row.length(), row.scratch());
        } else {
            combine(other, offset, target, to, row.length());
        }
        if (operator == Operator.DIVIDE) {
            ValueFunction.clearPastChannels(target, to, row); // 0 / 0
        }
    }

    private void combine(float[] other, int offset, float[] target, int to, int count) {
        switch (operator) {
            case ADD -> {
                for (int i = 0; i < count; i++) {
                    target[to + i] += other[offset + i];
                }
            }
            case MULTIPLY -> {
                for (int i = 0; i < count; i++) {
                    target[to + i] *= other[offset + i];
                }
            }
            case SUBTRACT -> {
                for (int i = 0; i < count; i++) {
                    target[to + i] -= other[offset + i];
                }
            }
            case DIVIDE -> {
                for (int i = 0; i < count; i++) {
                    target[to + i] /= other[offset + i];
                }
            }
        }
    }
}
