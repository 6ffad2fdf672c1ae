package io.github.animegan;

import static io.github.animegan.TinyGan.assertSame;
import static io.github.animegan.TinyGan.photo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.animegan.image.step.Postprocessor;
import io.github.animegan.image.step.Prepared;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class StylizeAllTest {
    private final AnimeGan gan = TinyGan.builder().build();

    @AfterEach
    void close() {
        gan.close();
    }

    @Test
    void pictures_comeInTheOrderOfThePhotos() {
        List<BufferedImage> photos = new ArrayList<>();
        for (int i = 0; i < 20; i++) { // Large and small ones, so that a later one might overtake.
            photos.add(photo(i, 40 + i % 3 * 60, 40, BufferedImage.TYPE_INT_RGB));
        }
        List<BufferedImage> pictures = gan.stylizeAll(photos);
        assertThat(pictures).hasSameSizeAs(photos);
        for (int i = 0; i < photos.size(); i++) {
            assertSame(pictures.get(i), gan.stylize(photos.get(i)), "picture " + i);
        }
    }

    @Test
    void stream_takesNoMorePhotosThanAFewAhead() {
        AtomicInteger taken = new AtomicInteger();
        Stream<BufferedImage> photos = IntStream.iterate(0, i -> i + 1)
                .peek(i -> taken.incrementAndGet())
                .mapToObj(TinyGan::photo);
        Iterator<BufferedImage> pictures = gan.stylizeAll(photos).iterator();
        for (int i = 0; i < 6; i++) {
            assertSame(pictures.next(), gan.stylize(photo(i)), "picture " + i);
            assertThat(taken.get()).as("photos taken for picture %d", i).isLessThanOrEqualTo(i + 4);
        }
    }

    @Test
    void parallelStream_keepsTheOrder() {
        List<BufferedImage> pictures = gan.stylizeAll(IntStream.range(0, 12).mapToObj(TinyGan::photo))
                .parallel()
                .toList();
        for (int i = 0; i < 12; i++) {
            assertSame(pictures.get(i), gan.stylize(photo(i)), "picture " + i);
        }
    }

    @Test
    void photoThatFails_endsTheStreamAfterThePicturesBeforeIt() {
        BufferedImage refused = photo(2);
        List<BufferedImage> photos = List.of(photo(0), photo(1), refused, photo(3));
        List<BufferedImage> pictures = new ArrayList<>();
        Postprocessor picky = (stylized, original) -> {
            if (original == refused) {
                throw new IllegalArgumentException("not this one");
            }
            return stylized;
        };
        try (AnimeGan choosy = TinyGan.builder().postprocess(picky).build()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> choosy.stylizeAll(photos.stream()).forEach(pictures::add))
                    .withMessage("not this one");
            assertThat(pictures).hasSize(2);
            assertThat(choosy.stylizeAll(photos.subList(0, 2))).hasSize(2);
        }
    }

    @Test
    void photosThatCannotBeRead_endTheStreamWithThatException() {
        IllegalStateException failure = new IllegalStateException("unreadable");
        Stream<BufferedImage> photos = IntStream.range(0, 5).mapToObj(i -> {
            if (i == 3) {
                throw failure;
            }
            return photo(i);
        });
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> gan.stylizeAll(photos).toList())
                .isSameAs(failure);
    }

    @Test
    void closedStream_closesThePhotosAndEndsWhatIsInWork() {
        AtomicBoolean closed = new AtomicBoolean();
        Gate gate = new Gate();
        List<Integer> finished = Collections.synchronizedList(new ArrayList<>());
        try (AnimeGan gated = TinyGan.builder()
                .preprocess(photo -> {
                    if (photo.getWidth() == 52) {
                        gate.pass();
                    }
                    return Prepared.withoutUndo(photo);
                })
                .postprocess((picture, photo) -> {
                    finished.add(photo.getWidth());
                    return picture;
                })
                .build()) {
            Stream<BufferedImage> photos = IntStream.iterate(50, i -> i + 1)
                    .mapToObj(width -> photo(1, width, 40, BufferedImage.TYPE_INT_RGB))
                    .onClose(() -> closed.set(true));
            try (Stream<BufferedImage> pictures = gated.stylizeAll(photos)) {
                assertThat(pictures.iterator().next().getWidth()).isEqualTo(50);
                gate.awaitReached();
            }
            gate.open();
            assertThat(closed).isTrue();
        } // Closed after what was in work.
        assertThat(finished).contains(50).doesNotContain(52);
    }

    @Test
    void token_endsTheBatch() {
        CancellationToken token = new CancellationToken();
        StylizeOptions options = StylizeOptions.defaults().cancellation(token).progress(progress -> {
            if (progress.pictures() == 2) {
                token.cancel();
            }
        });
        List<BufferedImage> photos =
                IntStream.range(0, 50).mapToObj(TinyGan::photo).toList();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> gan.stylizeAll(photos, options));
    }

    @Test
    void progress_growsWithPicturesToOne() {
        List<Progress> told = new ArrayList<>();
        gan.stylizeAll(IntStream.range(0, 10).mapToObj(TinyGan::photo).toList(), told::add);
        assertThat(told).hasSizeGreaterThanOrEqualTo(10);
        assertThat(told).extracting(Progress::fraction).isSorted().endsWith(1.0);
        assertThat(told).extracting(Progress::total).containsOnly(10);
        assertThat(told.get(told.size() - 1).pictures()).isEqualTo(10);
    }

    @Test
    void progressOfAStream_countsWithoutKnowingTheTotal() {
        List<Progress> told = new ArrayList<>();
        Stream<BufferedImage> photos = Stream.of(photo(1), photo(2));
        assertThat(gan.stylizeAll(photos, StylizeOptions.defaults().progress(told::add)))
                .hasSize(2);
        assertThat(told.get(told.size() - 1)).isEqualTo(new Progress(2, 0));
        assertThat(told).extracting(Progress::fraction).containsOnly(0.0);
    }
}
