package io.github.animegan.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The last picture that a generator saw and what it drew of it, so that of the next one only what changed is drawn: with what is so
 * near that the change shows there. All else stays as it was, to the bit.
 *
 * <p>How far a change shows was measured: in the built-in styles a drawn sample sees 77 samples far, but by what moved 32 away it
 * changes by 0.1 levels in the mean, and hardly one in ten thousand by more than 6. So begins the margin; the first parts are drawn in the
 * whole as well, and where they differ by more, the margin grows, at the most to all that the generator sees, where parts are as in
 * the whole to the bit. If not even these are, pictures are drawn whole.
 *
 * <p>Mutable; for one thread.
 */
public final class LastDrawing {
    private static final int FIRST_MARGIN = 32;
    private static final int MARGIN_STEP = 16;

    /** The number of levels that nearly all samples of a part are off at most. */
    private static final int TOLERANCE = 6;

    /** One of so many samples may be off by more than {@link #TOLERANCE}. */
    private static final int SAMPLES_PER_OUTLIER = 10_000;

    /** The number of levels that no sample of a part may be off by more. */
    private static final int OUTLIER_TOLERANCE = 12;

    /** How many pictures are drawn whole as well when parts of them could do. */
    private static final int CHECKS = 3;

    private static final int BLOCK = 8;

    /** Parts begin at multiples of what generators halve pictures by, */
    private static final int ALIGNMENT = 8;

    /** or, where they are to be as in the whole to the bit, of that and of the tiles that are computed at once. */
    private static final int EXACT_ALIGNMENT = 48;

    /** Generators draw nothing smaller. */
    private static final int LEAST_SIDE = 64;

    /** If parts are more than these hundredths of a picture, all of it is drawn. */
    private static final int MOST_PERCENT = 80;

    private final int reach;
    private int margin;
    private int checks;
    private @Nullable Pixels seen;
    private @Nullable Pixels drawn;
    private long samples;
    private long drawnSamples;

    /**
     * Nothing yet.
     *
     * @param reach how far a drawn sample sees in any direction
     */
    public LastDrawing(int reach) {
        this.reach = reach;
        forget();
    }

    /** Forgets the last picture and all that was found out about the generator, so that the next one is drawn whole. */
    public void forget() {
        seen = null;
        drawn = null;
        margin = Math.min(reach, FIRST_MARGIN);
        checks = CHECKS;
    }

    /** {@return the share of all pictures' area that was drawn; 1 if there were none} */
    public double drawnShare() {
        return samples == 0 ? 1 : (double) drawnSamples / samples;
    }

    /**
     * Draws the next picture, or what changed of it.
     *
     * @param now the picture, without alpha; it is kept, and nobody may write to it any more
     * @param generator draws a picture or a part of it, in the same size, and keeps nothing of what it gives
     * @return a picture of the caller's own
     */
    public Pixels draw(Pixels now, UnaryOperator<Pixels> generator) {
        samples += now.argb.length;
        Pixels result = parts(now, generator);
        if (result == null) {
            result = whole(now, generator);
        }
        seen = now;
        drawn = result;
        return result.copy();
    }

    private Pixels whole(Pixels now, UnaryOperator<Pixels> generator) {
        drawnSamples += now.argb.length;
        return generator.apply(now);
    }

    /** The last drawing with the changed parts drawn anew; null if that would be as much work as all. */
    private @Nullable Pixels parts(Pixels now, UnaryOperator<Pixels> generator) {
        Pixels before = seen;
        Pixels last = drawn;
        if (before == null
                || last == null
                || before.width != now.width
                || before.height != now.height
                || margin > reach) {
            return null;
        }
        List<Rectangle> changes = changes(before, now);
        if (changes.isEmpty()) {
            return last;
        }
        Rectangle all = new Rectangle(0, 0, now.width, now.height);
        List<Rectangle> views =
                changes.stream().map(change -> view(change, all)).toList();
        if (views.stream().mapToLong(Rectangle::area).sum() * 100 > MOST_PERCENT * all.area()) {
            return null;
        }
        Pixels result = last.copy();
        for (int i = 0; i < views.size(); i++) {
            Rectangle view = views.get(i);
            drawnSamples += view.area();
            Pixels part = now.crop(view.left, view.top, new ImageSize(view.width(), view.height()));
            paste(generator.apply(part), view, changes.get(i).grown(margin, all), result);
        }
        return checks == 0 ? result : checked(result, whole(now, generator));
    }

