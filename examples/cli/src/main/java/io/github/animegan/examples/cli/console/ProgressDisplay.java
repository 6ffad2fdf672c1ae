package io.github.animegan.examples.cli.console;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How far the photos are: a bar for several of them on a terminal, otherwise nothing. Failures are told in any case. */
public final class ProgressDisplay implements AutoCloseable {
    /** Set by the launcher, which can ask whether there is one; JVMs disagree on what {@code System.console()} means. */
    private static final String TERMINAL = "animegan.terminal";

    private static final int WIDTH = 79;

    private final PrintWriter err;
    private final boolean verbose;
    private final @Nullable ProgressBar bar;
    /** While there is a bar, lines would tear it. */
    private final List<Runnable> afterwards = new ArrayList<>();

    private ProgressDisplay(PrintWriter err, boolean verbose, @Nullable ProgressBar bar) {
        this.err = err;
        this.verbose = verbose;
        this.bar = bar;
    }

    public static ProgressDisplay of(int photos, PrintWriter err, boolean verbose, boolean quiet) {
        boolean wanted = photos > 1 && !verbose && !quiet && isTerminal();
        return new ProgressDisplay(
                err, verbose, wanted ? bar("animegan").setInitialMax(photos).build() : null);
    }

    public static boolean isTerminal() {
        return Boolean.getBoolean(TERMINAL);
    }

    public static ProgressBarBuilder bar(String task) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH));
    }

    public void begin(Path photo) {
        if (bar != null) {
            bar.setExtraMessage(Failures.oneLine(String.valueOf(photo.getFileName())));
        }
    }

    public void done() {
        if (bar != null) {
            bar.step();
        }
    }

    public void failed(String line, Throwable cause) {
        Runnable report = () -> Failures.report(err, line, cause, verbose);
        if (bar == null) {
            report.run();
        } else {
            bar.step();
            afterwards.add(report);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
        afterwards.forEach(Runnable::run);
    }
}
