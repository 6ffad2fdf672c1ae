package io.github.animegan.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JitCompilerTest {
    private static final String HOTSPOT = "OpenJDK 64-Bit Server VM";

    @ParameterizedTest
    @CsvSource({
        HOTSPOT + ", 17.0.15+6, 'mixed mode, sharing', false, C2",
        "Java HotSpot(TM) 64-Bit Server VM, 25.0.1+8, mixed mode, false, C2",
        HOTSPOT + ", 17.0.15+6, compiled mode, false, C2",
        HOTSPOT + ", 17.0.15+6, 'mixed mode, emulated-client, sharing', false, C1",
        "OpenJDK Client VM, 17.0.15+6, mixed mode, false, C1",
        HOTSPOT + ", 17.0.15+6, 'interpreted mode, sharing', false, NONE",
        HOTSPOT + ", 17.0.8+9-LTS-jvmci-23.0-b14, mixed mode, false, OTHER",
        HOTSPOT + ", 25.0.3+9, mixed mode, true, OTHER",
        "Eclipse OpenJ9 VM, openj9-0.41.0, JRE 17 Linux amd64-64-Bit Compressed, false, OTHER"
    })
    void jvm_isKnownByItsProperties(
            String name, String version, String info, boolean hasCompilerInterface, JitCompiler expected) {
        assertThat(JitCompiler.of(name, version, info, hasCompilerInterface)).isEqualTo(expected);
    }
}
