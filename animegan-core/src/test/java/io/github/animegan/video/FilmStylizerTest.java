package io.github.animegan.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.animegan.CancellationToken;
import io.github.animegan.video.frame.Frame;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Films that FFmpeg makes, and what becomes of their time stamps, sound and form. */
class FilmStylizerTest {
    private static final String X264 = " -c:v libx264 -preset ultrafast -qp 10";
    private static final String TONE = "sine=440:sample_rate=22050:duration=1";

    @TempDir
    Path folder;

    private final List<String> notes = new ArrayList<>();

    private FilmResult stylize(Path film, Path target, FilmOptions options) throws IOException {
        FilmListener listener = new FilmListener() {
            @Override
            public void progress(FilmProgress progress) {
                assertThat(progress.frames()).isPositive().isLessThanOrEqualTo(progress.total());
            }

            @Override
            public void note(String line) {
                notes.add(line);
            }
        };
        return FilmStylizer.of(new PlainStyle()).with(options).stylize(film, target, listener, new CancellationToken());
    }

    /** Short pieces, so that every film has several. */
    private static FilmOptions options() {
        return FilmOptions.defaults().pieceFrames(10).smoothing(0);
    }

    private Path stylized(Path film) throws IOException {
        String name = String.valueOf(film.getFileName());
        Path target = folder.resolve("anime-" + name);
        stylize(film, target, options());
        return target;
    }

