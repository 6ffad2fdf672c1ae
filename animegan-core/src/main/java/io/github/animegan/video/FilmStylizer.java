package io.github.animegan.video;

import io.github.animegan.AnimeGan;
import io.github.animegan.CancellationToken;
import io.github.animegan.video.ffmpeg.Container;
import io.github.animegan.video.ffmpeg.Ffmpeg;
import io.github.animegan.video.frame.FrameSink;
import io.github.animegan.video.frame.FrameSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Turns films into anime films.
 *
 * <pre>{@code
 * try (AnimeGan gan = AnimeGan.create()) {
 *     FilmStylizer.of(gan).stylize(Path.of("film.mp4"), Path.of("anime.mp4"));
 * }
 * }</pre>
 *
 * <p>Films are whatever FFmpeg reads; animations (GIF, APNG, WebP) and folders of pictures, which are taken by their names for
 * frames, are films, too. The result is of the kind that its name ends with: {@code .mp4}, {@code .mov}, {@code .mkv}, {@code
 * .webm}, {@code .gif}, {@code .apng}, {@code .webp}, or a folder of pictures if it has no ending or is a folder already.
 * Sound, subtitles, chapters and metadata come along, and every frame appears when it did. The result appears whole or not at
 * all.
 *
 * <p>FFmpeg's programs {@code ffmpeg} and {@code ffprobe} must be on the machine; they are started as processes. A run that was
 * killed or cancelled leaves a hidden folder beside the result, {@code .NAME.animegan-film}, and the next one with the same
 * film, style and options goes on from there; every other failure leaves nothing.
 *
 * <p>Immutable. Films may be made at the same time if their styles are not the same object.
 */
public final class FilmStylizer {
    private final FrameStyle style;
    private final FilmOptions options;

    private FilmStylizer(FrameStyle style, FilmOptions options) {
        this.style = style;
        this.options = options;
    }

    /**
     * {@return a stylizer with a generator's style and the usual options} The generator stays open.
     *
     * @param gan whoever made it closes it
     */
    public static FilmStylizer of(AnimeGan gan) {
        return of(FrameStyle.of(gan));
    }

    /**
     * {@return a stylizer with any style and the usual options}
     *
     * @param style draws the frames, one after another
     */
    public static FilmStylizer of(FrameStyle style) {
        return new FilmStylizer(style, FilmOptions.defaults());
    }

    /**
     * {@return a stylizer of the same style with other options}
     *
     * @param others replace all options there were
     */
    public FilmStylizer with(FilmOptions others) {
        return new FilmStylizer(style, others);
    }

    /**
     * As {@link #stylize(Path, Path, FilmListener, CancellationToken)}, telling nobody.
     *
     * @param film a file, or a folder of pictures
     * @param target the file to make, or the folder for its pictures
     * @return what was made
     * @throws IOException as {@link #stylize(Path, Path, FilmListener, CancellationToken)}
     */
    public FilmResult stylize(Path film, Path target) throws IOException {
        return stylize(film, target, progress -> {}, new CancellationToken());
    }

    /**
     * Makes a film.
     *
     * @param film a file, or a folder of pictures
     * @param target the file to make, or the folder for its pictures
     * @param listener is told how far it is
     * @param cancellation ends the call within one frame; what was made until then can be gone on with
     * @return what was made
     * @throws IOException with one line that names the file or the program, if the film cannot be read, has no moving
     *     pictures, was cut off, or cannot be written, or if FFmpeg is missing
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public FilmResult stylize(Path film, Path target, FilmListener listener, CancellationToken cancellation)
            throws IOException {
        if (!Files.exists(film)) {
            throw new java.nio.file.NoSuchFileException(film.toString());
        }
        if (Files.exists(target) && Files.isSameFile(film, target)) {
            throw new IOException(target + ": is the film itself, which is never overwritten");
        }
        boolean toFolder = isFolder(target);
        if (!toFolder) {
            requireWritable(target);
        }
        if (Files.isDirectory(film) && toFolder) {
            return framesToFrames(film, target, listener, cancellation);
        }
        Ffmpeg ffmpeg = Ffmpeg.find(options.ffmpeg().orElse(null));
        FilmRun run = new FilmRun(style, options, ffmpeg, listener, cancellation);
        return toFolder ? run.toFolder(film, target) : run.toFilm(film, target);
    }

    private FilmResult framesToFrames(Path folder, Path target, FilmListener listener, CancellationToken cancellation)
            throws IOException {
        try (FrameSource source = FolderFrames.of(folder, options.frameRate());
                FrameSink sink = new FolderSink(target)) {
            long total = FolderFrames.count(folder);
            return new StyleRun(style, options, listener, cancellation, total).run(source, sink, 0, "png");
        }
    }

    /**
     * {@return whether a result of that name is a folder of pictures}
     *
     * @param target which need not exist
     */
    public static boolean isFolder(Path target) {
        String name = String.valueOf(target.getFileName());
        return Files.isDirectory(target) || (Container.of(target).isEmpty() && name.lastIndexOf('.') <= 0);
    }

    private static void requireWritable(Path target) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException(target + ": no such folder");
        }
        if (!Files.isWritable(folder)) {
            throw new IOException(target + ": permission denied");
        }
    }
}
