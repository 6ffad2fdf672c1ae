package io.github.animegan.examples.cli.option;

import io.github.animegan.AnimeGanBuilder;
import io.github.animegan.cache.ResultCache;
import io.github.animegan.examples.cli.console.Failures;
import io.github.animegan.image.io.PhotoReader;
import io.github.animegan.memory.MemoryPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a run may take: pixels, memory, room on the disk, photos at a time. */
public final class ResourceOptions {
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
            description =
                    "A photo too large for the memory: fail refuses it, reduce computes it as large as fits, frozen computes it at its"
                            + " full size by the statistics of a reduced copy, exact in a temporary file to the same bits, auto exact"
                            + " if the disk has room, else frozen. Default: fail.")
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

    /** What to do with a photo of which a part is missing. */
    enum Damaged {
        ACCEPT,
        REFUSE
    }

    @Option(
            names = "--damaged",
            paramLabel = "CHOICE",
            defaultValue = "refuse",
            description =
                    "A photo of which the lower part is missing: refuse it, or accept what is there, with gray for the rest."
                            + " Default: refuse.")
    private Damaged damaged = Damaged.REFUSE;

    @Option(
            names = "--no-converters",
            description = "Never run heif-convert, avifdec or djxl for HEIC, AVIF and JPEG XL.")
    private boolean noConverters;

    /**
     * Checks the values, before anything is done.
     *
     * @throws ParameterException if a value is out of its range or belongs to an option that is missing
     */
    public void check() {
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

    public int jobs() {
        return jobs;
    }

    /**
     * The cache that was asked for.
     *
     * @throws IOException with a line about the folder, if it cannot be made
     */
    public Optional<ResultCache> cache() throws IOException {
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

    public void configure(AnimeGanBuilder builder, Optional<ResultCache> results) {
        builder.memoryPolicy(memory);
        results.ifPresent(builder::cache);
        PhotoReader reader =
                PhotoReader.create().withExternalConverters(!noConverters).withDamaged(damaged == Damaged.ACCEPT);
        builder.reader(maxPixels == null ? reader : reader.withPixelLimit(maxPixels));
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
