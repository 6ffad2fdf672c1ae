package io.github.animegan.engine.program;

import io.github.animegan.network.Network;
import io.github.animegan.network.Op;
import java.util.List;

/**
 * How many ops and outputs read the value of each node. What reads a padded value reads the value itself, for paddings are made
 * while reading; a resizing to another map's size does not read that map; and what is never read reads nothing itself.
 */
final class Readers {
    private final Network network;
    private final int[] counts;

    Readers(Network network) {
        this.network = network;
        this.counts = new int[network.nodes().size()];
        network.outputs().values().forEach(output -> counts[output]++);
        for (int node = counts.length - 1; node >= 0; node--) {
            if (counts[node] > 0) {
                count(node);
            }
        }
    }

    private void count(int node) {
        Op op = network.nodes().get(node).op();
        List<Integer> inputs = network.nodes().get(node).inputs();
        if (op instanceof Op.Padding) {
            counts[inputs.get(0)] += counts[node];
        } else if (op instanceof Op.ResizeLike) {
            counts[inputs.get(0)]++;
        } else {
            inputs.forEach(input -> counts[input]++);
        }
    }

    int[] counts() {
        return counts.clone();
    }
}
