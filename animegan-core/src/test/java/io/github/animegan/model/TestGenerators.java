package io.github.animegan.model;

import io.github.animegan.tensor.StateDict;
import java.util.List;

/** The built-in architectures with tiny weights, for tests of other packages. */
public final class TestGenerators {
    private TestGenerators() {}

    /** All built-in architectures. */
    public static List<Architecture> architectures() {
        return List.of(BuiltInArchitecture.values());
    }

    /** A generator of width 4. */
    public static Generator tiny(Architecture architecture) {
        return architecture.build(StateDict.of(ArchitectureTest.tensorsOf((BuiltInArchitecture) architecture)));
    }
}
