package io.github.animegan.engine.kernel;

/**
 * A scale and a shift for each lane, repeated over several pixels so that an element-wise loop may run over a chunk
 * of them at once.
 */
public final class ChannelAffine {
    private final float[] scale;
    private final float[] shift;
    private final int lanes;

    private ChannelAffine(float[] scale, float[] shift, int lanes) {
        this.scale = scale;
        this.shift = shift;
        this.lanes = lanes;
    }

    /** Scale and shift of each lane; both arrays have as many elements as a pixel has lanes. */
    public static ChannelAffine of(float[] scale, float[] shift) {
        int lanes = scale.length;
        int pixels = Math.max(1, PixelKernel.CHUNK / lanes);
        float[] scales = new float[pixels * lanes];
        float[] shifts = new float[pixels * lanes];
        for (int i = 0; i < pixels; i++) {
            System.arraycopy(scale, 0, scales, i * lanes, lanes);
            System.arraycopy(shift, 0, shifts, i * lanes, lanes);
        }
        return new ChannelAffine(scales, shifts, lanes);
    }

    public int lanes() {
        return lanes;
    }

    /** The scales of a chunk of pixels, {@link #chunk()} floats. */
    public float[] scale() {
        return scale;
    }

    /** The shifts of a chunk of pixels, {@link #chunk()} floats. */
    public float[] shift() {
        return shift;
    }

    /** The length of the arrays: a multiple of the lanes. */
    public int chunk() {
        return scale.length;
    }
}
