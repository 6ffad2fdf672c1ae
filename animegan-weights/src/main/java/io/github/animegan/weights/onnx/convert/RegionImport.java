package io.github.animegan.weights.onnx.convert;

import io.github.animegan.network.Op;
import io.github.animegan.weights.onnx.model.ImportException;
import io.github.animegan.weights.onnx.model.OnnxNode;
import io.github.animegan.weights.onnx.model.OnnxTensor;
import io.github.animegan.weights.onnx.model.Shapes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Imports the operators that resize, pad, cut and join maps, with their arguments as each version of ONNX gives them. */
record RegionImport(Maps maps, Arguments arguments, ResizeImport resizing) {
    Datum resized(OnnxNode node, List<Datum> in) {
        FeatureMap x = maps.map(in.get(0));
        if (node.operator().equals("Upsample") || node.inputs().size() == 2) {
            Numbers scales = node.hasInput(1) ? arguments.numbers(in.get(1)) : scales(node);
            return resizing.resize(node, x, scales, Arguments.noNumbers());
        }
        Numbers scales = node.hasInput(2) ? arguments.numbers(in.get(2)) : Arguments.noNumbers();
        Numbers sizes = node.hasInput(3) ? arguments.numbers(in.get(3)) : Arguments.noNumbers();
        return resizing.resize(node, x, scales, sizes);
    }

    private Numbers scales(OnnxNode node) {
        OnnxNode.Attribute scales = node.attributes().get("scales");
        float[] values = scales == null ? new float[0] : scales.reals();
        return Numbers.of(
                OnnxTensor.of(new int[] {values.length}, values), maps.network().tries());
    }

    Datum padded(OnnxNode node, List<Datum> in) {
        FeatureMap x = maps.map(in.get(0));
        long[] attribute = node.integers("pads", node.integers("paddings"));
        Numbers sides = node.hasInput(1)
                ? arguments.numbers(in.get(1))
                : Numbers.of(
                        OnnxTensor.of(new int[] {attribute.length}, attribute),
                        maps.network().tries());
        float value = node.hasInput(2) ? Arguments.tensor(in, 2).floats()[0] : node.real("value", 0);
        if (node.hasInput(3)) {
            sides = onAllAxes(
                    sides,
                    arguments.numbers(in.get(3)).constantIntegers(),
                    x.layout().rank());
        }
        return resizing.pad(x, sides, node.text("mode", "constant"), value);
    }

    private Numbers onAllAxes(Numbers sides, long[] axes, int rank) {
        long[] given = sides.constantIntegers();
        long[] all = new long[2 * rank];
        for (int i = 0; i < axes.length; i++) {
            int axis = Shapes.axis(axes[i], rank);
            all[axis] = given[i];
            all[axis + rank] = given[i + axes.length];
        }
        return Numbers.of(
                OnnxTensor.of(new int[] {all.length}, all), maps.network().tries());
    }

    Datum sliced(OnnxNode node, List<Datum> in) {
        FeatureMap x = maps.map(in.get(0));
        int rank = x.layout().rank();
        Numbers starts = node.hasInput(1) ? arguments.numbers(in.get(1)) : attribute(node, "starts");
        Numbers ends = node.hasInput(2) ? arguments.numbers(in.get(2)) : attribute(node, "ends");
        Numbers axes = node.hasInput(3) ? arguments.numbers(in.get(3)) : attribute(node, "axes");
        boolean stepped = node.hasInput(4)
                && Arrays.stream(arguments.numbers(in.get(4)).constant()).anyMatch(step -> step != 1);
        if (stepped || starts.count() != ends.count()) {
            throw ImportException.unsupported("a slice with steps");
        }
        for (int i = 0; i < starts.count(); i++) {
            int axis = axes.count() == 0 ? i : Shapes.axis(axes.constantIntegers()[i], rank);
            x = resizing.slice(x, axis, starts.integerAt(i), ends.integerAt(i));
        }
        return x;
    }

    private Numbers attribute(OnnxNode node, String name) {
        long[] values = node.integers(name);
        return Numbers.of(
                OnnxTensor.of(new int[] {values.length}, values), maps.network().tries());
    }

    Datum concatenated(OnnxNode node, List<Datum> in) {
        List<FeatureMap> parts = in.stream().map(maps::map).toList();
        Layout layout = parts.get(0).layout();
        int axis = layout.index(node.integer("axis", 1));
        boolean fits = layout.axes().get(axis).equals(List.of(Part.CHANNELS))
                && parts.stream().allMatch(part -> part.layout().equals(layout));
        if (!fits) {
            throw ImportException.unsupported("a concatenation of other than channels");
        }
        int[] plain = parts.stream().mapToInt(maps::plain).toArray();
        return new FeatureMap(maps.network().add(new Op.Concat(), plain), layout);
    }

    List<FeatureMap> split(OnnxNode node, List<Datum> in) {
        FeatureMap x = maps.map(in.get(0));
        int axis = x.layout().index(node.integer("axis", 0));
        long[] given = node.hasInput(1) ? arguments.numbers(in.get(1)).constantIntegers() : node.integers("split");
        long size = maps.axisSize(x, axis)[0];
        int count = node.outputs().size();
        long start = 0;
        List<FeatureMap> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long length = given.length == count ? given[i] : Math.min((size + count - 1) / count, size - start);
            parts.add(resizing.slice(x, axis, arguments.filledWith(start), arguments.filledWith(start + length)));
            start += length;
        }
        return parts;
    }
}
