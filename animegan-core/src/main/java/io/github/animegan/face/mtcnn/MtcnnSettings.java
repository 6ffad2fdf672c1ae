package io.github.animegan.face.mtcnn;

/**
 * What MTCNN looks for. Immutable.
 *
 * @param minimumSize the smallest face that is looked for, in pixels, at least 12
 * @param minimumShare the smallest face that is looked for as part of the picture's longer side, in [0, 1); the larger of the two
 *     counts
 * @param proposalScore what P-Net's score must reach
 * @param refinementScore what R-Net's score must exceed
 * @param outputScore what O-Net's score must exceed
 * @param secondScore what O-Net's score must exceed when it looks again at a face that is set upright; 0 for no second look
 * @param factor by which each level of the pyramid is smaller than the one before, in (0, 1)
 * @param longestSide larger pictures are reduced to this for detection; {@code minimumSize} counts after that
 * @param turns which orientations are looked at
 */
public record MtcnnSettings(
        int minimumSize,
        double minimumShare,
        double proposalScore,
        double refinementScore,
        double outputScore,
        double secondScore,
        double factor,
        int longestSide,
        Turns turns) {

    /** Which orientations of a picture are looked at. MTCNN finds faces that are turned by up to 45 degrees. */
    public enum Turns {
        /** As it is. */
        UPRIGHT,
        /**
         * As it is, and by quarter turns if that finds no face beyond doubt; of turned faces, those from 1.4 times the smallest size on, as
         * smaller ones would take half of the time.
         */
        WHEN_NONE,
        /** All four, for pictures in which some faces are upright and others are not. Takes two and a half times as long. */
        ALL
    }

    /**
     * Rejects values out of their ranges.
     *
     * @param minimumSize the smallest face that is looked for, in pixels, at least 12
     * @param minimumShare the smallest face that is looked for as part of the picture's longer side, in [0, 1); the larger of the two
     *     counts
     * @param proposalScore what P-Net's score must reach
     * @param refinementScore what R-Net's score must exceed
     * @param outputScore what O-Net's score must exceed
     * @param secondScore what O-Net's score must exceed when it looks again at a face that is set upright; 0 for no second look
     * @param factor by which each level of the pyramid is smaller than the one before, in (0, 1)
     * @param longestSide larger pictures are reduced to this for detection; {@code minimumSize} counts after that
     * @param turns which orientations are looked at
     * @throws IllegalArgumentException if one is outside
     */
    public MtcnnSettings {
        if (minimumSize < 12) {
            throw new IllegalArgumentException("minimumSize(" + minimumSize + "): faces have at least 12 pixels");
        }
        if (!(minimumShare >= 0 && minimumShare < 1)) {
            throw new IllegalArgumentException("minimumShare(" + minimumShare + "): from 0 to below 1");
        }
        if (!(factor > 0 && factor < 1)) {
            throw new IllegalArgumentException("factor(" + factor + "): between 0 and 1");
        }
        if (longestSide < 12) {
            throw new IllegalArgumentException("longestSide(" + longestSide + "): at least 12");
        }
    }

    /** The smallest face that is looked for in a picture whose longer side is the given one, in pixels. */
    double smallest(int longerSide) {
        return Math.max(minimumSize, minimumShare * longerSide);
    }

    /**
     * {@return settings for faces from 24 pixels and a 44th of the longer side on: nearly whatever the paper's scores let through, but
     * only if a second look is sure of it; quarter turns when no face is found}
     */
    public static MtcnnSettings defaults() {
        return new MtcnnSettings(24, 1.0 / 44, 0.6, 0.6, 0.6, 0.99, 0.709, 1600, Turns.WHEN_NONE);
    }

    /** {@return the settings of facenet-pytorch: faces from 20 pixels on, the paper's scores 0.6, 0.7, 0.7, as the picture is} */
    public static MtcnnSettings facenet() {
        return new MtcnnSettings(20, 0, 0.6, 0.7, 0.7, 0, 0.709, Integer.MAX_VALUE, Turns.UPRIGHT);
    }

    /**
     * {@return these settings with another smallest face}
     *
     * @param pixels at least 12
     * @throws IllegalArgumentException if there are fewer
     */
    public MtcnnSettings withMinimumSize(int pixels) {
        return new MtcnnSettings(
                pixels,
                minimumShare,
                proposalScore,
                refinementScore,
                outputScore,
                secondScore,
                factor,
                longestSide,
                turns);
    }

    /** These settings without the finest level of the pyramid, which takes half of the time. */
    MtcnnSettings oneLevelCoarser() {
        return new MtcnnSettings(
                (int) Math.round(minimumSize / factor),
                Math.min(minimumShare / factor, 0.5),
                proposalScore,
                refinementScore,
                outputScore,
                secondScore,
                factor,
                longestSide,
                turns);
    }

    /**
     * {@return these settings with other orientations}
     *
     * @param choice which orientations of a picture are looked at
     */
    public MtcnnSettings withTurns(Turns choice) {
        return new MtcnnSettings(
                minimumSize,
                minimumShare,
                proposalScore,
                refinementScore,
                outputScore,
                secondScore,
                factor,
                longestSide,
                choice);
    }
}
