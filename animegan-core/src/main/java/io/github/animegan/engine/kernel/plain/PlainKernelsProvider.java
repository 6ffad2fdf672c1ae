package io.github.animegan.engine.kernel.plain;

import io.github.animegan.engine.kernel.Availability;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.engine.kernel.KernelsProvider;
import io.github.animegan.engine.kernel.MemoryCosts;

/** Provides {@link PlainKernels}, the measure of all others: where they are slow, everything in Java is. */
public final class PlainKernelsProvider implements KernelsProvider {
    @Override
    public String name() {
        return "plain";
    }

    @Override
    public String title() {
        return "plain Java";
    }

    @Override
    public double speed() {
        return 1;
    }

    @Override
    public Availability availability() {
        return Availability.fast("runs on every JVM");
    }

    @Override
    public MemoryCosts memoryCosts(boolean rolling) {
        return MemoryCosts.ofBands(rolling);
    }

    @Override
    public Kernels create() {
        return new PlainKernels();
    }
}
