package io.github.animegan.examples.cli.option;

import io.github.animegan.weights.style.StyleLibrary;
import picocli.CommandLine;

/** What all commands of a command line share; the top command has it. */
public interface CommonOptions {
    /** The common options, which the top command of a command line has. */
    static CommonOptions of(CommandLine command) {
        return (CommonOptions) command.getCommandSpec().root().userObject();
    }

    /** The styles that there are. */
    StyleLibrary styles();

    /** Whether nothing but failures is said. */
    boolean isQuiet();

    /** Whether it is said what happens, and where errors come from. */
    boolean isVerbose();
}
