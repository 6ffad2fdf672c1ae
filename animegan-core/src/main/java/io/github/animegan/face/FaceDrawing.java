package io.github.animegan.face;

import io.github.animegan.image.step.Preprocessor;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * Draws faces by themselves: each is cut out of the photo in the standard pose, at the size at which generators draw best, drawn, and
 * put back. Immutable; may be used by several threads at once if its detector may.
 *
 * @param detector finds the faces; who made it closes it
 * @param policy which of them are drawn by themselves
 * @param headHeight how high a head is drawn, from the chin to the crown, in pixels; empty for what suits the style: 512, as AnimeGAN's
 *     face styles were trained on, or on a canvas as high as in a portrait that fills it
 */
public record FaceDrawing(FaceDetector detector, FacePolicy policy, OptionalInt headHeight) {
    private static final int USUAL_HEAD = 512;

    /** How high a head is in a portrait that fills a canvas, as a share of the canvas's longer side. */
    private static final double HEAD_OF_PORTRAIT = 0.48;

    private static final int LEAST_HEAD = 64;

    private static final int MOST_HEAD_HEIGHT = 2048;

    /** Smaller heads, as parts of the height at which they would be drawn, gain by it: decision 30 has the figures. */
    private static final double SMALL_HEAD = 0.49;

    /** Heads that are turned by more gain by being set upright, whatever their size. */
    private static final double MUCH_ROLL = 20;

    /**
     * Rejects heads of no size and of one that takes gigabytes.
     *
     * @param detector finds the faces; who made it closes it
     * @param policy which of them are drawn by themselves
     * @param headHeight how high a head is drawn, from the chin to the crown, in pixels; empty for what suits the style: 512, as
     *     AnimeGAN's face styles were trained on, or on a canvas as high as in a portrait that fills it
     * @throws IllegalArgumentException if the height of heads is not from 64 to 2048 pixels
     */
    public FaceDrawing {
        if (headHeight.isPresent()
                && (headHeight.getAsInt() < LEAST_HEAD || headHeight.getAsInt() > MOST_HEAD_HEIGHT)) {
            throw new IllegalArgumentException("headHeight(" + headHeight.getAsInt() + "): from " + LEAST_HEAD + " to "
                    + MOST_HEAD_HEIGHT + " pixels");
        }
    }

    /**
     * Draws heads as high as suits the style.
     *
     * @param detector finds the faces; who made it closes it
     * @param policy which of them are drawn by themselves
     * @return such a drawing
     */
    public static FaceDrawing of(FaceDetector detector, FacePolicy policy) {
        return new FaceDrawing(detector, policy, OptionalInt.empty());
    }

    /** {@return all that a picture depends on besides the photo and the generator} */
    public String description() {
        String head = headHeight.isPresent() ? Integer.toString(headHeight.getAsInt()) : "best";
        return "faces(" + policy.name().toLowerCase(Locale.ROOT) + ", " + head + ", " + detector.description() + ")";
    }

    /** {@return whether the whole picture is drawn, too} */
    public boolean drawsPicture() {
        return policy != FacePolicy.ONLY;
    }

    /**
     * All steps before the generator: faces become views of their own, and each of them and the whole picture, if that is drawn, goes
     * through the given steps. The way back puts the faces into the picture. No face is a normal answer.
     *
     * <p>Steps that resize the photo for good are allowed; such that crop it for good fail on the way back, by an
     * {@link IllegalArgumentException}, where a face was drawn.
     *
     * @param steps for each face and for the whole picture
     * @return a step that finds the faces and then takes these steps
     */
    public Preprocessor before(Preprocessor steps) {
        return new FaceViews(this, steps, steps, headHeight.orElse(USUAL_HEAD), true);
    }

    /**
     * As {@link #before(Preprocessor)}, for a style that draws on a canvas. Faces are not brought to the canvas, which would make them
     * several times larger than those of a portrait on it, but drawn as large as those.
     *
     * @param steps for the whole picture and faces alike
     * @param canvas what comes next for the whole picture alone
     * @param longestSide of the canvas, in pixels
     * @return a step that finds the faces and then takes these steps
     */
    public Preprocessor before(Preprocessor steps, Preprocessor canvas, int longestSide) {
        int head = (int) Math.max(LEAST_HEAD, Math.min(USUAL_HEAD, HEAD_OF_PORTRAIT * longestSide));
        return new FaceViews(this, steps.then(canvas), steps, headHeight.orElse(head), false);
    }

    /**
     * Whether a face is drawn by itself.
     *
     * @param factor by which the picture that the generator sees is larger than the one with the face
     * @param head the height at which it would be drawn by itself
     */
    boolean gains(Face face, double factor, int head) {
        double seen = StandardPose.headHeight(face.landmarks()) * factor;
        return policy != FacePolicy.AUTO
                || seen < SMALL_HEAD * head
                || Math.abs(FacePose.of(face.landmarks()).roll()) > MUCH_ROLL;
    }
}
