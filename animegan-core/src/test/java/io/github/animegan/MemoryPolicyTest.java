package io.github.animegan;

import static io.github.animegan.TinyGan.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Images;
import io.github.animegan.image.step.Postprocessors;
import io.github.animegan.image.step.Prepared;
import io.github.animegan.image.step.Preprocessors;
import io.github.animegan.memory.InsufficientMemoryException;
import io.github.animegan.memory.MemoryEstimate;
import io.github.animegan.memory.MemoryPolicy;
import io.github.animegan.pipeline.MemoryBudget;
import io.github.animegan.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class MemoryPolicyTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(MemoryBudget.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final AnimeGan unlimited = TinyGan.builder().build();
    private final BufferedImage photo = TinyGan.photo(1, 300, 200, BufferedImage.TYPE_INT_ARGB);
    /** What a picture of 150x100 takes. */
    private final long limit = heapBytes(150, 100);

    private long heapBytes(int width, int height) {
        MemoryEstimate estimate = unlimited.estimateMemory(width, height);
        return estimate.total() - estimate.process();
    }

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void close() {
        logger.detachAppender(log);
        unlimited.close();
    }

    @Test
    void fail_refusesWithEstimateAndLimit() {
        try (AnimeGan gan = TinyGan.builder().memoryLimit(limit).build()) {
            assertThatExceptionOfType(InsufficientMemoryException.class)
                    .isThrownBy(() -> gan.stylize(photo))
                    .withMessageContaining("300x200")
                    .withMessageContaining(heapBytes(300, 200) / (1 << 20) + " MB")
                    .withMessageContaining((limit >> 20) + " MB")
                    .matches(e -> e.estimatedBytes() == heapBytes(300, 200))
                    .matches(e -> e.limitBytes() == limit);
            BufferedImage small = TinyGan.photo(1, 150, 100, BufferedImage.TYPE_INT_RGB);
            assertSame(gan.stylize(small), unlimited.stylize(small), "a picture that just fits");
        }
    }

    @Test
    void fail_refusesTensorsToo() {
        for (MemoryPolicy policy : MemoryPolicy.values()) {
            try (AnimeGan gan =
                    TinyGan.builder().memoryPolicy(policy).memoryLimit(limit).build()) {
                assertThatExceptionOfType(InsufficientMemoryException.class)
                        .isThrownBy(() -> gan.run(Tensor.zeros(1, 200, 300, 3)));
            }
        }
    }

    @Test
    void reduce_computesWhatFitsAndEnlargesIt() {
        try (AnimeGan gan = TinyGan.builder()
                .memoryPolicy(MemoryPolicy.REDUCE)
                .memoryLimit(limit)
                .build()) {
            BufferedImage picture = gan.stylize(photo);
            assertThat(log.list).hasSize(1);
            String line = log.list.get(0).getFormattedMessage();
            assertThat(line).contains("300x200").contains((limit >> 20) + " MB");
            int side = Integer.parseInt(line.replaceAll(".*computed at (\\d+)x.*", "$1"));
            assertThat(side)
                    .as("the longest side computed, of a picture that needs as much but for its photo")
                    .isBetween(120, 140);
            try (AnimeGan byHand =
                    TinyGan.builder().preprocess(Preprocessors.fitWithin(side)).build()) {
                assertSame(picture, byHand.stylize(photo), "the reduced picture");
            }
        }
    }

    @Test
    void estimate_isOfThePhotoAndTheStepsAndThePictureThatTheyLeave() {
        MemoryEstimate plain = unlimited.estimateMemory(300, 200);
        try (AnimeGan reducing = TinyGan.builder()
                        .preprocess(Preprocessors.fitWithin(150))
                        .build();
                AnimeGan finishing = TinyGan.builder()
                        .postprocess(Postprocessors.sideBySide())
                        .build()) {
            MemoryEstimate reduced = reducing.estimateMemory(300, 200);
            assertThat(reduced.featureMaps())
                    .isEqualTo(unlimited.estimateMemory(150, 100).featureMaps());
            assertThat(reduced.pictures())
                    .as("the photo is as large as before, and so is the result")
                    .isGreaterThan(2 * 300 * 200 * Integer.BYTES);
            MemoryEstimate finished = finishing.estimateMemory(300, 200);
            assertThat(finished.featureMaps()).isEqualTo(plain.featureMaps());
            assertThat(finished.pictures() - plain.pictures())
                    .as("the comparison")
                    .isGreaterThanOrEqualTo(2 * 300 * 200 * Integer.BYTES);
        }
    }

    @Test
    void finishing_isRefusedWhereItNeedsMoreThanTheGenerator() {
        BufferedImage large = TinyGan.photo(1, 900, 600, BufferedImage.TYPE_INT_RGB);
        long enough = 900 * 600 * 12L;
        for (MemoryPolicy policy : MemoryPolicy.values()) {
            AnimeGanBuilder builder = TinyGan.builder()
                    .preprocess(Preprocessors.fitWithin(100))
                    .memoryPolicy(policy)
                    .memoryLimit(enough);
            try (AnimeGan gan = builder.build();
                    AnimeGan finishing =
                            builder.postprocess(Postprocessors.saturation(0.5)).build()) {
                assertThat(Images.sizeOf(gan.stylize(large))).isEqualTo(new ImageSize(900, 600));
                assertThatExceptionOfType(InsufficientMemoryException.class)
                        .isThrownBy(() -> finishing.stylize(large))
                        .withMessageContaining("900x600, computed at ");
            }
        }
        assertThat(log.list).isEmpty();
    }

    @Test
    void reduce_leavesAloneWhatFits() {
        try (AnimeGan gan = TinyGan.builder()
                .memoryPolicy(MemoryPolicy.REDUCE)
                .memoryLimit(2 * limit)
                .preprocess(Preprocessors.fitWithin(150))
                .build()) {
            try (AnimeGan byHand =
                    TinyGan.builder().preprocess(Preprocessors.fitWithin(150)).build()) {
                assertSame(gan.stylize(photo), byHand.stylize(photo), "a photo that fits once it is reduced");
            }
            assertThat(log.list).isEmpty();
        }
    }

    @Test
    void reduce_refusesWhereEvenTheSmallestPictureDoesNotFit() {
        try (AnimeGan gan = TinyGan.builder()
                .memoryPolicy(MemoryPolicy.REDUCE)
                .memoryLimit(1000)
                .build()) {
            assertThatExceptionOfType(InsufficientMemoryException.class)
                    .isThrownBy(() -> gan.stylize(photo))
                    .withMessageContaining("300x200, computed at 32x21, needs")
                    .matches(e -> e.limitBytes() == 1000);
        }
    }

    /** The same network by the statistics of a copy: nearly the same picture, where the whole would not fit. */
    @Test
    void frozen_computesAtFullSizeWhatDoesNotFit() {
        BufferedImage large = new BufferedImage(600, 2400, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 2400; y++) {
            for (int x = 0; x < 600; x++) {
                int wave = (int) (127 + 120 * Math.sin(x / 40.0) * Math.cos(y / 90.0));
                large.setRGB(x, y, (wave << 16) | ((x * 255 / 600) << 8) | (y * 255 / 2400));
            }
        }
        BufferedImage expected;
        try (AnimeGan gan = TinyGan.builder().build()) {
            expected = gan.stylize(large);
        }
        try (AnimeGan gan = TinyGan.builder()
                .memoryPolicy(MemoryPolicy.FROZEN)
                .memoryLimit(48 << 20)
                .build()) {
            BufferedImage frozen = gan.stylize(large);
            assertThat(log.list).hasSize(1);
            assertThat(log.list.get(0).getFormattedMessage()).contains("600x2400", "by the statistics of a copy of");
            assertThat(frozen.getHeight()).isEqualTo(2400);
            assertThat(meanDifference(frozen, expected)).isLessThan(12);
        }
    }

    @Test
    void frozen_takesASmallerCopyWhereTheHeapRunsOutNevertheless() {
        BufferedImage large = TinyGan.photo(3, 600, 2400, BufferedImage.TYPE_INT_RGB);
        AtomicBoolean runsOut = new AtomicBoolean();
        try (AnimeGan gan = TinyGan.builder()
                .memoryPolicy(MemoryPolicy.FROZEN)
                .memoryLimit(48 << 20)
                .preprocess(picture -> {
                    if (runsOut.getAndSet(false)) {
                        throw new OutOfMemoryError("once");
                    }
                    return Prepared.withoutUndo(picture);
                })
                .build()) {
            gan.stylize(large);
            runsOut.set(true);
            assertThat(gan.stylize(large).getHeight()).isEqualTo(2400);
        }
        assertThat(runsOut).isFalse();
        List<Integer> heights = log.list.stream()
                .map(event -> event.getFormattedMessage().replaceAll(".*a copy of \\d+x", ""))
                .map(Integer::valueOf)
                .toList();
        assertThat(heights).hasSize(2);
        assertThat(heights.get(1)).isLessThan(heights.get(0));
    }

    /** The same picture to the bit, where it would not fit; and nothing is left of the file. */
    @Test
    void exact_computesByATemporaryFileWhatDoesNotFit() throws IOException {
        BufferedImage large = TinyGan.photo(3, 600, 2400, BufferedImage.TYPE_INT_RGB);
        BufferedImage expected = unlimited.stylize(large);
        for (MemoryPolicy policy : List.of(MemoryPolicy.EXACT, MemoryPolicy.AUTO)) {
            log.list.clear();
            try (AnimeGan gan =
                    TinyGan.builder().memoryPolicy(policy).memoryLimit(35 << 20).build()) {
                assertSame(gan.stylize(large), expected, "exact");
                assertThat(log.list).hasSize(1);
                assertThat(log.list.get(0).getFormattedMessage())
                        .contains("600x2400", "MB lie in a temporary file in " + temporaryFolder());
                assertSame(gan.stylize(photo), unlimited.stylize(photo), "a photo that fits");
                assertThat(log.list).hasSize(1);
            }
        }
        try (Stream<Path> files = Files.list(temporaryFolder())) {
            assertThat(files).noneMatch(file -> file.toString().endsWith(".maps"));
        }
    }

    private static Path temporaryFolder() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    @Test
    void exact_refusesWhereNotEvenAFewRowsFit() {
        for (MemoryPolicy policy : List.of(MemoryPolicy.EXACT, MemoryPolicy.AUTO)) {
            try (AnimeGan gan =
                    TinyGan.builder().memoryPolicy(policy).memoryLimit(1000).build()) {
                assertThatExceptionOfType(InsufficientMemoryException.class)
                        .isThrownBy(() -> gan.stylize(photo))
                        .withMessageContaining("300x200");
            }
        }
    }

    private static double meanDifference(BufferedImage a, BufferedImage b) {
        double sum = 0;
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                for (int shift = 0; shift < 24; shift += 8) {
                    sum += Math.abs((a.getRGB(x, y) >> shift & 255) - (b.getRGB(x, y) >> shift & 255));
                }
            }
        }
        return sum / 3 / a.getWidth() / a.getHeight();
    }

    @Test
    void frozen_refusesWhatDoesNotFitEither() {
        try (AnimeGan gan = TinyGan.builder()
                .memoryPolicy(MemoryPolicy.FROZEN)
                .memoryLimit(1000)
                .build()) {
            assertThatExceptionOfType(InsufficientMemoryException.class).isThrownBy(() -> gan.stylize(photo));
        }
    }

    @Test
    void settingsThatAreNotPositive_areRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TinyGan.builder().memoryLimit(0))
                .withMessageContaining("memoryLimit(0)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TinyGan.builder().queueCapacity(-1))
                .withMessageContaining("queueCapacity(-1)");
        for (int threads : List.of(0, -3)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TinyGan.builder().threads(threads))
                    .withMessageContaining("threads(" + threads + ")");
        }
    }
}
