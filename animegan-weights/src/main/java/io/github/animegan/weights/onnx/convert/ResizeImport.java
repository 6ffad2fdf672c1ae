package io.github.animegan.weights.onnx.convert;

import io.github.animegan.network.MapSize;
import io.github.animegan.network.Op;
import io.github.animegan.network.PaddingMode;
import io.github.animegan.network.ResizeMode;
import io.github.animegan.weights.onnx.model.ImportException;
import io.github.animegan.weights.onnx.model.OnnxNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code Resize} and {@code Upsample}, {@code Pad} and cropping: what changes the size of maps. */
final class ResizeImport {
    private static final int MAX_PADDING = 4096;

    private final Maps maps;

    ResizeImport(Maps maps) {
        this.maps = maps;
    }

    private NetworkAssembly network() {
        return maps.network();
    }

    /**
     * A resizing by scales, or to sizes: whichever is not empty.
     *
     * @param scales for each axis
     * @param sizes for each axis
     */
    FeatureMap resize(OnnxNode node, FeatureMap x, Numbers scales, Numbers sizes) {
        Layout layout = x.layout();
        boolean bySize = scales.count() == 0;
        Numbers given = bySize ? sizes : scales;
        if (given.count() != layout.rank()) {
            throw ImportException.unsupported("a resizing of " + given.count() + " axes of " + layout.rank());
        }
        int map = maps.plain(x);
        List<MapSize> before = network().sizes(map);
        List<MapSize> after = new ArrayList<>();
        for (int t = 0; t < network().tries(); t++) {
            int height = before.get(t).height();
            int width = before.get(t).width();
            for (int axis = 0; axis < layout.rank(); axis++) {
                double value = given.values()[axis][t];
                List<Part> parts = layout.axes().get(axis);
                if (parts.equals(List.of(Part.HEIGHT))) {
                    height = side(bySize ? value : Math.floor(height * value));
                } else if (parts.equals(List.of(Part.WIDTH))) {
                    width = side(bySize ? value : Math.floor(width * value));
                } else if (value != (bySize ? maps.axisSize(x, axis)[t] : 1)) {
                    throw ImportException.unsupported("a resizing of other axes than rows and columns");
                }
            }
            after.add(new MapSize(height, width));
        }
        return new FeatureMap(resized(node, map, after), layout);
    }

    private static int side(double size) {
        if (!(size >= 1 && size <= 1 << 24)) {
            throw ImportException.size("a map with a side of " + size);
        }
        return (int) size;
    }

    private int resized(OnnxNode node, int map, List<MapSize> after) {
        List<MapSize> before = network().sizes(map);
        if (after.equals(before)) {
            return map;
        }
        int factor = factor(before, after);
        ResizeMode mode = mode(node, factor);
        if (factor > 0) {
            return network().add(new Op.Resize(mode, factor), map);
        }
        if (mode == ResizeMode.HALF_PIXEL && factor(after, before) == 2) {
            return network().add(new Op.Pool(Op.Pooling.AVERAGE, 2, 2, false), map);
        }
        int like = network().mapOfSize(after);
        if (like < 0) {
            throw ImportException.size("a resizing to a size that is neither a multiple nor another map's");
        }
        return network().add(new Op.ResizeLike(mode), map, like);
    }

    /** The whole factor by which both sides grow at all tries, or 0. */
    private static int factor(List<MapSize> before, List<MapSize> after) {
        int factor = after.get(0).height() / Math.max(1, before.get(0).height());
        for (int t = 0; t < before.size(); t++) {
            if (after.get(t).height() != (long) before.get(t).height() * factor
                    || after.get(t).width() != (long) before.get(t).width() * factor) {
                return 0;
            }
        }
        return factor;
    }

    private static ResizeMode mode(OnnxNode node, int factor) {
        String mode = node.text("mode", "nearest");
        boolean old = node.operator().equals("Upsample") || !node.has("coordinate_transformation_mode");
        // Before version 11 there was but one rule; since then another is the default.
        boolean hasOldDefault =
                node.operator().equals("Upsample") || node.inputs().size() == 2;
        String rule = node.text("coordinate_transformation_mode", old && hasOldDefault ? "asymmetric" : "half_pixel");
        if (mode.equals("nearest")) {
            if (factor == 0 && !rule.equals("asymmetric")) {
                throw ImportException.unsupported(
                        "a resizing to the nearest pixel by the rule " + OnnxNode.quote(rule));
            }
            requireNearest(rule, node.text("nearest_mode", hasOldDefault ? "floor" : "round_prefer_floor"), factor);
            return ResizeMode.NEAREST;
        }
        if (!(mode.equals("linear") || mode.equals("bilinear"))) {
            throw ImportException.unsupported("a resizing of the kind " + OnnxNode.quote(mode));
        }
        return switch (rule) {
            case "asymmetric" -> ResizeMode.ASYMMETRIC;
            case "align_corners" -> ResizeMode.ALIGN_CORNERS;
            case "half_pixel", "pytorch_half_pixel" -> ResizeMode.HALF_PIXEL;
            default -> throw ImportException.unsupported("a resizing by the rule " + OnnxNode.quote(rule));
        };
    }

