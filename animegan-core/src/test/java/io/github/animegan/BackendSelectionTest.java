package io.github.animegan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.animegan.engine.kernel.Availability;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.engine.kernel.KernelsProvider;
import io.github.animegan.engine.kernel.MemoryCosts;
import io.github.animegan.engine.kernel.plain.PlainKernels;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Which of some backends is chosen, and what is told about it. */
class BackendSelectionTest {
    private static final Fake PLAIN = new Fake("plain", 1, Availability.fast("runs on every JVM"));

    private final Logger logger = (Logger) LoggerFactory.getLogger(Backend.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Set<String> said = new HashSet<>();

    private record Fake(String name, double speed, Availability availability) implements KernelsProvider {
        @Override
        public String title() {
            return "the " + name + " one";
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

    @BeforeEach
    void listen() {
        logged.start();
        logger.addAppender(logged);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(logged);
    }

    private BackendSelection among(KernelsProvider... providers) {
        return new BackendSelection(List.of(providers), said::add);
    }

    private List<String> warnings() {
        return logged.list.stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Test
    void auto_takesTheFastestOfThoseThatAreFast_inAnyOrder() {
        Fake vector = new Fake("vector", 3, Availability.fast("vectors of 512 bits"));
        for (BackendSelection selection : List.of(among(PLAIN, vector), among(vector, PLAIN))) {
            assertThat(selection.select(Backend.AUTO).choice())
                    .isEqualTo(new BackendChoice("vector", "vectors of 512 bits"));
        }
        assertThat(warnings()).isEmpty();
    }

    @Test
    void auto_whereTheFastestIsSlow_takesTheNextAndWarnsOnceOfWhatToDo() {
        Fake vector = new Fake("vector", 3, Availability.slow("no C2", "leave out -Xint, 100% of it"));
        for (int i = 0; i < 3; i++) {
            assertThat(among(vector, PLAIN).select(Backend.AUTO).choice())
                    .isEqualTo(new BackendChoice(
                            "plain", "runs on every JVM; vector: no C2; leave out -Xint, 100% of it"));
        }
        assertThat(warnings())
                .containsExactly("computing with the plain one, slower than the vector one would be: no C2; "
                        + "leave out -Xint, 100% of it");
    }

    @Test
    void auto_whereNobodyCanHelp_doesNotWarn() {
        Fake vector = new Fake("vector", 3, Availability.slow("this CPU has no vectors"));
        Fake nd4j = new Fake("nd4j", 2, Availability.missing("it is not on the class path"));
        assertThat(among(PLAIN, nd4j, vector).select(Backend.AUTO).choice().reason())
                .isEqualTo("runs on every JVM; vector: this CPU has no vectors; nd4j: it is not on the class path");
        assertThat(warnings()).isEmpty();
    }

    @Test
    void auto_warnsOfTheFastestThatCouldBeHad() {
        Fake vector = new Fake("vector", 3, Availability.missing("no module", "add the flag"));
        Fake nd4j = new Fake("nd4j", 2, Availability.missing("no library", "add the library"));
        among(PLAIN, nd4j, vector).select(Backend.AUTO);
        assertThat(warnings())
                .containsExactly(
                        "computing with the plain one, slower than the vector one would be: no module; add the flag");
    }

    @Test
    void namedBackend_thatIsSlow_isTakenWithAWarning() {
        Fake vector = new Fake("vector", 3, Availability.slow("no C2", "leave out -Xint"));
        assertThat(among(PLAIN, vector).select(Backend.VECTOR).choice())
                .isEqualTo(new BackendChoice("vector", "as asked for; no C2"));
        assertThat(warnings())
                .containsExactly("the vector one was asked for, but is slow here: no C2; leave out -Xint");
    }

    @Test
    void namedBackend_thatIsMissing_isRefusedWithWhatItNeeds() {
        Fake vector = new Fake("vector", 3, Availability.missing("no module", "add the flag"));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> among(PLAIN, vector).select(Backend.VECTOR))
                .withMessage("backend vector: the vector one: no module; add the flag")
                .withNoCause();
    }

    @Test
    void namedBackend_thatWasStrippedFromTheProgram_isRefused() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> among(PLAIN).select(Backend.ND4J))
                .withMessageContaining("backend nd4j: this program was packed without it");
    }

    @Test
    void installedBackends_areThose_thatCanBeNamed() {
        assertThat(BackendSelection.installed())
                .extracting(KernelsProvider::name)
                .containsExactlyInAnyOrder("plain", "nd4j", "vector");
    }
}
