package io.github.animegan.examples.cli.console;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;

/** Keeps the warnings of the log by thread, so that they can be told with the photo that a thread was at work on. */
public final class Warnings extends AppenderBase<ILoggingEvent> {
    private static final ThreadLocal<List<String>> OF_THREAD = ThreadLocal.withInitial(ArrayList::new);

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
            OF_THREAD.get().add(Failures.oneLine(event.getFormattedMessage()));
        }
    }

    /** The warnings of this thread since the last call, or since its start. */
    public static List<String> take() {
        List<String> taken = List.copyOf(OF_THREAD.get());
        OF_THREAD.remove();
        return taken;
    }
}
