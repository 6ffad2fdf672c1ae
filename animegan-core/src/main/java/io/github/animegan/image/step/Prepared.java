package io.github.animegan.image.step;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The views of a photo that the generator should see, and the way back: how the pictures that it makes of them become one again.
 * Most preparations have a single view, the whole picture; an alignment of faces has one for each face as well, or, where the rest
 * stays a photo, for the faces alone: of a photo without faces that is none at all.
 *
 * @param views what the generator should see
 * @param assembling from the stylized views, in the order of {@code views} and of about their sizes, to the result
 */
public record Prepared(List<BufferedImage> views, Function<List<BufferedImage>, BufferedImage> assembling) {
    /**
     * Copies the list.
     *
     * @param views what the generator should see
     * @param assembling from the stylized views, in the order of {@code views} and of about their sizes, to the result
     */
    public Prepared {
        views = List.copyOf(views);
    }

    /**
     * A preparation with one view.
     *
     * @param image what the generator should see
     * @param undoing from the stylized picture, of about the size of {@code image}, to the result
     */
    public Prepared(BufferedImage image, UnaryOperator<BufferedImage> undoing) {
        this(List.of(image), stylized -> undoing.apply(stylized.get(0)));
    }

    /**
     * {@return a preparation that changed nothing, or whose effect should stay}
     *
     * @param image the only view; the undo gives the picture that was made of it
     */
    public static Prepared withoutUndo(BufferedImage image) {
        return new Prepared(image, UnaryOperator.identity());
    }

    /**
     * {@return the view of a preparation that has one}
     *
     * @throws IllegalStateException if it has several, or none
     */
    public BufferedImage image() {
        if (views.size() != 1) {
            throw new IllegalStateException("one view was expected, but there are " + views.size());
        }
        return views.get(0);
    }

    /**
     * Undoes the preparation on the pictures that the generator made of {@link #views()}.
     *
     * @param stylized in the order of the views and of about their sizes
     * @return the picture of the whole photo
     * @throws IllegalArgumentException if there are more or fewer than views
     */
    public BufferedImage undo(List<BufferedImage> stylized) {
        if (stylized.size() != views.size()) {
            throw new IllegalArgumentException(stylized.size() + " pictures of " + views.size() + " views");
        }
        return assembling.apply(stylized);
    }

    /**
     * Undoes a preparation that has one view.
     *
     * @param stylized the picture made of the view, of about its size
     * @return the picture of the whole photo
     * @throws IllegalArgumentException if there are several views, or none
     */
    public BufferedImage undo(BufferedImage stylized) {
        return undo(List.of(stylized));
    }
}
