package io.github.animegan.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.animegan.engine.CpuSession;
import io.github.animegan.face.Face;
import io.github.animegan.face.FaceBox;
import io.github.animegan.face.FacePoint;
import io.github.animegan.face.mtcnn.MtcnnDetector;
import io.github.animegan.face.mtcnn.MtcnnSettings;
import io.github.animegan.face.mtcnn.MtcnnWeights;
import io.github.animegan.weights.face.MtcnnFiles;
import io.github.animegan.weights.style.StyleCatalog;
import io.github.animegan.weights.style.StyleLibrary;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** MTCNN with its real weights against what facenet-pytorch finds, where the folder with both lies beside the checkout. */
@EnabledIf("io.github.animegan.weights.SharedWeights#present")
class SharedFacesTest {
    private static final double PIXELS = 1.0;
    private static final double SCORE = 1e-3;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

    @ParameterizedTest
    @EnumSource
    void astronaut_isFoundWhereFacenetPytorchFindsHer(TestBackends backend) throws IOException {
        String golden = Files.readString(SharedWeights.golden("mtcnn_astronaut.json"));
        List<Double> box = numbers(golden, "boxes");
        List<Double> score = numbers(golden, "probs");
        List<Double> points = numbers(golden, "landmarks");
        assertThat(List.of(box.size(), score.size(), points.size())).containsExactly(4, 1, 10);

        List<Face> faces = detect(backend, MtcnnSettings.facenet());

        assertThat(faces).hasSize(1);
        Face face = faces.get(0);
        assertThat(face.score()).isCloseTo(score.get(0), within(SCORE));
        FaceBox found = face.box();
        assertClose(List.of(found.left(), found.top(), found.right(), found.bottom()), box);
        assertClose(
                face.landmarks().points().stream()
                        .flatMap(point -> List.of(point.x(), point.y()).stream())
                        .toList(),
                points);
    }

    /** The defaults look a second time, with the face set upright, so that the landmarks are not the very same. */
    @ParameterizedTest
    @EnumSource
    void defaults_findHerToo(TestBackends backend) throws IOException {
        List<Double> points = numbers(Files.readString(SharedWeights.golden("mtcnn_astronaut.json")), "landmarks");

        List<Face> faces = detect(backend, MtcnnSettings.defaults());

        assertThat(faces).hasSize(1);
        FacePoint nose = faces.get(0).landmarks().nose();
        assertThat(nose.distance(new FacePoint(points.get(4), points.get(5)))).isLessThan(4);
    }

    /** What the catalogue says is fetched are these files. */
    @Test
    void realWeights_areThoseOfTheCatalogue(@TempDir Path cache) throws IOException {
        Path fetched = Files.createDirectories(cache.resolve("mtcnn"));
        for (String file : List.of("pnet.pt", "rnet.pt", "onet.pt")) {
            Files.copy(SharedWeights.file("mtcnn").resolve(file), fetched.resolve(file));
        }

        assertThat(StyleLibrary.of(StyleCatalog.standard(), cache).mtcnn())
                .isEqualTo(MtcnnFiles.read(SharedWeights.file("mtcnn")));
    }

    private static List<Face> detect(TestBackends backend, MtcnnSettings settings) throws IOException {
        MtcnnWeights weights = MtcnnFiles.read(SharedWeights.file("mtcnn"));
        Path photo = SharedWeights.file("").resolveSibling("photos").resolve("astronaut.png");
        BufferedImage picture = ImageIO.read(photo.toFile());
        try (MtcnnDetector detector =
                new MtcnnDetector(weights, settings, network -> new CpuSession(network, backend.kernels(), 2, false))) {
            return detector.detect(picture);
        }
    }

    private static void assertClose(List<Double> actual, List<Double> expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i)).as("value %d", i).isCloseTo(expected.get(i), within(PIXELS));
        }
    }

    /** All numbers of the array of that name, however deep it is. */
    private static List<Double> numbers(String json, String name) {
        int start = json.indexOf('[', json.indexOf("\"" + name + "\""));
        int end = json.indexOf('"', start);
        return NUMBER.matcher(json.substring(start, end))
                .results()
                .map(MatchResult::group)
                .map(Double::valueOf)
                .toList();
    }
}
