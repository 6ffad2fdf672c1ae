package io.github.animegan.engine.kernel.nd4j;

import io.github.animegan.engine.kernel.Availability;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.engine.kernel.KernelsProvider;
import io.github.animegan.engine.kernel.MemoryCosts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Provides {@link Nd4jKernels}. Whether ND4J runs here is known only once its native library is loaded and has computed. */
public final class Nd4jKernelsProvider implements KernelsProvider {
    private static final Logger LOG = LoggerFactory.getLogger(Nd4jKernelsProvider.class);
    private static final String ENTRY = "org.nd4j.linalg.factory.Nd4j";
    private static final String NATIVE =
            "org.nd4j:nd4j-native with this platform's classifiers, also <platform>-onednn";

    /** The memory that ND4J's libraries take outside of the heap, with their code and buffers; measured. */
    private static final long NATIVE_BYTES = 200L << 20;

    private static final long ROLLING_NATIVE_BYTES = 90L << 20;

    @Override
    public String name() {
        return "nd4j";
    }

    @Override
    public String title() {
        return "ND4J";
    }

    @Override
    public double speed() {
        return 1.2;
    }

    @Override
    public Availability availability() {
        if (!isOnClassPath()) {
            return Availability.missing("it is not on the class path");
        }
        readClassPath();
        try (Nd4jKernels kernels = new Nd4jKernels()) {
            kernels.tryOut();
            return kernels.hasOneDnn()
                    ? Availability.fast("convolutions by oneDNN")
                    : Availability.slow("it runs without oneDNN", "add " + NATIVE);
        } catch (RuntimeException | LinkageError e) {
            // No native library for this platform, one that does not load, or one that loads and cannot compute.
            LOG.debug("ND4J does not run here", e);
            return Availability.missing(
                    "its native library does not run here", "add " + NATIVE + ", or leave ND4J out");
        }
    }

    private static boolean isOnClassPath() {
        try {
            Class.forName(ENTRY, false, Nd4jKernelsProvider.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** Where this library is a module, it reads ND4J, which cannot be one, on the class path: see module-info. */
    private static void readClassPath() {
        ClassLoader loader = Nd4jKernelsProvider.class.getClassLoader();
        Nd4jKernelsProvider.class.getModule().addReads(loader.getUnnamedModule());
    }

    @Override
    public MemoryCosts memoryCosts(boolean rolling) {
        return MemoryCosts.ofBands(rolling).withNativeBytes(rolling ? ROLLING_NATIVE_BYTES : NATIVE_BYTES);
    }

    @Override
    public Kernels create() {
        return new Nd4jKernels();
    }
}
