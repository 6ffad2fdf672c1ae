package io.github.animegan.examples.cli.console;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;

/**
 * Writes each event as one line to standard error, as standard output belongs to results. Logback's own layouts compile their patterns to
 * dozens of small functions at every start.
 */
final class LogLines extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
        System.err.println("animegan: " + Failures.oneLine(event.getFormattedMessage()));
    }
}
