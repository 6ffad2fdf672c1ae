package io.github.animegan.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.examples.cli.file.RunJournal;
import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Images;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files are read and written, and what is said of those that cannot be. */
class FilesTest {
    @TempDir
    private Path folder = Path.of("");

    private Path photos = Path.of("");
    private Path weights = Path.of("");

    @BeforeEach
    void prepare() throws IOException {
        photos = Files.createDirectory(folder.resolve("my photos"));
        weights = TinyWeights.write(folder.resolve("tiny.safetensors"), TinyWeights.resnet());
    }

    private Cli.Result run(Object... arguments) {
        return Cli.stylize(weights, arguments);
    }

    @Test
    void folderWithBrokenPicturesAmongGoodOnes() throws IOException {
        Path good = TestPhotos.jpeg(photos.resolve("a good.jpg"), 20, 12);
        TestPhotos.cutOff(photos.resolve("b cut off.jpg"), good);
        Files.writeString(photos.resolve("c text.png"), "no picture");
        Files.createFile(photos.resolve("d empty.jpeg"));
        TestPhotos.pngHeader(photos.resolve("e huge.png"), 20_000, 20_000);
        TestPhotos.png(photos.resolve("f good.PNG"), 16, 16);
        Files.writeString(photos.resolve("notes.txt"), "not asked for");

        run(photos, "--threads", 1)
                .failed(
                        1,
                        "b cut off.jpg|truncated",
                        "c text.png|not a picture",
                        "d empty.jpeg|empty",
                        "e huge.png|too large|20000x20000");

        assertThat(filesIn(photos))
                .filteredOn(name -> name.contains("anime") || name.contains("tmp"))
                .containsExactly("a good-anime.png", "f good-anime.png");
        assertThat(Images.sizeOf(TestPhotos.read(photos.resolve("a good-anime.png"))))
                .isEqualTo(new ImageSize(20, 12));

        run(photos, "-o", folder.resolve("again"));
        assertThat(filesIn(folder.resolve("again"))).containsExactly("a good-anime.png", "f good-anime.png");
    }

    @Test
    void outputFolderIsMade() throws IOException {
        Path photo = TestPhotos.png(photos.resolve("photo.png"), 16, 16);
        Path out = folder.resolve("out/of/sight");

        run(photo, "-o", out + "/").isDone();

        assertThat(filesIn(out)).containsExactly("photo-anime.png");
        assertThat(filesIn(photos)).containsExactly("photo.png");
    }

    @Test
    void outputFileIsReplacedAtOnce() throws IOException {
        Path photo = TestPhotos.png(photos.resolve("photo.png"), 16, 16);
        Path out = Files.writeString(folder.resolve("out.png"), "old");

        run(photo, "-o", out).isDone();

        assertThat(Images.sizeOf(TestPhotos.read(out))).isEqualTo(new ImageSize(16, 16));
    }

    @Test
    void namesThatWouldCollideGetNumbers() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        TestPhotos.jpeg(photos.resolve("a.jpg"), 16, 16);
        TestPhotos.png(photos.resolve("a.png"), 17, 17);
        TestPhotos.png(other.resolve("A.png"), 18, 18);
        Path out = folder.resolve("out");

        run(photos, other, photos.resolve("../my photos/a.jpg"), "-o", out).isDone();

