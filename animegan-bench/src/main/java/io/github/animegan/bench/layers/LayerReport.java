package io.github.animegan.bench.layers;

import io.github.animegan.bench.report.LineChart;
import io.github.animegan.bench.report.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Writes what layers took as tables, and their speed as a chart with a line for each backend. */
public final class LayerReport {
    private final String title;
    private final double peak;
    private final List<LayerProfile> profiles;

    /**
     * Measures what a core can do.
     *
     * @param title what the network is
     * @param profiles of one network, by several backends
     */
    public LayerReport(String title, List<LayerProfile> profiles) {
        this.title = title;
        this.peak = Peak.gigaflops();
        this.profiles = List.copyOf(profiles);
    }

    /** Writes {@code layers-NAME.md} and the chart {@code layers-NAME.svg} and {@code .png} to a folder, which is made. */
    public void write(Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("layers-" + name + ".md"), lines(name));
        List<String> backends = profiles.stream().map(LayerProfile::backend).toList();
        LineChart chart = new LineChart(
                title, "layer", "speed as a direct convolution, % of peak", LineChart.Scale.LINEAR, backends);
        for (LayerProfile profile : profiles) {
            for (int i = 0; i < profile.layers().size(); i++) {
                chart.add(
                        profile.backend(), i + 1, 100 * profile.layers().get(i).gigaflops() / peak);
            }
        }
        chart.putLegendBelow();
        chart.write(folder, "layers-" + name);
    }

    private List<String> lines(String name) {
        List<String> lines = new ArrayList<>();
        lines.add("# " + title);
        lines.add("");
        Machine.here().lines().forEach(line -> lines.add("- " + line));
        lines.add(text("- Peak of a core: %.0f GFLOPS, by a product of small matrices in the first-level cache", peak));
        lines.add("");
        lines.add(
                "One thread, its processor time, each layer in its fastest run. *Kernel* is the convolution itself, *between* what comes "
                        + "before it: reading its input with norms, activations and padding, and the sums of what the layer before wrote. "
                        + "GFLOPS count a direct convolution, whatever the kernel does: Winograd's transforms do the same with a quarter to a fifth of the "
                        + "products, so a layer may exceed the peak. MB are the maps read and written and the weights, each once.");
        lines.add("");
        lines.add("![speed of the layers](layers-" + name + ".svg)");
        for (LayerProfile profile : profiles) {
            table(profile, lines);
        }
        return lines;
    }

    private void table(LayerProfile profile, List<String> lines) {
        List<LayerTime> layers = profile.layers();
        lines.add("");
        lines.add(text("## `%s` at %d², %.0f ms", profile.backend(), profile.size(), profile.millis()));
        lines.add("");
        lines.add("| | Layer | Pixels | Computed by | Kernel, ms | Between, ms | Share | GFLOPS | of peak | MB |");
        lines.add("|---:|---|---:|---|---:|---:|---:|---:|---:|---:|");
        for (int i = 0; i < layers.size(); i++) {
            LayerTime layer = layers.get(i);
            lines.add(text(
                    "| %d | %s | %d | %s | %.2f | %.2f | %.1f %% | %.1f | %.0f %% | %.1f |",
                    i + 1,
                    layer.name(),
                    layer.pixels(),
                    layer.kernel(),
                    layer.kernelMillis(),
                    layer.otherMillis(),
                    100 * (layer.kernelMillis() + layer.otherMillis()) / profile.millis(),
                    layer.gigaflops(),
                    100 * layer.gigaflops() / peak,
                    layer.megabytes()));
        }
        double speed = sum(layers, LayerTime::gigaOperations) / profile.millis() * 1e3;
        lines.add(text(
                "| | All | | | %.2f | %.2f | 100 %% | %.1f | %.0f %% | %.1f |",
                sum(layers, LayerTime::kernelMillis),
                sum(layers, LayerTime::otherMillis),
                speed,
                100 * speed / peak,
                sum(layers, LayerTime::megabytes)));
    }

    private static double sum(List<LayerTime> layers, ToDoubleFunction<LayerTime> value) {
        return layers.stream().mapToDouble(value).sum();
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
