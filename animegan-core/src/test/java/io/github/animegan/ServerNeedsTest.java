package io.github.animegan;

import static io.github.animegan.TinyGan.assertSame;
import static io.github.animegan.TinyGan.photo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.animegan.cache.ResultCache;
import io.github.animegan.image.io.PhotoReader;
import io.github.animegan.image.io.PhotoWriter;
import io.github.animegan.image.step.Prepared;
import io.github.animegan.image.step.Preprocessor;
import io.github.animegan.image.step.Preprocessors;
import io.github.animegan.model.TinyStateDicts;
import io.github.animegan.tensor.StateDict;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server asks of an instance: to say no, to stop soon, to take whatever size comes, and to name whose fault it is. */
@Timeout(120)
class ServerNeedsTest {
    private final Gate gate = new Gate();

    @AfterEach
    void open() {
        gate.open();
    }

    @Test
    void fullQueue_refusesIfAskedTo() {
        try (AnimeGan gan =
                TinyGan.builder().queueCapacity(2).refuseWhenFull(true).build()) {
            List<CompletableFuture<BufferedImage>> futures = new ArrayList<>();
            futures.add(gan.stylizeAsync(photo(0), StylizeOptions.defaults().progress(gate)));
            gate.awaitReached();
            assertThatExceptionOfType(RejectedExecutionException.class)
                    .isThrownBy(() -> {
                        for (int i = 1; i < 6; i++) { // One in line for the engine, two in the queue.
                            futures.add(gan.stylizeAsync(photo(i)));
                        }
                    })
                    .withMessageContaining("2 calls wait already");
            assertThat(gan.waitingCalls()).isEqualTo(2);
            gate.open();
            for (int i = 0; i < futures.size(); i++) {
                assertSame(futures.get(i).join(), gan.stylize(photo(i)), "picture " + i);
            }
            assertThat(futures).hasSizeBetween(3, 4);
        }
    }

    @Test
    void stagesAreTimed_waitingForOthersIncluded() {
        List<StylizeOptions.Times> told = Collections.synchronizedList(new ArrayList<>());
        Preprocessor slow = photo -> {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            return Prepared.withoutUndo(photo);
        };
        try (AnimeGan gan = TinyGan.builder().preprocess(slow).build()) {
            CompletableFuture<BufferedImage> first =
                    gan.stylizeAsync(photo(0), StylizeOptions.defaults().progress(gate));
            gate.awaitReached();
            CompletableFuture<BufferedImage> second =
                    gan.stylizeAsync(photo(1), StylizeOptions.defaults().timings(told::add));
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            assertThat(told).as("only told when it is done").isEmpty();
            gate.open();
            first.join();
            second.join();
            StylizeOptions.Times times = told.get(0);
            assertThat(times.prepared()).isGreaterThanOrEqualTo(Duration.ofMillis(20));
            assertThat(times.waited()).isGreaterThanOrEqualTo(Duration.ofMillis(50));
            assertThat(times.generated()).isPositive();
            assertThat(List.of(times.queued(), times.finished())).allMatch(part -> !part.isNegative());
            assertThat(times.total()).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        }
        assertThat(told).hasSize(1);
    }

    @Test
    void timesOfACachedPicture_areThoseOfTheLookUp() {
        List<StylizeOptions.Times> told = new ArrayList<>();
        try (AnimeGan gan =
                TinyGan.builder().cache(ResultCache.inMemory(1 << 20)).build()) {
            for (int time = 0; time < 2; time++) {
                gan.stylize(photo(1), StylizeOptions.defaults().timings(told::add));
            }
        }
        assertThat(told.get(0).generated()).isPositive();
        assertThat(told.get(1).generated()).isZero();
        assertThat(told.get(1).prepared()).isZero();
        assertThat(told.get(1).finished()).isPositive();
    }

    @Test
    void closingInTime_waitsForCalls() {
        AnimeGan gan = TinyGan.builder().build();
        CompletableFuture<BufferedImage> future = gan.stylizeAsync(photo(1));
        gan.close(Duration.ofMinutes(1));
        assertThat(future).isCompleted();
    }

