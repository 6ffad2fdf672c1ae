package io.github.animegan.examples.cli.console;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * Says what of the log is shown and kept; in code, for reading it from XML takes a tenth of a second, which is much of a short run. Logback finds
 * this class by its service file.
 */
public final class LogConfiguration extends ContextAwareBase implements Configurator {
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        LogLines lines = new LogLines();
        lines.setContext(context);
        lines.start();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN); // Verbose calls lower it: see Logging.
        root.addAppender(lines);
        Warnings warnings = new Warnings();
        warnings.setContext(context);
        warnings.start();
        root.addAppender(warnings);
        context.getLogger("org.nd4j").setLevel(Level.ERROR);
        context.getLogger("org.bytedeco").setLevel(Level.ERROR);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
