package io.github.animegan.image.filter;

/** Sharpening by what a blur takes away: {@code (1 + amount) * c - amount * G(c)}, G a Gaussian of radius {@code 3 sigma}. */
public final class UnsharpMask implements PixelFilter {
    private final float amount;
    private final GaussianBlur blur;

    public UnsharpMask(double sigma, double amount) {
        this.amount = (float) amount;
        this.blur = new GaussianBlur(sigma, (int) Math.round(3 * sigma));
    }

    @Override
    public void apply(int[] argb, int width, int height) {
        int[] source = argb.clone();
        int radius = blur.radius();
        ParallelRows.run(width, height, (first, end) -> {
            Planes planes = Planes.around(source, width, height, first, end, radius);
            GaussianBlur.Rows rows = blur.new Rows(width);
            float[][] sharp = new float[3][width];
            for (int y = first, i = radius; y < end; y++, i++) {
                sharpen(rows, planes.red, i, sharp[0]);
                sharpen(rows, planes.green, i, sharp[1]);
                sharpen(rows, planes.blue, i, sharp[2]);
                Planes.pack(sharp[0], sharp[1], sharp[2], argb, y * width);
            }
        });
    }

    private void sharpen(GaussianBlur.Rows rows, float[][] plane, int y, float[] sharp) {
        rows.blur(plane, y, sharp);
        extrapolate(plane[y], sharp, amount);
    }

    private static void extrapolate(float[] row, float[] blurred, float amount) {
        for (int x = 0; x < blurred.length; x++) {
            blurred[x] = row[x] + amount * (row[x] - blurred[x]);
        }
    }
}