        assertThat(filesIn(out)).containsExactly("A-anime-3.png", "a-anime-2.png", "a-anime.png");
        assertThat(Images.sizeOf(TestPhotos.read(out.resolve("a-anime-2.png")))).isEqualTo(new ImageSize(17, 17));
    }

    @Test
    void inputsAreNeverOverwritten() throws IOException {
        Path photo = TestPhotos.jpeg(photos.resolve("a.jpg"), 16, 16);
        Path like = TestPhotos.png(photos.resolve("a-anime.png"), 17, 17);
        byte[] before = Files.readAllBytes(like);

        run(photo, like).isDone();
        run(like, "-o", photos.resolve("../my photos/a-anime.png")).failed(2, "never overwritten");

        assertThat(Files.readAllBytes(like)).isEqualTo(before);
        assertThat(filesIn(photos)).containsExactly("a-anime-2.png", "a-anime-anime.png", "a-anime.png", "a.jpg");
    }

    @Test
    void everyKindOfPhoto() throws IOException {
        TestPhotos.png(photos.resolve("1 grey.png"), TestPhotos.photo(15, 16, BufferedImage.TYPE_BYTE_GRAY));
        TestPhotos.png(photos.resolve("2 alpha.png"), TestPhotos.halfTransparent(16, 15));
        TestPhotos.png(photos.resolve("3 deep.png"), TestPhotos.sixteenBits(16, 16));
        TestPhotos.cmykJpeg(photos.resolve("4 cmyk.jpg"), 16, 17);
        TestPhotos.png(photos.resolve("5 palette.png"), TestPhotos.photo(17, 17, BufferedImage.TYPE_BYTE_INDEXED));

        run(photos).isDone();

        BufferedImage alpha = TestPhotos.read(photos.resolve("2 alpha-anime.png"));
        assertThat(alpha.getRGB(0, 7) >>> 24).isZero();
        assertThat(alpha.getRGB(15, 7) >>> 24).isEqualTo(255);
        assertThat(Images.sizeOf(TestPhotos.read(photos.resolve("4 cmyk-anime.png"))))
                .isEqualTo(new ImageSize(16, 17));
        assertThat(filesIn(photos)).hasSize(10);
    }

    @Test
    void onePixelIsAPictureOrALine() throws IOException {
        Path photo = TestPhotos.png(photos.resolve("dot.png"), 1, 1);

        Cli.Result result = run(photo);

        if (result.exitCode() == 0) {
            assertThat(Images.sizeOf(TestPhotos.read(photos.resolve("dot-anime.png"))))
                    .isEqualTo(new ImageSize(1, 1));
        } else {
            result.failed(1, "dot.png: ");
            assertThat(filesIn(photos)).containsExactly("dot.png");
        }
    }

    @Test
    void missingPhotosDoNotStopTheOthers() throws IOException {
        Path photo = TestPhotos.png(photos.resolve("photo.png"), 16, 16);
        Path empty = Files.createDirectory(folder.resolve("empty"));

        run(folder.resolve("none.jpg"), empty, photo)
                .failed(1, "none.jpg: no such file or folder", "empty: no photos in this folder");

        assertThat(photos.resolve("photo-anime.png")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file/x", "file", "none/x.png", "file/x.png"})
    void outputThatCannotBeWritten(String out) throws IOException {
        Path photo = TestPhotos.png(photos.resolve("photo.png"), 16, 16);
        Files.writeString(folder.resolve("file"), "in the way");

        Cli.Result result = run(photo, "-q", "-o", folder.resolve(out));

        result.failed(1, folder.resolve(out).toString());
        assertThat(filesIn(folder)).containsExactly("file", "my photos", "tiny.safetensors");
        assertThat(Files.readString(folder.resolve("file"))).isEqualTo("in the way");
    }

    @Test
    void folderInTheWayOfThePicture() throws IOException {
        Path photo = TestPhotos.png(photos.resolve("photo.png"), 16, 16);
        Files.createDirectory(photos.resolve("photo-anime.png"));

        run(photo).failed(1, "photo.png|photo-anime.png|in the way");
    }

    @Test
    void outputFolderWithoutPermission() throws IOException {
        Path photo = TestPhotos.png(photos.resolve("photo.png"), 16, 16);
        assertThat(photos.toFile().setWritable(false)).isTrue();
        try {
            boolean allPowerful = Files.isWritable(photos);
            Cli.Result result = run(photo);
            if (allPowerful) {
                result.isDone();
            } else {
                result.failed(1, "photo.png|permission denied");
            }
        } finally {
            assertThat(photos.toFile().setWritable(true)).isTrue();
        }
    }

    @Test
    void weightsThatAreNoWeights() throws IOException {
        Path photo = TestPhotos.png(photos.resolve("photo.png"), 16, 16);
        Path empty = Files.createFile(folder.resolve("empty.pt"));
        Path other = TinyWeights.write(
                folder.resolve("other.safetensors"), StateDict.of(Map.of("fc.weight", Tensor.zeros(2, 2))));

        weights = folder.resolve("none.pt");
        run(photo).failed(1, "none.pt: no such file or folder");
        weights = empty;
        run(photo).failed(1, "empty.pt: ");
        weights = photo;
        run(photo).failed(1, "photo.png: ");
        weights = folder;
        run(photo).failed(1, folder.toString());
        weights = other;
        run(photo).failed(1, "other.safetensors: |AnimeGanV2Generator|unexpected fc.weight");
        assertThat(filesIn(photos)).containsExactly("photo.png");
    }

    @Test
    void namesOfAllKinds() throws IOException {
        Path odd = photos.resolve("@b%s {}.v2.png");
        TestPhotos.png(odd, 16, 16);

        run(photos, "-o", folder.resolve("out put")).isDone();

        assertThat(filesIn(folder.resolve("out put"))).containsExactly("@b%s {}.v2-anime.png");
    }

    private static List<String> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !name.equals(RunJournal.FILE))
                    .sorted()
                    .toList();
        }
    }
}
