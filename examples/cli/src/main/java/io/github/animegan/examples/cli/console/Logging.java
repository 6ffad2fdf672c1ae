package io.github.animegan.examples.cli.console;

import ch.qos.logback.classic.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How much of the log is shown; {@link LogConfiguration} says where. */
public final class Logging {
    private Logging() {}

    public static void set(boolean verbose, boolean quiet) {
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof ch.qos.logback.classic.Logger root) {
            root.setLevel(verbose ? Level.INFO : quiet ? Level.ERROR : Level.WARN);
        }
    }
}