    @Test
    void closingAfterTheTime_cancelsRunningAndWaitingCalls() throws InterruptedException {
        AnimeGan gan = TinyGan.builder().build();
        StylizeOptions held = StylizeOptions.defaults().progress(progress -> gate.pass());
        List<CompletableFuture<BufferedImage>> futures = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            futures.add(gan.stylizeAsync(photo(i), held));
        }
        gate.awaitReached();
        Thread closing = new Thread(() -> gan.close(Duration.ofMillis(20)));
        closing.start();
        for (CompletableFuture<BufferedImage> future : futures) {
            assertThatExceptionOfType(CancellationException.class).isThrownBy(future::join);
        }
        gate.open(); // The layer ends, and with it the call.
        closing.join();
    }

    @Test
    void interruptedCaller_isLetGoWithinALayer() throws InterruptedException {
        try (AnimeGan gan = TinyGan.builder().build()) {
            List<Progress> told = new ArrayList<>();
            boolean[] kept = new boolean[1];
            Throwable[] thrown = new Throwable[1];
            Thread caller = new Thread(() -> {
                try {
                    gan.stylize(photo(1), StylizeOptions.defaults().progress(progress -> {
                        told.add(progress);
                        Thread.currentThread().interrupt();
                    }));
                } catch (CancellationException e) {
                    thrown[0] = e;
                    kept[0] = Thread.currentThread().isInterrupted();
                }
            });
            caller.start();
            caller.join();
            assertThat(thrown[0]).isNotNull().hasMessageContaining("interrupted");
            assertThat(kept[0]).as("still interrupted").isTrue();
            assertThat(told).as("progress after the interrupt").hasSize(1);
            assertThat(gan.stylize(photo(2)).getWidth()).isEqualTo(48);
        }
    }

    @Test
    void interruptedCallerInLine_isLetGo() throws InterruptedException {
        try (AnimeGan gan = TinyGan.builder().build()) {
            CompletableFuture<BufferedImage> running =
                    gan.stylizeAsync(photo(0), StylizeOptions.defaults().progress(gate));
            gate.awaitReached();
            Throwable[] thrown = new Throwable[1];
            Thread caller = new Thread(() -> {
                try {
                    gan.stylize(photo(1));
                } catch (CancellationException e) {
                    thrown[0] = e;
                }
            });
            caller.start();
            Thread.sleep(50);
            caller.interrupt();
            caller.join();
            assertThat(thrown[0]).isNotNull();
            assertThat(running).isNotDone();
            gate.open();
            assertThat(running.join().getWidth()).isEqualTo(48);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 40", "33, 1", "2, 3", "31, 31", "7, 500"})
    void smallPhotos_areStylizedInTheirSize(int width, int height) {
        try (AnimeGan gan = TinyGan.builder().build()) {
            BufferedImage picture = gan.stylize(photo(1, width, height, BufferedImage.TYPE_INT_ARGB));
            assertThat(picture.getWidth() + "x" + picture.getHeight()).isEqualTo(width + "x" + height);
            assertThat(gan.estimateMemory(width, height).total()).isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 3", "5, 1"})
    void smallPhotos_areForEachArchitecture(int width, int height) {
        List<StateDict> architectures = List.of(
                TinyGan.weights(),
                StateDict.of(TinyStateDicts.cartoonGan(4)),
                StateDict.of(TinyStateDicts.animeGanV2(4)),
                StateDict.of(TinyStateDicts.local(4, 1, 1)));
        for (StateDict weights : architectures) {
            try (AnimeGan gan = TinyGan.builder(weights).build()) {
                BufferedImage picture = gan.stylize(photo(1, width, height, BufferedImage.TYPE_INT_RGB));
                assertThat(picture.getWidth() + "x" + picture.getHeight()).isEqualTo(width + "x" + height);
            }
        }
    }

    @Test
    void smallPhoto_isAPartOfItsMirroring() {
        BufferedImage photo = photo(1, 20, 2, BufferedImage.TYPE_INT_RGB);
        try (AnimeGan gan = TinyGan.builder().build()) {
            BufferedImage mirrored =
                    Preprocessors.padToMultipleOf(32).prepare(photo).image();
            assertThat(mirrored.getHeight()).isEqualTo(32);
            assertSame(gan.stylize(photo), crop(gan.stylize(mirrored), 20, 2), "the small photo's picture");
        }
    }

    private static BufferedImage crop(BufferedImage image, int width, int height) {
        BufferedImage part = new BufferedImage(width, height, image.getType());
        part.setRGB(0, 0, width, height, image.getRGB(0, 0, width, height, null, 0, width), 0, width);
        return part;
    }

    @Test
    @SuppressWarnings("NullAway") // That is what somebody else's step may do.
    void stepsThatGiveNull_areNamed() {
        try (AnimeGan before = TinyGan.builder()
                        .preprocess(Preprocessors.none().then(image -> null))
                        .build();
                AnimeGan after = TinyGan.builder()
                        .postprocess((stylized, original) -> null)
                        .build()) {
            assertThatNullPointerException()
                    .isThrownBy(() -> before.stylize(photo(1)))
                    .withMessageContaining("null from the preprocessor");
            assertThatNullPointerException()
                    .isThrownBy(() -> after.stylize(photo(1)))
                    .withMessageContaining("null from the postprocessor");
        }
    }

    @Test
    void filesAndBytes_areStylizedLater(@TempDir Path folder)
            throws IOException, ExecutionException, InterruptedException {
        Path file = folder.resolve("photo.png");
        PhotoWriter.png().write(photo(1), file);
        try (AnimeGan gan = TinyGan.builder().build()) {
            BufferedImage expected = gan.stylize(photo(1));
            Path picture = folder.resolve("picture.png");
            assertThat(gan.stylizeAsync(file, picture, StylizeOptions.defaults())
                            .get())
                    .isEqualTo(picture);
            assertSame(PhotoReader.create().read(picture), expected, "the file");
            byte[] bytes = gan.stylizeAsync(Files.readAllBytes(file), PhotoWriter.png(), StylizeOptions.defaults())
                    .get();
            assertThat(bytes).isEqualTo(Files.readAllBytes(picture));
            Path missing = folder.resolve("missing.jpg");
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(gan.stylizeAsync(missing, picture, StylizeOptions.defaults())::get)
                    .withCauseInstanceOf(IOException.class)
                    .withMessageContaining("missing.jpg");
        }
    }
}
