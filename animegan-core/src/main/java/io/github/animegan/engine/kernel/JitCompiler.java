package io.github.animegan.engine.kernel;

import java.util.Locale;

/** What makes machine code in this JVM, as far as system properties tell: they are free to ask, management beans take 20 ms. */
public enum JitCompiler {
    /** HotSpot's optimizing compiler, for which the kernels are written. */
    C2,
    /** HotSpot's quick compiler alone: {@code -XX:TieredStopAtLevel=1}, as Spring Boot's plug-ins set it. */
    C1,
    /** No compiler: {@code -Xint}. */
    NONE,
    /** Another one, of which only a trial tells what it makes of vectors. */
    OTHER;

    private static final JitCompiler HERE = of(
            System.getProperty("java.vm.name", ""),
            System.getProperty("java.vm.version", ""),
            System.getProperty("java.vm.info", ""),
            ModuleLayer.boot().findModule("jdk.internal.vm.ci").isPresent());

    /** The compiler of this JVM. */
    public static JitCompiler here() {
        return HERE;
    }

    /**
     * The compiler of a JVM with these properties.
     *
     * @param hasCompilerInterface whether a compiler written in Java, such as Graal, may take C2's place
     */
    static JitCompiler of(String name, String version, String info, boolean hasCompilerInterface) {
        if (info.startsWith("interpreted")) {
            return NONE;
        } else if (info.contains("emulated-client") || name.contains("Client VM")) {
            return C1;
        }
        boolean hotSpot = name.contains("Server VM") || name.contains("HotSpot");
        boolean jvmci = hasCompilerInterface || version.toLowerCase(Locale.ROOT).contains("jvmci");
        return hotSpot && !jvmci ? C2 : OTHER;
    }
}
