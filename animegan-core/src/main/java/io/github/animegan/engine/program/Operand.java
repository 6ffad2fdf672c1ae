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
 * @param padding what is put around the result, or null
 */
public record Operand(
        int map,
        List<Pointwise> changes,
        @Nullable Resizing resizing,
        @Nullable Padding padding) {
    /** Stands for no map and no normalization. */
    public static final int NONE = -1;

    /** Copies the list. */
    public Operand {
        changes = List.copyOf(changes);
    }

    /**
     * A resizing to the size of a node's result.
     *
     * @param mode where the source is sampled
     * @param node the number of the network's node that resizes
     */
    public record Resizing(ResizeMode mode, int node) {}

    static Operand of(int map) {
        return new Operand(map, List.of(), null, null);
    }

    /** Whether the value is just the stored map. */
    public boolean isPlain() {
        return changes.isEmpty() && !isResized();
    }

    /** Whether its rows and columns are others than the stored map's, so that no more changes can be made. */
    boolean isResized() {
        return resizing != null || padding != null;
    }

    /** The value after one more change. A ReLU joins the scaling before it. */
    Operand with(Pointwise change) {
        List<Pointwise> more = new ArrayList<>(changes);
        more.add(change);
        return new Operand(map, more, resizing, padding);
    }

    Operand withRelu(float slope, int channels) {
        int last = changes.size() - 1;
        if (last >= 0 && changes.get(last) instanceof Normalize before && before.slope() == 1) {
            return replacingLast(new Normalize(before.norm(), slope));
        }
        if (last >= 0 && changes.get(last) instanceof Scale before && before.slope() == 1) {
            return replacingLast(new Scale(before.affine(), slope));
        }
        return with(Scale.relu(slope, channels));
    }

    private Operand replacingLast(Pointwise change) {
        return new Operand(map, changes.subList(0, changes.size() - 1), resizing, padding).with(change);
    }

    Operand with(Resizing change) {
        return new Operand(map, changes, change, padding);
    }

    Operand with(Padding change) {
        return new Operand(map, changes, resizing, change);
    }
}
