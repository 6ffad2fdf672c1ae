package io.github.animegan.bench.contestant;

import io.github.animegan.tensor.Tensor;
import java.io.IOException;
import java.util.Map;

/** An engine that can run the networks. */
public interface Contestant {
    /** Its name on the command line and in tables. */
    String name();

    /** What exactly is measured: product and version. */
    String version();

    /** Whether it is one of this library's own backends. */
    default boolean isOurs() {
        return false;
    }

    /** What a process of its own should find in its environment. */
    default Map<String, String> environmentVariables() {
        return Map.of();
    }

    /**
     * Loads a network.
     *
     * @param threads how many threads compute one picture
     * @throws AbsentException if the engine or its model file is not here
     * @throws IOException if the model cannot be read, or the engine refuses it
     */
    Session open(ModelFiles model, int threads) throws AbsentException, IOException;

    /**
     * A network that is loaded, and a picture for it. Confined to one thread. What an engine needs the picture in,
     * its own layout and memory, is made by {@link #load} and undone by {@link #result}: neither is measured.
     */
    interface Session extends AutoCloseable {
        /** Hands over the picture {@code [1, height, width, 3]} that the next runs compute. */
        void load(Tensor picture) throws IOException;

        /** Computes the picture. */
        void run() throws IOException;

        /** What the last run computed, {@code [1, height, width, 3]}. */
        Tensor result() throws IOException;

        @Override
        void close() throws IOException;
    }
}
