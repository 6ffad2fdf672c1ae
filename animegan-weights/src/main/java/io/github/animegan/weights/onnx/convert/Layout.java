package io.github.animegan.weights.onnx.convert;

import io.github.animegan.weights.onnx.model.ImportException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a feature map lies in a tensor: what each axis runs over, several {@link Part}s where a model has flattened them, none where
 * the axis has a single place. Transposing and reshaping change nothing but the layout, so they cost nothing in the network.
 *
 * @param axes the parts of each axis
 * @param groups into how many groups the channels are split, or 0
 */
public record Layout(List<List<Part>> axes, int groups) {
    public static final Layout NCHW = of(List.of(), List.of(Part.CHANNELS), List.of(Part.HEIGHT), List.of(Part.WIDTH));
    public static final Layout NHWC = of(List.of(), List.of(Part.HEIGHT), List.of(Part.WIDTH), List.of(Part.CHANNELS));

    private static final int MAX_RANK = 12;

    public Layout {
        axes = axes.stream().map(List::copyOf).toList();
        if (axes.size() > MAX_RANK) {
            throw ImportException.unsupported("a tensor of " + axes.size() + " axes");
        }
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // The array is only copied.
    private static Layout of(List<Part>... axes) {
        return new Layout(List.of(axes), 0);
    }

    /** The size of a part at each of the sizes that are tried. */
    public interface Sizes {
        long[] of(Part part);
    }

    public int rank() {
        return axes.size();
    }

    /** The parts of an axis, which may be counted from the end. */
    public List<Part> axis(long number) {
        return axes.get(index(number));
    }

    public int index(long number) {
        long index = number < 0 ? number + rank() : number;
        if (index < 0 || index >= rank()) {
            throw ImportException.unsupported("an axis " + number + " of " + rank());
        }
        return (int) index;
    }

    /** Whether one axis runs over the channels alone. */
    public boolean hasChannelAxis() {
        return axes.contains(List.of(Part.CHANNELS));
    }

    /** The place of the axis that runs over the channels alone, or -1. */
    public int channelAxis() {
        return axes.indexOf(List.of(Part.CHANNELS));
    }

    public Layout transposed(long[] order) {
        if (order.length != rank()) {
            throw ImportException.unsupported("an order of " + order.length + " axes for " + rank());
        }
        List<List<Part>> moved = new ArrayList<>();
        for (long axis : order) {
            moved.add(axis(axis));
        }
        return new Layout(moved, groups);
    }

    /** With nothing on these axes, which are kept or not. */
    public Layout reduced(List<Integer> reduced, boolean keep) {
        List<List<Part>> rest = new ArrayList<>();
        for (int i = 0; i < rank(); i++) {
            if (!reduced.contains(i)) {
                rest.add(axes.get(i));
            } else if (keep) {
                rest.add(List.of());
            }
        }
        return new Layout(rest, groups);
    }

    /** With axes of a single place put in. */
    public Layout unsqueezed(List<Integer> places) {
        List<List<Part>> all = new ArrayList<>();
        int next = 0;
        int total = rank() + places.size();
        for (int i = 0; i < total; i++) {
            if (places.contains(i)) {
                all.add(List.of());
            } else if (next < rank()) {
                all.add(axes.get(next++));
            }
        }
        if (all.size() != total || next != rank()) {
            throw ImportException.unsupported("axes " + places + " put into a tensor of " + rank());
        }
        return new Layout(all, groups);
    }

    /** The layout with axes of a single place before it, up to a rank. */
    public Layout expandedTo(int rank) {
        List<List<Part>> all = new ArrayList<>();
        for (int i = rank(); i < rank; i++) {
            all.add(List.of());
        }
        all.addAll(axes);
        return new Layout(all, groups);
    }

    public long[] axisSize(int axis, Sizes sizes, int tries) {
        long[] product = ones(tries);
        for (Part part : axes.get(axis)) {
            multiply(product, sizes.of(part));
        }
        return product;
    }

    /**
     * The layout of the same numbers in the same order under another shape.
     *
     * @param shape the size of each axis at each try
     */
    public Layout reshaped(List<long[]> shape, Sizes sizes, int channels, int tries) {
        List<Part> parts = new ArrayList<>();
        axes.forEach(parts::addAll);
        List<List<Part>> reshaped = new ArrayList<>();
        int newGroups = groups;
        int next = 0;
        for (long[] size : shape) {
            List<Part> axis = new ArrayList<>();
            long[] product = ones(tries);
            while (!Arrays.equals(product, size)) {
                if (next == parts.size()) {
                    throw ImportException.size("a shape of another number of elements, or one that mixes axes");
                }
                Part part = parts.get(next);
                long missing = product[0] == 0 ? 0 : size[0] / product[0];
                if (part == Part.CHANNELS && missing > 0 && missing < channels && channels % missing == 0) {
                    newGroups = (int) missing;
                    axis.add(Part.GROUPS);
                    multiply(product, fill(tries, missing));
                    parts.set(next, Part.WITHIN);
                    continue;
                }
                int groupsNow = newGroups;
                multiply(product, size(part, sizes, channels, groupsNow, tries));
                axis.add(part);
                next++;
                if (product[0] > size[0]) {
                    throw ImportException.unsupported("a shape that mixes axes");
                }
            }
            reshaped.add(joined(axis));
        }
        for (; next < parts.size(); next++) {
            if (!Arrays.equals(size(parts.get(next), sizes, channels, newGroups, tries), ones(tries))) {
                throw ImportException.size("a shape of another number of elements");
            }
        }
        boolean split = reshaped.stream().anyMatch(axis -> axis.contains(Part.GROUPS));
        return new Layout(reshaped, split ? newGroups : 0);
    }

    private static long[] size(Part part, Sizes sizes, int channels, int groups, int tries) {
        return switch (part) {
            case GROUPS -> fill(tries, groups);
            case WITHIN -> fill(tries, channels / Math.max(1, groups));
            default -> sizes.of(part);
        };
    }

    /** The groups and what is within them are the channels again. */
    private static List<Part> joined(List<Part> axis) {
        int at = axis.indexOf(Part.GROUPS);
        if (at < 0 || at + 1 >= axis.size() || axis.get(at + 1) != Part.WITHIN) {
            return axis;
        }
        List<Part> joined = new ArrayList<>(axis);
        joined.remove(at + 1);
        joined.set(at, Part.CHANNELS);
        return joined;
    }

    private static long[] ones(int tries) {
        return fill(tries, 1);
    }

    private static long[] fill(int tries, long value) {
        long[] filled = new long[tries];
        Arrays.fill(filled, value);
        return filled;
    }

    private static void multiply(long[] product, long[] by) {
        for (int i = 0; i < product.length; i++) {
            product[i] = Math.multiplyExact(product[i], by[i]);
        }
    }
}
