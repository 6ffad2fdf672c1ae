package io.github.animegan.bench;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A command of the benchmarks as a program: what is wrong with its arguments or files it tells in one line. */
final class CommandProgram {
    private CommandProgram() {}

    /** The command, ready to be executed. */
    static CommandLine of(Object command) {
        return new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((wrong, arguments) -> {
                    CommandLine line = wrong.getCommandLine();
                    line.getErr().println(wrong.getMessage() + " (see --help)");
                    return line.getCommandSpec().exitCodeOnInvalidInput();
                })
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    if (!(failure instanceof IOException || failure instanceof IllegalArgumentException)) {
                        throw failure;
                    }
                    line.getErr().println(reason(failure));
                    return line.getCommandSpec().exitCodeOnExecutionException();
                });
    }

    /** A failure in people's words: the exceptions whose message is only the file's name get what is wrong with the file. */
    private static String reason(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof NoSuchFileException) {
            return message + ": no such file";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return message + ": in the way of a folder";
        }
        if (failure instanceof AccessDeniedException) {
            return message + ": permission denied";
        }
        return message;
    }

    /** An argument's condition. */
    static void require(CommandSpec command, boolean condition, String message) {
        if (!condition) {
            throw new ParameterException(command.commandLine(), message);
        }
    }

    /** A folder to read from, if one is given. */
    static void requireFolder(CommandSpec command, String option, @Nullable Path folder) {
        require(command, folder == null || Files.isDirectory(folder), option + ": there is no folder " + folder);
    }
}
