package io.github.animegan.examples.spring.autoconfigure;

/** A style of {@code application.properties} that cannot be used. */
final class UnusableStyleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableStyleException(String style, RuntimeException cause) {
        super("The style '" + style + "' cannot be used: " + cause.getMessage(), cause);
    }
}
