package io.github.animegan.face.mtcnn;

import io.github.animegan.network.Network;
import io.github.animegan.tensor.StateDict;

/**
 * The weights of MTCNN's three networks, with the keys of facenet-pytorch ({@code pnet.pt}, {@code rnet.pt}, {@code onet.pt}).
 * Immutable.
 *
 * @param proposal of the network that looks everywhere, P-Net
 * @param refinement of the network that looks closer at what the first proposes, R-Net
 * @param output of the network that decides and finds the landmarks, O-Net
 */
public record MtcnnWeights(StateDict proposal, StateDict refinement, StateDict output) {
    /**
     * {@return P-Net: {@code [n, h, w, 3]} to {@code score} and {@code box}}
     *
     * @throws IllegalArgumentException if these are not its weights, naming the key that is missing or misshapen
     */
    public Network proposalNetwork() {
        return MtcnnNetworks.proposal(proposal);
    }

    /**
     * {@return R-Net: {@code [n, 24, 24, 3]} to {@code score} and {@code box}}
     *
     * @throws IllegalArgumentException as {@link #proposalNetwork} does
     */
    public Network refinementNetwork() {
        return MtcnnNetworks.refinement(refinement);
    }

    /**
     * {@return O-Net: {@code [n, 48, 48, 3]} to {@code score}, {@code box} and {@code landmarks}}
     *
     * @throws IllegalArgumentException as {@link #proposalNetwork} does
     */
    public Network outputNetwork() {
        return MtcnnNetworks.output(output);
    }
}
