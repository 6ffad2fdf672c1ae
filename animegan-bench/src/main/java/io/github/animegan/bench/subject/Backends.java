package io.github.animegan.bench.subject;

import io.github.animegan.Backend;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.engine.kernel.nd4j.Nd4jKernels;
import io.github.animegan.engine.kernel.plain.PlainKernels;
import io.github.animegan.engine.kernel.vector.VectorKernels;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** This library's backends by their names. */
public final class Backends {
    private Backends() {}

    /** The names of all backends, without {@code auto}. */
    public static List<String> names() {
        return Arrays.stream(Backend.values())
                .filter(backend -> backend != Backend.AUTO)
                .map(backend -> backend.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /**
     * The backend of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Backend of(String name) {
        if (!names().contains(name)) {
            throw new IllegalArgumentException("no backend " + name + " among " + names());
        }
        return Backend.valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** The bare kernels of a backend, for measuring single layers. A new backend needs its line here. */
    public static Kernels kernels(String name) {
        return switch (of(name)) {
            case VECTOR -> new VectorKernels();
            case ND4J -> new Nd4jKernels();
            case PLAIN -> new PlainKernels();
            case AUTO -> throw new IllegalArgumentException("auto names no kernels");
        };
    }
}
