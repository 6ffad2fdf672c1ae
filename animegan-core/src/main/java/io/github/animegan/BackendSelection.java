package io.github.animegan;

import io.github.animegan.engine.kernel.Kernels;
import java.util.Locale;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place that chooses kernels, and says what it chose and what would be faster. Kernels that need something this
 * JVM may lack are found by name, so that their absence is an answer and not an error.
 */
final class BackendSelection {
    private static final Logger LOG = LoggerFactory.getLogger(AnimeGan.class);
    private static final String PROPERTY = "animegan.backend";
    private static final String PACKAGE = "io.github.animegan.engine.kernel.";

    private BackendSelection() {}

    /**
     * Makes the kernels of a backend.
     *
     * @throws IllegalStateException if that backend cannot run here, with what it lacks
     */
    static Kernels select(Backend wanted) {
        Kernels kernels = select(wanted, LOG::info);
        kernels.advice().ifPresent(LOG::warn);
        return kernels;
    }

    /** As {@link #select(Backend)}, telling another why it is that one. */
    static Kernels select(Backend wanted, Consumer<String> told) {
        readBackends();
        Backend backend = wanted == Backend.AUTO ? ofProperty() : wanted;
        return backend == Backend.AUTO ? fastest(told) : load(backend);
    }

    private static Backend ofProperty() {
        String name = System.getProperty(PROPERTY, Backend.AUTO.name());
        try {
            return Backend.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("no backend is called -D" + PROPERTY + "=" + name, e);
        }
    }

    private static Kernels fastest(Consumer<String> told) {
        StringBuilder lacking = new StringBuilder();
        for (Backend backend : new Backend[] {Backend.VECTOR, Backend.ND4J, Backend.PLAIN}) {
            try {
                Kernels kernels = load(backend);
                told.accept("backend " + kernels.name() + lacking);
                return kernels;
            } catch (IllegalStateException e) {
                lacking.append("; ").append(e.getMessage());
            }
        }
        throw new AssertionError("plain Java always runs");
    }

    /** Where this library is a module, it reads what a backend needs only from here on: see module-info. */
    private static void readBackends() {
        Module own = BackendSelection.class.getModule();
        ModuleLayer.boot().findModule("jdk.incubator.vector").ifPresent(vector -> own.addReads(vector));
        own.addReads(BackendSelection.class.getClassLoader().getUnnamedModule()); // ND4J, on the class path
    }

    private static Kernels load(Backend backend) {
        String name = backend.name().toLowerCase(Locale.ROOT);
        try {
            String type = PACKAGE + name + "." + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1)
                    + "Kernels";
            return Class.forName(type)
                    .asSubclass(Kernels.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            // No class, no module, no native library for this platform, or one that does not load.
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException("%s would need %s (%s)".formatted(name, needs(backend), cause), e);
        }
    }

    private static String needs(Backend backend) {
        return switch (backend) {
            case VECTOR -> "the JVM flag --add-modules jdk.incubator.vector";
            case ND4J -> "org.nd4j:nd4j-native with the classifiers of this platform";
            case PLAIN, AUTO -> "nothing";
        };
    }
}
