package io.github.animegan.engine.program;

import io.github.animegan.network.Op.Padding;
import io.github.animegan.network.ResizeMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value that exists only as a recipe: a stored map and what to do with it while reading, in the order of the components.
 *
 * @param map the stored map's number
 * @param changes what is done with each row's values, in order
 * @param resizing how the changed rows are resized, or null
 * @param later what is done with each resized row's values, in order
 * @param padding what is put around the result, or null
 */
public record Operand(
        int map,
        List<Pointwise> changes,
        @Nullable Resizing resizing,
        List<Pointwise> later,
        @Nullable Padding padding) {
    /** Stands for no map and no normalization. */
    public static final int NONE = -1;

    /** Copies the lists. */
    public Operand {
        changes = List.copyOf(changes);
        later = List.copyOf(later);
    }

    /**
     * A resizing to the size of a node's result.
     *
     * @param mode where the source is sampled
     * @param node the number of the network's node that resizes
     */
    public record Resizing(ResizeMode mode, int node) {}

    static Operand of(int map) {
        return new Operand(map, List.of(), null, List.of(), null);
    }

    /** Whether the value is just the stored map. */
    public boolean isPlain() {
        return changes.isEmpty() && resizing == null && padding == null;
    }

    /** The value after one more change. */
    Operand with(Pointwise change) {
        List<Pointwise> more = new ArrayList<>(last());
        more.add(change);
        return withLast(more);
    }

    /** The value after a ReLU, which joins the scaling before it. */
    Operand withRelu(float slope, int channels) {
        int end = last().size() - 1;
        if (end >= 0 && last().get(end) instanceof Normalize before && before.slope() == 1) {
            return withLast(last().subList(0, end)).with(new Normalize(before.norm(), slope));
        }
        if (end >= 0 && last().get(end) instanceof Scale before && before.slope() == 1) {
            return withLast(last().subList(0, end)).with(new Scale(before.affine(), slope));
        }
        return with(Scale.relu(slope, channels));
    }

    /** The changes that the next one comes after. */
    private List<Pointwise> last() {
        return resizing == null ? changes : later;
    }

    private Operand withLast(List<Pointwise> list) {
        return resizing == null
                ? new Operand(map, list, null, later, padding)
                : new Operand(map, changes, resizing, list, padding);
    }

    /** The value after its only resizing. */
    Operand with(Resizing change) {
        return new Operand(map, changes, change, later, padding);
    }

    /** The value after its only padding, which is the last that is done with it. */
    Operand with(Padding change) {
        return new Operand(map, changes, resizing, later, change);
    }
}
