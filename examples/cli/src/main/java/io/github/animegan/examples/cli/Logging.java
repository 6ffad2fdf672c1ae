package io.github.animegan.examples.cli;

import ch.qos.logback.classic.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How much of the log is shown; {@link LogConfiguration} says where. */
final class Logging {
    private Logging() {}

    static void setVerbose(boolean verbose) {
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof ch.qos.logback.classic.Logger root) {
            root.setLevel(verbose ? Level.INFO : Level.WARN);
        }
    }
}