    private Pixels checked(Pixels parts, Pixels whole) {
        checks--;
        if (margin == reach ? Arrays.equals(parts.argb, whole.argb) : isNear(parts, whole)) {
            return parts;
        }
        margin = margin == reach ? reach + 1 : Math.min(reach, margin + MARGIN_STEP);
        checks = CHECKS;
        return whole;
    }

    private static boolean isNear(Pixels parts, Pixels whole) {
        int outliers = 0;
        for (int i = 0; i < whole.argb.length; i++) {
            for (int shift = 0; shift < 24; shift += 8) {
                int off = Math.abs((parts.argb[i] >> shift & 255) - (whole.argb[i] >> shift & 255));
                outliers += off > TOLERANCE ? 1 : 0;
                if (off > OUTLIER_TOLERANCE) {
                    return false;
                }
            }
        }
        return outliers <= 3L * whole.argb.length / SAMPLES_PER_OUTLIER;
    }

    /** The part of the picture that the generator has to see, so that what it draws around a change is right. */
    private Rectangle view(Rectangle change, Rectangle all) {
        int alignment = margin == reach ? EXACT_ALIGNMENT : ALIGNMENT;
        Rectangle view = change.grown(margin + context(), all);
        int left = Math.max(0, Math.min(view.left, all.right - LEAST_SIDE)) / alignment * alignment;
        int top = Math.max(0, Math.min(view.top, all.bottom - LEAST_SIDE)) / alignment * alignment;
        return new Rectangle(
                left,
                top,
                end(Math.max(view.right, left + LEAST_SIDE), alignment, all.right),
                end(Math.max(view.bottom, top + LEAST_SIDE), alignment, all.bottom));
    }

    /** How much of the surroundings a sample must be drawn with: they go on as they are there, which is less of a change than another. */
    private int context() {
        return margin == reach ? reach : margin * 3 / 4;
    }

    private static int end(int end, int alignment, int size) {
        return Math.min(size, (end + alignment - 1) / alignment * alignment);
    }

    private static void paste(Pixels part, Rectangle view, Rectangle taken, Pixels target) {
        for (int y = taken.top; y < taken.bottom; y++) {
            System.arraycopy(
                    part.argb,
                    (y - view.top) * part.width + taken.left - view.left,
                    target.argb,
                    y * target.width + taken.left,
                    taken.width());
        }
    }

    /** Rectangles around all blocks that differ, joined where what has to be seen of them overlaps. */
    private List<Rectangle> changes(Pixels before, Pixels now) {
        List<Rectangle> changes = new ArrayList<>();
        for (int top = 0; top < now.height; top += BLOCK) {
            int bottom = Math.min(now.height, top + BLOCK);
            for (int left = 0; left < now.width; left += BLOCK) {
                Rectangle block = new Rectangle(left, top, Math.min(now.width, left + BLOCK), bottom);
                if (differs(before, now, block)) {
                    add(block, changes);
                }
            }
        }
        return changes;
    }

    private static boolean differs(Pixels before, Pixels now, Rectangle block) {
        for (int y = block.top; y < block.bottom; y++) {
            int from = y * now.width + block.left;
            int to = y * now.width + block.right;
            if (!Arrays.equals(before.argb, from, to, now.argb, from, to)) {
                return true;
            }
        }
        return false;
    }

    private void add(Rectangle block, List<Rectangle> changes) {
        Rectangle joined = block;
        boolean more = true;
        while (more) {
            more = false;
            for (int i = changes.size() - 1; i >= 0; i--) {
                if (joined.isWithin(2 * (margin + context()), changes.get(i))) {
                    joined = joined.with(changes.remove(i));
                    more = true;
                }
            }
        }
        changes.add(joined);
    }

    /**
     * A rectangle of a picture.
     *
     * @param right the column after its last
     * @param bottom the row after its last
     */
    private record Rectangle(int left, int top, int right, int bottom) {
        int width() {
            return right - left;
        }

        int height() {
            return bottom - top;
        }

        long area() {
            return (long) width() * height();
        }

        Rectangle grown(int by, Rectangle all) {
            return new Rectangle(
                    Math.max(all.left, left - by),
                    Math.max(all.top, top - by),
                    Math.min(all.right, right + by),
                    Math.min(all.bottom, bottom + by));
        }

        boolean isWithin(int distance, Rectangle other) {
            return left - distance <= other.right
                    && other.left - distance <= right
                    && top - distance <= other.bottom
                    && other.top - distance <= bottom;
        }

        Rectangle with(Rectangle other) {
            return new Rectangle(
                    Math.min(left, other.left),
                    Math.min(top, other.top),
                    Math.max(right, other.right),
                    Math.max(bottom, other.bottom));
        }
    }
}
