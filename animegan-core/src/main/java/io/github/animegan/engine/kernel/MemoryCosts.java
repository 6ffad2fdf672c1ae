package io.github.animegan.engine.kernel;

/**
 * The memory that a backend's kernels take beside feature maps, weights and pictures.
 *
 * @param bytesPerColumn of the heap, for each thread and each column of the picture: a band's input and what kernels keep
 * @param nativeBytes outside the heap, however large the picture: libraries and what they allocate
 */
public record MemoryCosts(long bytesPerColumn, long nativeBytes) {
    private static final long BAND_CHANNELS = 128;
    private static final long BAND_ROWS = 12;

    /** What bands of a dozen rows with 128 channels take, or of half as many rows where the network rolls; measured. */
    public static MemoryCosts ofBands(boolean rolling) {
        return new MemoryCosts((rolling ? BAND_ROWS / 2 : BAND_ROWS) * BAND_CHANNELS * Float.BYTES, 0);
    }

    /** The same kernels with libraries that take memory of their own. */
    public MemoryCosts withNativeBytes(long bytes) {
        return new MemoryCosts(bytesPerColumn, bytes);
    }
}
