package io.github.animegan.engine.kernel.vector;

import io.github.animegan.engine.kernel.Availability;
import io.github.animegan.engine.kernel.FusedMultiplyAdd;
import io.github.animegan.engine.kernel.JitCompiler;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.engine.kernel.KernelsProvider;
import io.github.animegan.engine.kernel.MemoryCosts;
import io.github.animegan.engine.kernel.vector.product.Simd;
import java.lang.module.ModuleFinder;

/**
 * Provides {@link VectorKernels}. They are fast only where the JIT compiler makes instructions of vectors: everywhere else each
 * vector is an object, and the simplest loop hundreds of times slower than without.
 */
public final class VectorKernelsProvider implements KernelsProvider {
    private static final String MODULE = "jdk.incubator.vector";
    private static final int FEWEST_BITS = 128;

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public String title() {
        return "Java's Vector API";
    }

    @Override
    public double speed() {
        return 3;
    }

    @Override
    public Availability availability() {
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            return ModuleFinder.ofSystem().find(MODULE).isPresent()
                    ? Availability.missing("the JVM was started without it", "add the JVM flag --add-modules " + MODULE)
                    : Availability.missing(
                            "this Java runtime does not contain it", "use one that has the module " + MODULE);
        }
        readModule();
        if (!FusedMultiplyAdd.isFast()) {
            return Availability.missing(
                    "no fused multiply-add, without which vectors compute in decimals",
                    "leave out the JVM flag -XX:-UseFMA");
        }
        return switch (JitCompiler.here()) {
            case NONE -> Availability.slow("the JVM compiles nothing", "leave out the JVM flag -Xint");
            case C1 ->
                Availability.slow(
                        "the JVM runs without its optimizing compiler, C2",
                        "leave out the JVM flag -XX:TieredStopAtLevel (Spring Boot: optimizedLaunch = false)");
            case C2 -> ofVectors();
            case OTHER ->
                VectorProbe.isFast()
                        ? ofVectors()
                        : Availability.slow("this JVM's compiler makes no vector instructions of it");
        };
    }

    private static Availability ofVectors() {
        int bits = Simd.LENGTH * Float.SIZE;
        if (bits < FEWEST_BITS) {
            return Availability.slow(
                    "vectors of " + bits + " bits are of no use", "leave out the JVM flag -XX:MaxVectorSize");
        }
        return Availability.fast("vectors of " + bits + " bits");
    }

    /** Where this library is a module, it may not require the incubating one, but read it where it is there: see module-info. */
    private static void readModule() {
        ModuleLayer.boot().findModule(MODULE).ifPresent(VectorKernelsProvider.class.getModule()::addReads);
    }

    @Override
    public MemoryCosts memoryCosts(boolean rolling) {
        return MemoryCosts.ofBands(rolling);
    }

    @Override
    public Kernels create() {
        return new VectorKernels();
    }
}