    /** By a whole factor most rules choose the same pixel; whether this one does is tried out. */
    private static void requireNearest(String rule, String rounding, int factor) {
        for (int i = 0; i < factor * 3; i++) {
            double source = switch (rule) {
                case "asymmetric" -> (double) i / factor;
                case "half_pixel", "pytorch_half_pixel" -> (i + 0.5) / factor - 0.5;
                case "tf_half_pixel_for_nn" -> (i + 0.5) / factor;
                default ->
                    throw ImportException.unsupported(
                            "a resizing to the nearest pixel by the rule " + OnnxNode.quote(rule));
            };
            double chosen = switch (rounding) {
                case "floor" -> Math.floor(source);
                case "ceil" -> Math.ceil(source);
                case "round_prefer_ceil" -> Math.floor(source + 0.5);
                default -> Math.ceil(source - 0.5);
            };
            if (Math.max(0, chosen) != Math.floorDiv(i, factor)) {
                throw ImportException.unsupported(
                        "a resizing to the nearest pixel rounded by " + OnnxNode.quote(rounding));
            }
        }
    }

    /**
     * A border.
     *
     * @param sides what is added before each axis, then after each
     */
    FeatureMap pad(FeatureMap x, Numbers sides, String mode, float value) {
        Layout layout = x.layout();
        long[] pads = sides.constantIntegers();
        if (pads.length != 2 * layout.rank()) {
            throw ImportException.unsupported("a padding of " + pads.length + " sides for " + layout.rank() + " axes");
        }
        int[] around = new int[4];
        boolean any = false;
        for (int axis = 0; axis < layout.rank(); axis++) {
            int before = padding(pads[axis]);
            int after = padding(pads[axis + layout.rank()]);
            List<Part> parts = layout.axes().get(axis);
            if (before == 0 && after == 0) {
                continue;
            }
            any = true;
            boolean rows = parts.equals(List.of(Part.HEIGHT));
            if (!rows && !parts.equals(List.of(Part.WIDTH))) {
                throw ImportException.unsupported("a padding of other axes than rows and columns");
            }
            around[rows ? 0 : 2] = before;
            around[rows ? 1 : 3] = after;
        }
        if (!any) {
            return x;
        }
        return new FeatureMap(padded(maps.plain(x), around, mode, value), layout);
    }

    private int padded(int map, int[] around, String mode, float value) {
        if (Arrays.stream(around).anyMatch(side -> side < 0)) {
            int[] crop = Arrays.stream(around).map(side -> Math.max(0, -side)).toArray();
            int[] rest = Arrays.stream(around).map(side -> Math.max(0, side)).toArray();
            int cropped = maps.cropped(map, crop[0], crop[1], crop[2], crop[3]);
            return Arrays.stream(rest).allMatch(side -> side == 0) ? cropped : padded(cropped, rest, mode, value);
        }
        PaddingMode border = switch (mode) {
            case "reflect" -> PaddingMode.REFLECT;
            case "edge" -> PaddingMode.EDGE;
            case "constant" -> PaddingMode.ZERO;
            default -> throw ImportException.unsupported("a padding of the kind " + OnnxNode.quote(mode));
        };
        if (border == PaddingMode.ZERO && value != 0) {
            throw ImportException.unsupported("a padding with the value " + value);
        }
        return network().add(new Op.Padding(border, around[0], around[1], around[2], around[3]), map);
    }

    private static int padding(long pad) {
        if (Math.abs(pad) > MAX_PADDING) {
            throw ImportException.unsupported("a padding of " + pad);
        }
        return (int) pad;
    }

    /** A part of an axis, whose ends are given for each try: some channels, or rows or columns left out. */
    FeatureMap slice(FeatureMap x, int axis, long[] from, long[] to) {
        List<Part> parts = x.layout().axes().get(axis);
        long[] size = maps.axisSize(x, axis);
        long[] before = new long[size.length];
        long[] after = new long[size.length];
        for (int t = 0; t < size.length; t++) {
            long start = Math.max(0, Math.min(size[t], from[t] < 0 ? from[t] + size[t] : from[t]));
            long end = Math.max(start, Math.min(size[t], to[t] < 0 ? to[t] + size[t] : to[t]));
            before[t] = start;
            after[t] = size[t] - end;
            if (before[t] != before[0] || after[t] != after[0]) {
                throw ImportException.size("a part of a map that depends on the picture's size");
            }
        }
        if (before[0] == 0 && after[0] == 0) {
            return x;
        }
        int map = maps.plain(x);
        int start = padding(before[0]);
        int end = padding(after[0]);
        if (parts.equals(List.of(Part.CHANNELS))) {
            return new FeatureMap(network().add(new Op.Slice(start, network().channels(map) - end), map), x.layout());
        }
        boolean rows = parts.equals(List.of(Part.HEIGHT));
        if (!rows && !parts.equals(List.of(Part.WIDTH))) {
            throw ImportException.unsupported("a part of " + parts);
        }
        return new FeatureMap(
                rows ? maps.cropped(map, start, end, 0, 0) : maps.cropped(map, 0, 0, start, end), x.layout());
    }
}
