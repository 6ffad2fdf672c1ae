package io.github.animegan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Many calls from many threads, of all fates: {@link Soak}. Some hundred here; {@code -Danimegan.soak.calls=10000} makes it the long form, which
 * looks at the whole process's memory, too, and {@code -Danimegan.soak.styles=sora,mori}, with {@code animegan-weights} on the class
 * path, has styles in place of tiny random weights.
 */
class SoakTest {
    @Test
    void manyCalls_leaveNothingBehind() throws IOException, InterruptedException {
        assertThat(soak(Integer.getInteger(Soak.CALLS, 320), Soak.Defect.NONE)).isEqualTo("as it should be");
    }

    /** The run above is worth something only if it finds these. */
    @ParameterizedTest
    @CsvSource({
        "WRONG_PICTURE, 160, a caller: java.lang.AssertionError",
        "KEPT_PICTURES, 160, the heap grows",
        "KEPT_THREADS, 0, threads left: animegan-"
    })
    void defects_areFound(Soak.Defect defect, int calls, String finding) throws IOException, InterruptedException {
        assertThat(soak(calls, defect)).startsWith(finding);
    }

    /** All of the heap is touched at once, so that what the process takes grows by what is not heap only. */
    private static String soak(int calls, Soak.Defect defect) throws IOException, InterruptedException {
        return ForkedJvm.run(
                Soak.class,
                "--add-modules",
                "jdk.incubator.vector",
                defect == Soak.Defect.NONE ? "-XX:+TieredCompilation" : "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xms192m",
                "-Xmx192m",
                "-XX:+AlwaysPreTouch",
                "-D" + Soak.CALLS + "=" + calls,
                "-D" + Soak.STYLES + "=" + System.getProperty(Soak.STYLES, ""),
                "-D" + Soak.DEFECT + "=" + defect);
    }
}
