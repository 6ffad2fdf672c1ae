package io.github.animegan.engine.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.ForkedJvm;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The trial is meant for compilers that no build machine has; those that one has must be told apart by it as well. */
class VectorProbeTest {
    @ParameterizedTest
    @CsvSource({"-Xbatch, true", "-XX:TieredStopAtLevel=1, false", "-Xint, false"})
    void trial_tellsACompilerThatMakesInstructionsOfVectors(String flag, String expected)
            throws IOException, InterruptedException {
        assertThat(ForkedJvm.run(Trial.class, "--add-modules", "jdk.incubator.vector", flag))
                .isEqualTo(expected);
    }

    static final class Trial {
        private Trial() {}

        public static void main(String[] args) {
            // A busy machine may need more than the second that a start can spare.
            boolean fast = VectorProbe.isFast() || VectorProbe.becomesFast(10_000_000_000L);
            ForkedJvm.answer(String.valueOf(fast));
        }
    }
}
