package io.github.animegan.bench;

import io.github.animegan.AnimeGan;
import io.github.animegan.AnimeGanBuilder;
import io.github.animegan.bench.film.FilmMeasurements;
import io.github.animegan.model.Upsampling;
import io.github.animegan.weights.Checkpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes short films of photos, and writes how much they flicker, as a table and charts. */
@Command(
        name = "films",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Makes short films of photos; writes flicker and speed as tables and charts.")
public final class Films implements Callable<Integer> {
    @Option(names = "--styles", split = ",", description = "Built-in styles. Default: ${DEFAULT-VALUE}.")
    private List<String> styles = List.of("sora");

    @Option(names = "--weights", description = "A checkpoint to measure as well.")
    private @Nullable Path weights;

    @Option(names = "--upsampling", description = "Of ${COMPLETION-CANDIDATES}.")
    private Upsampling upsampling = Upsampling.ALIGN_CORNERS;

    @Option(names = "--threads", showDefaultValue = CommandLine.Help.Visibility.ALWAYS)
    private int threads = 2;

    @Option(names = "--no-speed", description = "Leaves out speed, for which ffmpeg has to be there.")
    private boolean noSpeed;

    @Option(names = "--out", description = "Output folder.", showDefaultValue = CommandLine.Help.Visibility.ALWAYS)
    private Path out = Path.of("target", "benchmarks");

    @Parameters(arity = "1..*", paramLabel = "PHOTO", description = "Of at least 676x360 pixels.")
    private List<Path> photos = List.of();

    @Spec
    private CommandSpec command = CommandSpec.create();

    public static void main(String[] arguments) {
        System.exit(CommandProgram.of(new Films()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        CommandProgram.require(command, threads > 0, "--threads " + threads + ": at least 1");
        for (Path photo : photos) {
            CommandProgram.require(command, Files.isRegularFile(photo), "there is no photo " + photo);
        }
        try (ScratchFolder scratch = ScratchFolder.create("animegan-films-")) {
            FilmMeasurements measurements = new FilmMeasurements(
                    photos, !noSpeed, scratch.path(), command.commandLine().getOut());
            for (String style : styles) {
                measure(style, AnimeGan.builder(style), measurements);
            }
            if (weights != null) {
                measure(
                        String.valueOf(weights.getFileName()),
                        AnimeGan.builder(Checkpoints.read(weights)).upsampling(upsampling),
                        measurements);
            }
            measurements.write(out);
        }
        return CommandLine.ExitCode.OK;
    }

    private void measure(String name, AnimeGanBuilder builder, FilmMeasurements measurements)
            throws IOException, InterruptedException {
        try (AnimeGan gan = builder.threads(threads).build()) {
            measurements.add(name, gan);
        }
    }
}