    /** That all but the pictures is as it was. */
    private static void assertKept(Path anime, Path film) {
        assertThat(TestFilms.times(anime)).as("time stamps").isEqualTo(TestFilms.times(film));
        assertThat(TestFilms.kinds(anime)).as("streams").isEqualTo(TestFilms.kinds(film));
        assertThat(TestFilms.seconds(anime)).as("duration").isCloseTo(TestFilms.seconds(film), Offset.offset(0.042));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "cinema rate.mp4|-f lavfi -i {counter} -f lavfi -i {tone} -t 1.2 -c:a aac",
                "no sound.mkv|-f lavfi -i {counter} -t 1.2",
                "late sound.mp4|-f lavfi -i {counter} -itsoffset 0.4 -f lavfi -i {tone} -t 1.2 -c:a aac",
                "late pictures.mkv|-itsoffset 0.5 -f lavfi -i {counter} -f lavfi -i {tone} -t 1.2 -c:a aac",
                "one frame.mp4|-f lavfi -i {counter} -frames:v 1",
                "uneven rate.mp4|-f lavfi -i {counter} -t 1.2 -vf select='gt(mod(n*7,11),3)' -fps_mode vfr",
            })
    void streamsAndTimes_areThoseOfTheFilm(String name, String recipe) throws IOException {
        Path film = TestFilms.make(
                folder.resolve(name),
                recipe.replace("{counter}", TestFilms.counter("24000/1001")).replace("{tone}", TONE) + X264);

        Path anime = stylized(film);

        assertKept(anime, film);
        assertThat(TestFilms.numbers(anime)).as("frames").isEqualTo(TestFilms.numbers(film));
        assertThat(TestFilms.files(folder)).containsExactlyInAnyOrder(name, "anime-" + name);
    }

    @Test
    void twoSoundTracksSubtitlesChaptersAndTitles_comeAlong() throws IOException {
        Path words = Files.writeString(folder.resolve("words.srt"), "1\n00:00:00,100 --> 00:00:00,900\nHello\n\n");
        Path metadata = Files.writeString(
                folder.resolve("metadata.txt"),
                ";FFMETADATA1\ntitle=Holiday\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=200\nEND=900\ntitle=Beach\n");
        Path film = TestFilms.make(
                folder.resolve("film.mkv"),
                "-f lavfi -i " + TestFilms.counter("25") + " -f lavfi -i " + TONE + " -f lavfi -i " + TONE
                        + " -i %s -i %s -map 0 -map 1 -map 2 -map 3 -map_metadata 4 -t 1 -c:a aac"
                        + " -metadata:s:a:1 language=deu" + X264,
                words,
                metadata);

        Path anime = stylized(film);

        assertKept(anime, film);
        assertThat(TestFilms.kinds(anime)).isEqualTo("video audio audio subtitle");
        String told = TestFilms.run(
                "ffprobe",
                "-v",
                "error",
                "-show_entries",
                "chapter_tags=title:chapter=start_time:format_tags=title:stream_tags=language",
                "-of",
                "csv=p=0",
                anime);
        assertThat(told).contains("Holiday", "Beach", "0.200000", "deu");
    }

    @Test
    void rotatedFilm_becomesUpright() throws IOException {
        Path flat =
                TestFilms.make(folder.resolve("flat.mp4"), "-f lavfi -i " + TestFilms.counter("25") + " -t 0.4" + X264);
        Path film = TestFilms.make(folder.resolve("film.mp4"), "-i %s -c copy -metadata:s:v rotate=90", flat);

        Path anime = stylized(film);

        assertThat(TestFilms.streams(anime, "width,height").get(0)).startsWith("64,128");
        assertThat(TestFilms.run("ffprobe", "-v", "error", "-show_streams", anime))
                .doesNotContain("rotation");
        // Turned to the left or to the right: the counter is in one of the outer columns, as FFmpeg itself turns it.
        List<Frame> expected = TestFilms.frames(film, 64, 128);
        List<Frame> actual = TestFilms.frames(anime, 64, 128);
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.size(); i++) {
            for (int place : new int[] {8 + 64 * 8, 56 + 64 * 8, 8 + 64 * 120, 56 + 64 * 120}) {
                assertThat(actual.get(i).argb()[place] >> 8 & 0xff)
                        .isCloseTo(expected.get(i).argb()[place] >> 8 & 0xff, Offset.offset(12));
            }
        }
    }

    @Test
    void oddSides_areMadeEvenWithALine() throws IOException {
        Path film = TestFilms.make(
                folder.resolve("film.mkv"), "-f lavfi -i testsrc=size=97x65:rate=25 -t 0.4 -c:v ffv1 -pix_fmt bgr0");

        Path anime = stylized(film);

        assertThat(TestFilms.streams(anime, "width,height").get(0)).startsWith("98,66");
        assertThat(notes).anySatisfy(note -> assertThat(note).contains("97x65").contains("even"));
        assertKept(anime, film);
    }

    @ParameterizedTest
    @CsvSource({
        "-pix_fmt yuv420p10le, yuv420p10le",
        "-pix_fmt yuv420p10le -color_trc smpte2084 -color_primaries bt2020 -colorspace bt2020nc, high dynamic range"
    })
    void deepAndHdrFilms_areMappedToEightBitsWithALine(String pixels, String line) throws IOException {
        Path film = TestFilms.make(
                folder.resolve("film.mkv"),
                "-f lavfi -i testsrc2=size=96x64:rate=25 -t 0.2 -c:v libx265 -x265-params log-level=error " + pixels);

        Path anime = stylized(film);

        assertThat(TestFilms.streams(anime, "pix_fmt").get(0)).startsWith("yuv420p");
        assertThat(notes).anySatisfy(note -> assertThat(note).contains(line).contains("eight bits"));
        assertKept(anime, film);
    }

    @Test
    void filmsThatAreNone_areRefusedInOneLineAndLeaveNothing() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.mp4"));
        Path text = Files.writeString(folder.resolve("text.mp4"), "no film");
        Path sound = TestFilms.make(folder.resolve("sound.m4a"), "-f lavfi -i " + TONE + " -c:a aac");
        Path whole =
                TestFilms.make(folder.resolve("whole.mkv"), "-f lavfi -i " + TestFilms.counter("25") + " -t 4" + X264);
        Path cut = Files.copy(whole, folder.resolve("cut.mkv"));
        truncate(cut, 2);
        Path mp4 = TestFilms.make(folder.resolve("cut.mp4"), "-i %s -c copy", whole);
        truncate(mp4, 2);
        List<String> before = TestFilms.files(folder);

        assertRefused(empty, "empty (0 bytes)");
        assertRefused(text, "not a film that ffmpeg can read");
        assertRefused(sound, "no moving pictures");
        assertRefused(cut, "was cut off");
        assertRefused(mp4, "not a film that ffmpeg can read");
        assertThat(TestFilms.files(folder)).isEqualTo(before);
    }

    private static void truncate(Path file, int share) throws IOException {
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
            opened.setLength(opened.length() / share);
        }
    }

    private void assertRefused(Path film, String reason) {
        assertThatThrownBy(() -> stylize(film, folder.resolve("anime.mp4"), options()))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(film.toString())
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }

    @Test
    void partsPreviewsAndComparisons_haveTheFramesThatTheyShould() throws IOException {
        Path film = TestFilms.make(
                folder.resolve("film.mp4"),
                "-f lavfi -i " + TestFilms.counter("25") + " -f lavfi -i " + TONE + " -t 1 -c:a aac" + X264);
        Path part = folder.resolve("part.mp4");
        Path preview = folder.resolve("preview.mp4");
        Path both = folder.resolve("both.mp4");

        stylize(film, part, options().from(0.2).to(0.6));
        stylize(film, preview, options().every(5));
        stylize(film, both, options().sideBySide(true).to(0.2));

        assertThat(TestFilms.numbers(part)).containsExactly(5, 6, 7, 8, 9, 10, 11, 12, 13, 14);
        assertThat(TestFilms.times(part).get(0)).isZero();
        assertThat(TestFilms.seconds(part)).isCloseTo(0.4, Offset.offset(0.042));
        assertThat(TestFilms.kinds(part)).isEqualTo("video audio");
        assertThat(TestFilms.numbers(preview)).containsExactly(0, 5, 10, 15, 20);
        assertThat(TestFilms.times(preview)).containsExactly(0.0, 0.2, 0.4, 0.6, 0.8);
        assertThat(TestFilms.streams(both, "width,height").get(0)).startsWith("256,64");
    }

    @Test
    void otherContainersCodecsAndQualities_areTakenWhereTheyFit() throws IOException {
        Path film = TestFilms.make(
                folder.resolve("film.mp4"),
                "-f lavfi -i " + TestFilms.counter("25") + " -f lavfi -i " + TONE + " -t 0.4 -c:a aac" + X264);
        Path webm = folder.resolve("anime.webm");
        Path old = folder.resolve("anime.mkv");

        assertThat(stylize(film, webm, options()).encoder()).isEqualTo("libvpx-vp9");
        assertThat(stylize(film, old, options().codec("mpeg4").crf(2)).encoder())
                .isEqualTo("mpeg4");

        assertThat(TestFilms.streams(webm, "codec_name")).containsExactly("vp9", "opus");
        assertThat(TestFilms.numbers(old)).isEqualTo(TestFilms.numbers(film));
        assertThatThrownBy(() -> stylize(film, webm, options().codec("h264")))
                .hasMessageContaining("no encoder for h264")
                .hasMessageContaining("vp9");
        assertThatThrownBy(() -> stylize(film, old, options().crf(70))).hasMessageContaining("0 to 51");
        assertThatThrownBy(() -> stylize(film, folder.resolve("anime.avi"), options()))
                .hasMessageContaining(".mp4, .mov, .mkv");
    }

    @ParameterizedTest
    @CsvSource({"gif", "apng", "webp"})
    void animations_goInAndOut(String kind) throws IOException {
        Path film =
                TestFilms.make(folder.resolve("film.mp4"), "-f lavfi -i " + TestFilms.counter("10") + " -t 1" + X264);
        Path animation = folder.resolve("anime." + kind);
        Path back = folder.resolve("back.mp4");

        stylize(film, animation, options());
        stylize(animation, back, options());

        assertThat(Animations.isAnimation(animation)).isTrue();
        assertThat(TestFilms.numbers(back)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(TestFilms.times(back)).containsExactlyElementsOf(TestFilms.times(film));
    }

    @Test
    void foldersOfFrames_goInAndOut() throws IOException {
        Path film =
                TestFilms.make(folder.resolve("film.mp4"), "-f lavfi -i " + TestFilms.counter("10") + " -t 1.2" + X264);
        Path frames = folder.resolve("frames");
        Path again = folder.resolve("again");
        Path back = folder.resolve("back.mp4");

        stylize(film, frames, options());
        stylize(frames, again, options());
        stylize(again, back, options().frameRate("10"));

        assertThat(TestFilms.files(frames))
                .hasSize(12)
                .startsWith("frame-000001.png")
                .endsWith("frame-000012.png");
        assertThat(TestFilms.files(again)).isEqualTo(TestFilms.files(frames));
        assertThat(TestFilms.numbers(back)).isEqualTo(TestFilms.numbers(film));
        assertThat(TestFilms.times(back)).isEqualTo(TestFilms.times(film));
    }

    @Test
    void missingProgram_isNamedWithWhereToGetIt() {
        Path film = folder.resolve("film.mp4");
        assertThatThrownBy(() -> {
                    Files.writeString(film, "a film");
                    stylize(film, folder.resolve("anime.mp4"), options().ffmpeg(folder));
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder.resolve("ffmpeg") + " is missing")
                .hasMessageContaining("apt-get install ffmpeg");
        assertThatThrownBy(() -> stylize(film, film, options())).hasMessageContaining("never overwritten");
    }
}
