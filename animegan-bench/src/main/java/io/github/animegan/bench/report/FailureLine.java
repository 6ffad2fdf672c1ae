package io.github.animegan.bench.report;

/** Makes a line of a failure: an engine that cannot run must not end the report. */
final class FailureLine {
    private FailureLine() {}

    static String line(Throwable failure) {
        StringBuilder line = new StringBuilder(describe(failure));
        Throwable cause = failure.getCause();
        if (cause != null) {
            line.append(": ").append(describe(cause));
        }
        return line.toString().lines().findFirst().orElse("");
    }

    private static String describe(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
