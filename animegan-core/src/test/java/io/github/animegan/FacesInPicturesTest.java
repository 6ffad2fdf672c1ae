package io.github.animegan;

import static io.github.animegan.TinyGan.assertSame;
import static io.github.animegan.TinyGan.photo;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.cache.ResultCache;
import io.github.animegan.face.Face;
import io.github.animegan.face.FaceBox;
import io.github.animegan.face.FaceDetector;
import io.github.animegan.face.FaceDrawing;
import io.github.animegan.face.FaceLandmarks;
import io.github.animegan.face.FacePoint;
import io.github.animegan.face.FacePolicy;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faces on the whole way of a photo. */
class FacesInPicturesTest {
    private static final Face FACE = new Face(
            new FaceBox(30, 20, 70, 70),
            1,
            FaceLandmarks.of(List.of(point(42, 40), point(58, 40), point(50, 50), point(43, 57), point(57, 57))));

    private static FacePoint point(double x, double y) {
        return new FacePoint(x, y);
    }

    private static FaceDetector knowing(Face... faces) {
        return new FaceDetector() {
            @Override
            public List<Face> detect(BufferedImage picture) {
                return List.of(faces);
            }

            @Override
            public String description() {
                return "knowing " + faces.length;
            }
        };
    }

    private static BufferedImage drawn(BufferedImage photo, FacePolicy policy, Face... faces) {
        try (AnimeGan gan =
                TinyGan.builder().faces(FaceDrawing.of(knowing(faces), policy)).build()) {
            return gan.stylize(photo);
        }
    }

    private static BufferedImage whole(BufferedImage photo) {
        try (AnimeGan gan = TinyGan.builder().build()) {
            return gan.stylize(photo);
        }
    }

    @Test
    void withoutFaces_thePictureIsAsEver() {
        BufferedImage photo = photo(1, 120, 100, BufferedImage.TYPE_INT_RGB);

        assertSame(drawn(photo, FacePolicy.AUTO), whole(photo), "no face found");
        assertSame(drawn(photo, FacePolicy.OFF, FACE), whole(photo), "no face wanted");
    }

    @Test
    void auto_changesTheFaceAndNothingElse() {
        BufferedImage photo = photo(1, 120, 100, BufferedImage.TYPE_INT_RGB);
        BufferedImage whole = whole(photo);

        BufferedImage picture = drawn(photo, FacePolicy.AUTO, FACE);

        assertThat(picture.getRGB(50, 48)).isNotEqualTo(whole.getRGB(50, 48));
        assertSame(picture.getSubimage(90, 0, 30, 100), whole.getSubimage(90, 0, 30, 100), "beside the face");
    }

    @Test
    void only_keepsThePhotoAndItsTransparency() {
        BufferedImage photo = photo(2, 120, 100, BufferedImage.TYPE_INT_ARGB);

        BufferedImage picture = drawn(photo, FacePolicy.ONLY, FACE);

        assertSame(picture.getSubimage(90, 0, 30, 100), photo.getSubimage(90, 0, 30, 100), "beside the face");
        assertThat(picture.getRGB(50, 48) >>> 24).isEqualTo(photo.getRGB(50, 48) >>> 24);
    }

    @Test
    void progress_endsAtOne_evenIfNothingIsDrawn() {
        List<Double> told = new ArrayList<>();
        BufferedImage photo = photo(1, 120, 100, BufferedImage.TYPE_INT_RGB);
        try (AnimeGan gan = TinyGan.builder()
                .faces(FaceDrawing.of(knowing(), FacePolicy.ONLY))
                .build()) {
            BufferedImage picture =
                    gan.stylize(photo, StylizeOptions.defaults().progress(progress -> told.add(progress.fraction())));
            assertSame(picture, photo, "a photo without faces");
        }
        assertThat(told).last().isEqualTo(1.0);
    }

    @Test
    void cache_tellsDrawnFacesFromOthers(@TempDir Path folder) throws Exception {
        ResultCache cache = ResultCache.onDisk(folder, 1 << 20);
        BufferedImage photo = photo(1, 120, 100, BufferedImage.TYPE_INT_RGB);
        try (AnimeGan without = TinyGan.builder().cache(cache).build();
                AnimeGan with = TinyGan.builder()
                        .cache(cache)
                        .faces(FaceDrawing.of(knowing(FACE), FacePolicy.AUTO))
                        .build()) {
            BufferedImage whole = without.stylize(photo);

            assertThat(with.stylize(photo).getRGB(50, 48)).isNotEqualTo(whole.getRGB(50, 48));
            assertSame(without.stylize(photo), whole, "from the cache");
        }
    }
}
