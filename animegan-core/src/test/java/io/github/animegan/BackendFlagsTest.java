package io.github.animegan;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** What {@link Backend#AUTO} takes in JVMs with other flags and other class paths than this one, and what it says. */
class BackendFlagsTest {
    private static final String VECTOR_API = "--add-modules=jdk.incubator.vector";

    @Test
    void optimizingCompiler_andModule_takeVectorWithoutAWarning() throws IOException, InterruptedException {
        assertThat(run(jar -> true, VECTOR_API))
                .startsWith("vector (vectors of ")
                .endsWith("; 0 warnings");
    }

    @ParameterizedTest
    @CsvSource({
        "-XX:TieredStopAtLevel=1, leave out the JVM flag -XX:TieredStopAtLevel",
        "-Xint, leave out the JVM flag -Xint",
        "-XX:MaxVectorSize=8, leave out the JVM flag -XX:MaxVectorSize"
    })
    void flagThatMakesVectorsSlow_takesAnotherBackendAndSaysSoOnce(String flag, String remedy)
            throws IOException, InterruptedException {
        assertThat(run(jar -> !isNd4j(jar), VECTOR_API, flag))
                .startsWith("plain (runs on every JVM; vector: ")
                .contains("1 warnings: computing with plain Java, slower than Java's Vector API would be: ")
                .contains(remedy)
                .doesNotContain("Exception", "Error", "io.github");
    }

    /** Math.fma would then be decimal arithmetic: a 32x32 picture took minutes, whatever the backend. Vectors are not offered there. */
    @ParameterizedTest
    @CsvSource({"-XX:-UseFMA", "-XX:TieredStopAtLevel=1 -XX:-UseFMA"})
    void cpuWithoutFusedMultiplyAdd_isServedInSeconds(String flags) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(VECTOR_API));
        all.addAll(List.of(flags.split(" ")));
        assertThat(run(jar -> !isNd4j(jar), all.toArray(String[]::new)))
                .startsWith("plain (runs on every JVM; vector: no fused multiply-add");
    }

    @Test
    void missingFlag_takesAnotherBackendAndNamesIt() throws IOException, InterruptedException {
        assertThat(run(jar -> !isNd4j(jar)))
                .startsWith("plain (runs on every JVM; vector: the JVM was started without it; ")
                .endsWith(
                        "1 warnings: computing with plain Java, slower than Java's Vector API would be: the JVM was started"
                                + " without it; add the JVM flag --add-modules jdk.incubator.vector");
    }

    @Test
    void nd4jWithoutItsNativeLibrary_isPassedOverWithAWord() throws IOException, InterruptedException {
        assertThat(run(jar -> !(isNd4j(jar) && jar.contains("x86_64"))))
                .startsWith("plain (runs on every JVM; vector: the JVM was started without it; ")
                .contains("nd4j: its native library does not run here; add org.nd4j:nd4j-native")
                .doesNotContain("Exception", "NoClassDefFoundError", "UnsatisfiedLinkError");
    }

    private static boolean isNd4j(String jar) {
        return jar.contains("nd4j") || jar.contains("bytedeco");
    }

    private static String run(Predicate<String> wantedJars, String... flags) throws IOException, InterruptedException {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(wantedJars)
                .collect(Collectors.joining(File.pathSeparator));
        List<String> all = new ArrayList<>(List.of(flags));
        all.addAll(List.of("-cp", classPath));
        return ForkedJvm.run(Chosen.class, all.toArray(String[]::new));
    }

    /**
     * Answers what was chosen, and all warnings while two generators are built. Their pictures must be right, and done in a
     * time in which decimal arithmetic would not get far.
     */
    static final class Chosen {
        private static final long MOST_NANOS = 60_000_000_000L;

        private Chosen() {}

        public static void main(String[] args) {
            long start = System.nanoTime();
            Logger logger = (Logger) LoggerFactory.getLogger(Backend.class);
            ListAppender<ILoggingEvent> logged = new ListAppender<>();
            logged.start();
            logger.addAppender(logged);
            BufferedImage photo = TinyGan.photo(1, 16, 8, BufferedImage.TYPE_INT_RGB);
            Backend wanted = Backend.valueOf(System.getProperty("wanted", "AUTO"));
            String chosen = "";
            for (int i = 0; i < 2; i++) {
                try (AnimeGan gan = TinyGan.builder().backend(wanted).build();
                        AnimeGan plain = TinyGan.builder().build()) {
                    chosen = gan.backend().toString();
                    assertClose(gan.stylize(photo), plain.stylize(photo));
                }
            }
            assertThat(System.nanoTime() - start).isLessThan(MOST_NANOS);
            List<String> warnings = logged.list.stream()
                    .filter(event -> event.getLevel() == Level.WARN)
                    .map(ILoggingEvent::getFormattedMessage)
                    .toList();
            ForkedJvm.answer(chosen + "; " + warnings.size() + " warnings"
                    + warnings.stream().map(warning -> ": " + warning).collect(Collectors.joining()));
        }

        private static void assertClose(BufferedImage actual, BufferedImage expected) {
            for (int y = 0; y < expected.getHeight(); y++) {
                for (int x = 0; x < expected.getWidth(); x++) {
                    for (int shift = 0; shift < 24; shift += 8) {
                        assertThat(actual.getRGB(x, y) >> shift & 0xff)
                                .isBetween(
                                        (expected.getRGB(x, y) >> shift & 0xff) - 1,
                                        (expected.getRGB(x, y) >> shift & 0xff) + 1);
                    }
                }
            }
        }
    }
}
