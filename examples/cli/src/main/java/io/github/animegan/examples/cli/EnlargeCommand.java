package io.github.animegan.examples.cli;

import io.github.animegan.image.io.PhotoReader;
import io.github.animegan.image.io.PhotoWriter;
import io.github.animegan.image.resample.Enlarger;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a drawn picture larger. */
@Command(name = "enlarge", description = "Makes a drawn picture larger, with lines as crisp as if drawn at that size.")
final class EnlargeCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Parameters(paramLabel = "PICTURE", description = "The drawn picture. Photos gain nothing over other programs.")
    @SuppressWarnings("NullAway.Init")
    private Path picture;

    @Option(names = "--by", paramLabel = "N", description = "How many times as long sides, from 1 to 8. Default: 2.")
    private double factor = 2;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The enlarged picture. Default: NAME-large.png beside the picture.")
    private @Nullable Path output;

    @Override
    public Integer call() throws IOException {
        if (!(factor >= 1 && factor <= 8)) {
            throw new ParameterException(command.commandLine(), "--by must be from 1 to 8, not " + factor);
        }
        Path target = output == null ? beside(picture) : output;
        if (Files.exists(target) && Files.exists(picture) && Files.isSameFile(target, picture)) {
            throw new ParameterException(command.commandLine(), target + " is the picture, which is never overwritten");
        }
        PhotoWriter writer = writer(target);
        BufferedImage drawn = PhotoReader.create().readPhoto(picture).image();
        writer.write(Enlarger.enlarge(drawn, factor), target);
        return CommandLine.ExitCode.OK;
    }

    private PhotoWriter writer(Path target) {
        try {
            return PhotoWriter.forFile(target);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    private static Path beside(Path picture) {
        String name = String.valueOf(picture.getFileName());
        int dot = name.lastIndexOf('.');
        return picture.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + "-large.png");
    }
}
