package io.github.animegan.weights.onnx.convert;

import io.github.animegan.network.MapSize;
import io.github.animegan.network.Network;
import io.github.animegan.network.NetworkBuilder;
import io.github.animegan.network.Op;
import io.github.animegan.network.Value;
import io.github.animegan.weights.onnx.model.ImportException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A network under construction, whose maps are known by number and have a size at each of the picture sizes that are tried. */
final class NetworkAssembly {
    private static final long MAX_MADE_WEIGHTS = 1 << 24;

    private final NetworkBuilder builder = new NetworkBuilder();
    private final List<Value> values = new ArrayList<>();
    private final List<List<MapSize>> sizes = new ArrayList<>();
    /** The ops that were added and the map that each made, by the maps that they read. */
    private final Map<List<Integer>, List<Result>> results = new HashMap<>();

    private final int tries;
    private long madeWeights;

    NetworkAssembly(int tries) {
        this.tries = tries;
    }

    int tries() {
        return tries;
    }

    int input(String name, int channels, List<MapSize> pictureSizes) {
        return remember(builder.input(name, channels), pictureSizes);
    }

    private record Result(Op op, int map) {}

    /** The map that an op makes of these maps: the one that was made before, if it was, as exporters write out again what is used again. */
    int add(Op op, int... inputs) {
        List<Result> ofInputs =
                results.computeIfAbsent(Arrays.stream(inputs).boxed().toList(), any -> new ArrayList<>());
        for (Result known : ofInputs) {
            if (known.op().equals(op)) {
                return known.map();
            }
        }
        int map = addNew(op, inputs);
        ofInputs.add(new Result(op, map));
        return map;
    }

    private int addNew(Op op, int... inputs) {
        List<MapSize> made = new ArrayList<>();
        for (int i = 0; i < tries; i++) {
            int each = i;
            made.add(op.outputSize(Arrays.stream(inputs)
                    .mapToObj(input -> sizes.get(input).get(each))
                    .toList()));
        }
        Value value =
                builder.add(op, Arrays.stream(inputs).mapToObj(values::get).toArray(Value[]::new));
        return remember(value, made);
    }

    private int remember(Value value, List<MapSize> size) {
        values.add(value);
        sizes.add(List.copyOf(size));
        return values.size() - 1;
    }

    int channels(int map) {
        return values.get(map).channels();
    }

    List<MapSize> sizes(int map) {
        return sizes.get(map);
    }

    boolean isPixel(int map) {
        return sizes.get(map).stream().allMatch(MapSize.PIXEL::equals);
    }

    /** A map that has this size at all tries, or -1; the latest, which is the nearest one in most networks. */
    int mapOfSize(List<MapSize> size) {
        return sizes.lastIndexOf(size);
    }

    Layout.Sizes partSizes(int map) {
        return part -> switch (part) {
            case HEIGHT -> sizes.get(map).stream().mapToLong(MapSize::height).toArray();
            case WIDTH -> sizes.get(map).stream().mapToLong(MapSize::width).toArray();
            default -> {
                long[] channels = new long[tries];
                Arrays.fill(channels, channels(map));
                yield channels;
            }
        };
    }

    /** Counts weights that are not in the file but made up to express something, so that a small file cannot make many. */
    void takeWeights(long count) {
        madeWeights += count;
        if (count < 0 || madeWeights > MAX_MADE_WEIGHTS) {
            throw ImportException.unsupported(
                    "it would take more than " + MAX_MADE_WEIGHTS + " weights of ones and zeros");
        }
    }

    /** The network that computes a map, without what was not needed for it. */
    Network build(String outputName, int output) {
        Network all = builder.output(outputName, values.get(output)).build();
        Set<Integer> needed = new HashSet<>();
        needed.add(output);
        needed.addAll(all.inputs().values());
        for (int i = all.nodes().size() - 1; i >= 0; i--) {
            if (needed.contains(i)) {
                needed.addAll(all.nodes().get(i).inputs());
            }
        }
        NetworkBuilder pruned = new NetworkBuilder();
        List<Value> kept = new ArrayList<>();
        for (int i = 0; i < all.nodes().size(); i++) {
            Network.Node node = all.nodes().get(i);
            if (!needed.contains(i)) {
                kept.add(values.get(i));
            } else if (node.op() instanceof Op.Input input) {
                kept.add(pruned.input(input.name(), input.channels()));
            } else {
                kept.add(pruned.add(
                        node.op(), node.inputs().stream().map(kept::get).toArray(Value[]::new)));
            }
        }
        return pruned.output(outputName, kept.get(output)).build();
    }
}
