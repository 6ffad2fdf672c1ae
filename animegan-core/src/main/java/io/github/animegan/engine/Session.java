package io.github.animegan.engine;

import io.github.animegan.engine.plan.MapStorage;
import io.github.animegan.engine.run.TensorRowSink;
import io.github.animegan.engine.run.TensorRowSource;
import io.github.animegan.network.MapSize;
import io.github.animegan.network.Network;
import io.github.animegan.network.NormStatistics;
import io.github.animegan.tensor.Tensor;
import java.util.Map;

/**
 * A network ready to run. Thread-safe: calls run one after another, in the order they came, each on all threads, for a second
 * picture at the same time would need as much memory again and be no sooner done.
 *
 * <p>All runs throw {@link IllegalArgumentException} if inputs are missing, of another shape or too small, or statistics are of
 * another network; and {@link IllegalStateException} if the session is closed.
 */
public interface Session extends AutoCloseable {
    /** The network that this session runs. */
    Network network();

    /** The name of the backend that computes. */
    String backend();

    /** How many threads compute. */
    int threads();

    /**
     * The outputs of a run, and the statistics by which it normalized.
     *
     * @param outputs {@code [n, height, width, channels]} each, by name
     * @param statistics what norms normalized by; of the last item of a batch
     */
    record Result(Map<String, Tensor> outputs, NormStatistics statistics) {
        /** The output of a network that has one. */
        public Tensor output() {
            return outputs.values().iterator().next();
        }
    }

    /**
     * Runs the network over tensors {@code [n, height, width, channels]}. The items of a batch run at the same time, each on one
     * thread: for small ones that is fastest.
     *
     * @param inputs by name, all of the same {@code n}
     */
    Result run(Map<String, Tensor> inputs, RunOptions options);

    /** Runs a network of one input. */
    default Result run(Tensor input, RunOptions options) {
        return run(Map.of(network().inputs().keySet().iterator().next(), input), options);
    }

    /**
     * Runs a network of one input and one output over an input that never has to be there as a tensor, with the result of {@link
     * #run} to the last bit.
     *
     * @param size the input's height and width
     * @param source gives the input's rows
     * @param sink takes the output's; there may be more than the input has where the network rounds sizes up
     */
    NormStatistics run(MapSize size, TensorRowSource source, TensorRowSink sink, RunOptions options);

    /** The bytes of memory that feature maps take while one input of that size runs, without what each thread needs. */
    default long featureMapBytes(MapSize size, boolean statisticsKnown) {
        return mapBytes(size, statisticsKnown, MapStorage.MEMORY).memory();
    }

    /** What feature maps take while one input of that size runs; what threads need besides is only counted for the file. */
    MapBytes mapBytes(MapSize size, boolean statisticsKnown, MapStorage storage);

    /**
     * What feature maps take.
     *
     * @param memory in memory, in bytes
     * @param longest the longest array of these, in bytes
     * @param file in a temporary file, in bytes
     */
    record MapBytes(long memory, long longest, long file) {}

    /** The bytes that the prepared weights take. */
    long weightBytes();

    /** Frees threads and memory, after the calls that are running or waiting. Closing again does nothing. */
    @Override
    void close();
}
