package io.github.animegan.examples.cli;

import io.github.animegan.AnimeGanBuilder;
import io.github.animegan.MemoryPolicy;
import io.github.animegan.cache.ResultCache;
import io.github.animegan.image.io.PhotoReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a run may take: pixels, memory, room on the disk, photos at a time. */
final class ResourceOptions {
    private static final int MOST_JOBS = 64;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "1",
            description = "Photos at a time: some are read and written while another is computed. Each takes memory of"
                    + " its own. Default: 1.")
    private int jobs = 1;

    @Option(
            names = "--max-pixels",
            paramLabel = "N",
            description = "Refuse photos of more pixels, before they are decoded. Default: 100000000.")
    private @Nullable Long maxPixels;

    @Option(
            names = "--memory",
            paramLabel = "POLICY",
            defaultValue = "fail",
            description = "A photo too large for the memory: fail refuses it, reduce computes it as large as fits."
                    + " Default: fail.")
    private MemoryPolicy memory = MemoryPolicy.FAIL;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description =
                    "Keep results in this folder, which nothing else may use: the same photo with the same options"
                            + " is computed once.")
    private @Nullable Path cache;

    @Option(
            names = "--cache-limit",
            paramLabel = "SIZE",
            description =
                    "What the cache may take on the disk, for example 500M or 2G; results used longest ago give way."
                            + " Default: 1G.")
    private @Nullable ByteSize cacheLimit;

    /** @throws ParameterException if a value is out of its range or belongs to an option that is missing */
    void check() {
        if (jobs < 1 || jobs > MOST_JOBS) {
            throw usage("--jobs must be from 1 to " + MOST_JOBS + ", not " + jobs);
        }
        if (maxPixels != null && maxPixels < 1) {
            throw usage("--max-pixels must be at least 1, not " + maxPixels);
        }
        if (cacheLimit != null && cache == null) {
            throw usage("--cache-limit needs --cache DIR");
        }
    }

    int jobs() {
        return jobs;
    }

    /** @throws IOException with a line about the folder, if it cannot be made */
    Optional<ResultCache> cache() throws IOException {
        if (cache == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    ResultCache.onDisk(cache, (cacheLimit == null ? ByteSize.GIBIBYTE : cacheLimit).bytes()));
        } catch (IOException e) {
            throw Failures.of(cache, e);
        }
    }

    void configure(AnimeGanBuilder builder, Optional<ResultCache> results) {
        builder.memoryPolicy(memory);
        results.ifPresent(builder::cache);
        if (maxPixels != null) {
            builder.reader(PhotoReader.create().withPixelLimit(maxPixels));
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
