package io.github.animegan.image.quality;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;

/**
 * What tells a drawn picture from a photo, in figures: signposts, not a judgment. A photo compared with itself has {@code texture}
 * and {@code edges} 1; a drawing is flatter, its gradients are fewer and stronger, its lines darker, its fine texture gone, and
 * its edges still where the photo has them.
 *
 * @param flatness the share of pixels whose luma differs from the neighbors to the right and below by less than 2 of 255, in
 *     [0, 1]
 * @param sparsity the share of all gradient magnitude that the steepest twentieth of the pixels holds, in [0, 1]
 * @param texture the mean of what lies between Gaussians of sigma 0.6 and 1.3, the strongest tenth of the pixels left out,
 *     relative to the photo's
 * @param palette how many colors of 5 bits a channel cover nine tenths of the pixels
 * @param lineShare the share of pixels on dark thin lines, in [0, 1]: those that a closing with a disc of 7 pixels lightens by
 *     more than 0.12
 * @param lineDarkness how much it lightens these on average, in [0, 1]; 0 without lines
 * @param lineWidth their mean width in pixels, as area over the length of the skeleton; 0 without lines
 * @param edges the similarity (SSIM, windows of 7x7 pixels) of the maps of edges of picture and photo
 * @param similarity the SSIM of their lumas, with windows of 7x7 pixels
 * @param colorfulness {@code sqrt(s_rg^2 + s_yb^2) + 0.3 sqrt(m_rg^2 + m_yb^2)} of the opponent colors' deviations and means
 * @see <a href="https://doi.org/10.1117/12.477378">D. Hasler and S. Süsstrunk, Measuring colorfulness in natural images, 2003</a>
 */
public record StyleFigures(
        double flatness,
        double sparsity,
        double texture,
        int palette,
        double lineShare,
        double lineDarkness,
        double lineWidth,
        double edges,
        double similarity,
        double colorfulness) {
    private static final int SMALLEST_SIDE = 16;
    private static final double FLAT = 2 / 255.0;
    private static final double CALM_SHARE = 0.9;
    private static final double LINE_DEPTH = 0.12;

    /**
     * {@return the figures of a picture that was drawn from a photo}
     *
     * @param picture as drawn; not changed
     * @param photo of the same size; not changed
     * @throws IllegalArgumentException if the sizes differ or a side is below 16 pixels
     */
    public static StyleFigures of(BufferedImage picture, BufferedImage photo) {
        Channel.requireSameSize(picture, photo);
        if (Math.min(photo.getWidth(), photo.getHeight()) < SMALLEST_SIDE) {
            throw new IllegalArgumentException(
                    "figures of style need at least 16x16 pixels, not " + photo.getWidth() + "x" + photo.getHeight());
        }
        List<Channel> colors = Channel.colors(picture);
        Plane drawn = Plane.lightness(picture);
        Plane filmed = Plane.lightness(photo);
        double photoTexture = texture(filmed);
        boolean[] lines = new boolean[drawn.samples.length];
        double depth = lines(drawn, lines);
        int area = count(lines);
        int length = area == 0 ? 0 : count(Skeleton.of(lines, drawn.width));
        return new StyleFigures(
                flatness(drawn),
                sparsity(drawn),
                photoTexture == 0 ? 1 : texture(drawn) / photoTexture,
                palette(colors),
                (double) area / lines.length,
                area == 0 ? 0 : depth / area,
                (double) area / Math.max(1, length),
                UniformSsim.of(drawn.edges(), filmed.edges()),
                UniformSsim.of(drawn, filmed),
                colorfulness(colors));
    }

    private static double flatness(Plane plane) {
        int flat = 0;
        for (int y = 0; y < plane.height - 1; y++) {
            for (int x = 0; x < plane.width - 1; x++) {
                flat += Math.max(Math.abs(plane.stepRight(x, y)), Math.abs(plane.stepDown(x, y))) < FLAT ? 1 : 0;
            }
        }
        return (double) flat / ((plane.width - 1) * (plane.height - 1));
    }

    private static double sparsity(Plane plane) {
        double[] magnitudes = new double[(plane.width - 1) * (plane.height - 1)];
        for (int i = 0; i < magnitudes.length; i++) {
            int x = i % (plane.width - 1);
            int y = i / (plane.width - 1);
            magnitudes[i] = Math.hypot(plane.stepRight(x, y), plane.stepDown(x, y));
        }
        Arrays.sort(magnitudes);
        double all = Arrays.stream(magnitudes).sum();
        double steep = Arrays.stream(magnitudes, magnitudes.length - magnitudes.length / 20, magnitudes.length)
                .sum();
        return all == 0 ? 1 : steep / all;
    }

    private static double texture(Plane plane) {
        float[] narrow = plane.blurred(0.6).samples;
        float[] wide = plane.blurred(1.3).samples;
        double[] band = new double[narrow.length];
        for (int i = 0; i < band.length; i++) {
            band[i] = Math.abs(narrow[i] - wide[i]);
        }
        Arrays.sort(band);
        double place = CALM_SHARE * (band.length - 1);
        int below = (int) place;
        double limit = band[below] + (place - below) * (band[Math.min(below + 1, band.length - 1)] - band[below]);
        return Arrays.stream(band).takeWhile(value -> value <= limit).average().orElse(0);
    }

    private static int palette(List<Channel> colors) {
        int[] counts = new int[1 << 15];
        int pixels = colors.get(0).samples.length;
        for (int i = 0; i < pixels; i++) {
            int red = (int) colors.get(0).samples[i] >> 3;
            int green = (int) colors.get(1).samples[i] >> 3;
            int blue = (int) colors.get(2).samples[i] >> 3;
            counts[red << 10 | green << 5 | blue]++;
        }
        Arrays.sort(counts);
        long covered = 0;
        int used = 0;
        while (covered < CALM_SHARE * pixels) {
            used++;
            covered += counts[counts.length - used];
        }
        return used;
    }

    /** Marks the pixels on lines; the sum of how much the closing lightens them. */
    private static double lines(Plane plane, boolean[] on) {
        float[] closed = plane.closed().samples;
        double depth = 0;
        for (int i = 0; i < on.length; i++) {
            float hat = closed[i] - plane.samples[i];
            on[i] = hat > LINE_DEPTH;
            depth += on[i] ? hat : 0;
        }
        return depth;
    }

    private static int count(boolean[] marks) {
        int count = 0;
        for (boolean mark : marks) {
            count += mark ? 1 : 0;
        }
        return count;
    }

    private static double colorfulness(List<Channel> colors) {
        int pixels = colors.get(0).samples.length;
        double[] redGreen = new double[pixels];
        double[] yellowBlue = new double[pixels];
        for (int i = 0; i < pixels; i++) {
            double red = colors.get(0).samples[i];
            double green = colors.get(1).samples[i];
            redGreen[i] = red - green;
            yellowBlue[i] = 0.5 * (red + green) - colors.get(2).samples[i];
        }
        double meanRg = Arrays.stream(redGreen).average().orElse(0);
        double meanYb = Arrays.stream(yellowBlue).average().orElse(0);
        double spread = Math.sqrt(variance(redGreen, meanRg) + variance(yellowBlue, meanYb));
        return spread + 0.3 * Math.hypot(meanRg, meanYb);
    }

    private static double variance(double[] values, double mean) {
        return Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0);
    }
}
