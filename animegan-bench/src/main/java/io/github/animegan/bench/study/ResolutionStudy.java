package io.github.animegan.bench.study;

import io.github.animegan.AnimeGan;
import io.github.animegan.image.io.PhotoReader;
import io.github.animegan.image.step.Prepared;
import io.github.animegan.image.step.Preprocessor;
import io.github.animegan.image.step.Preprocessors;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Stylises photos at several sizes; each picture is timed once, after two that are not. */
public final class ResolutionStudy {
    private static final int WARM_UPS = 2;
    private static final PhotoReader READER = PhotoReader.create();

    private final AnimeGan gan;
    private final List<Integer> sizes;

    public ResolutionStudy(AnimeGan gan, List<Integer> sizes) {
        this.gan = gan;
        this.sizes = List.copyOf(sizes);
    }

    /** The photos at all sizes, size by size. */
    public List<StudiedPhoto> run(List<Path> files) throws IOException {
        List<StudiedPhoto> results = new ArrayList<>();
        for (int size : sizes) {
            for (int i = 0; i < WARM_UPS; i++) {
                stylize(READER.read(files.get(0)), size);
            }
            for (Path file : files) {
                results.add(study(file, size));
            }
        }
        return results;
    }

    private StudiedPhoto study(Path file, int size) throws IOException {
        BufferedImage photo = READER.read(file);
        long start = System.nanoTime();
        BufferedImage anime = stylize(photo, size);
        double seconds = (System.nanoTime() - start) / 1e9;
        return StudiedPhoto.of(file.getFileName().toString(), size, seconds, photo, anime);
    }

    private BufferedImage stylize(BufferedImage photo, int size) {
        Preprocessor scale = Preprocessors.scaleTo(size);
        Prepared prepared = scale.prepare(photo);
        return prepared.undo(gan.stylize(prepared.image()));
    }
}
