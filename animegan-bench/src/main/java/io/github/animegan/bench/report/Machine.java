package io.github.animegan.bench.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the numbers were measured on.
 *
 * @param flags of the JVM
 */
public record Machine(
        String processor, int cores, double memoryGibibytes, String operatingSystem, String jdk, List<String> flags) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /** This machine. */
    public static Machine here() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                processorName(),
                Runtime.getRuntime().availableProcessors(),
                system.getTotalMemorySize() / (double) (1 << 30),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
                List.copyOf(ManagementFactory.getRuntimeMXBean().getInputArguments()));
    }

    /** The machine and its JVM, for people. */
    public List<String> lines() {
        return List.of(
                "Machine: %s, %d cores, %.0f GiB of memory; %s"
                        .formatted(processor, cores, memoryGibibytes, operatingSystem),
                "JVM: " + jdk + (flags.isEmpty() ? ", no flags" : ", flags `" + String.join(" ", flags) + "`"));
    }

    /** The processes that want a core, over the last minute; negative where the system does not tell. */
    public static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /** The processor time of all threads of this process so far. */
    static long processCpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static String processorName() {
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch"); // Not Linux.
        }
    }
}
