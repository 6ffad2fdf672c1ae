package io.github.animegan.engine.program;

/**
 * Applies a normalization, and a leaky ReLU in the same pass.
 *
 * @param norm the normalization's number
 * @param slope the ReLU's negative slope; 1 is no activation
 */
record Normalize(int norm, float slope) implements Pointwise {
    @Override
    public void apply(float[] source, int from, float[] target, int to, Row row) {
        row.pixels().normalize(source, from, target, to, row.width(), row.affine(norm), slope, row.scratch());
    }
}
