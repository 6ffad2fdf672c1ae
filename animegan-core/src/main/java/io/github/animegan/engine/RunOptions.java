package io.github.animegan.engine;

import io.github.animegan.engine.plan.MapStorage;
import io.github.animegan.engine.run.RunObserver;
import io.github.animegan.network.NormStatistics;
import org.jspecify.annotations.Nullable;

/**
 * How a session runs. Immutable.
 *
 * @param statistics what norms normalize by, of an earlier run of the same network, or null for the input's own; with them the
 *     network is local, and needs less memory
 * @param storage where the maps lie that must be held whole; a temporary file that cannot be made or written is an {@link
 *     java.io.UncheckedIOException}
 * @param observer who looks at the run and may end it
 */
public record RunOptions(@Nullable NormStatistics statistics, MapStorage storage, RunObserver observer) {
    private static final RunOptions DEFAULTS = new RunOptions(null, MapStorage.MEMORY, RunObserver.NONE);

    /** The input's own statistics, all in memory, and no observer. */
    public static RunOptions defaults() {
        return DEFAULTS;
    }

    /** These options with statistics of an earlier run. */
    public RunOptions withStatistics(NormStatistics frozen) {
        return new RunOptions(frozen, storage, observer);
    }

    /** These options with another place for large maps. */
    public RunOptions withStorage(MapStorage other) {
        return new RunOptions(statistics, other, observer);
    }

    /** These options with an observer. */
    public RunOptions withObserver(RunObserver looking) {
        return new RunOptions(statistics, storage, looking);
    }
}
