package io.github.animegan.examples.cli.console;

import io.github.animegan.weights.style.FetchListener;
import java.util.OptionalLong;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/** How far a fetch is: a bar on a terminal, otherwise nothing. */
public final class FetchDisplay implements FetchListener, AutoCloseable {
    private static final long KIB = 1024;

    private final @Nullable ProgressBar bar;

    private FetchDisplay(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    public static FetchDisplay of(String name) {
        return new FetchDisplay(
                ProgressDisplay.isTerminal()
                        ? ProgressDisplay.bar(name).setUnit(" KiB", KIB).build()
                        : null);
    }

    @Override
    public void progress(long bytes, OptionalLong total) {
        if (bar != null) {
            bar.maxHint(total.orElse(-1));
            bar.stepTo(bytes);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
