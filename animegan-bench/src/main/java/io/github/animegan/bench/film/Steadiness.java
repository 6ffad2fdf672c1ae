package io.github.animegan.bench.film;

import io.github.animegan.AnimeGan;
import io.github.animegan.image.quality.Psnr;
import io.github.animegan.video.FilmOptions;
import io.github.animegan.video.FilmStylizer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * How steady a style's film of a scene is, from frame to frame.
 *
 * @param asDrawn flicker where each frame is drawn as a photo
 * @param made flicker of the film that is made
 * @param psnr of each frame of the film to the one drawn as a photo, in dB
 */
record Steadiness(
        String style, String photo, FilmScene scene, List<Double> asDrawn, List<Double> made, List<Double> psnr) {

    /** Makes the film, in a folder that is empty and will not be. */
    static Steadiness measure(String style, AnimeGan gan, Path photo, FilmScene scene, Path folder) throws IOException {
        BufferedImage picture = ImageIO.read(photo.toFile());
        Path filmed = Files.createDirectories(folder.resolve("filmed"));
        Path made = Files.createDirectories(folder.resolve("made"));
        List<BufferedImage> drawn = new ArrayList<>();
        for (int i = 0; i < FilmScene.FRAMES; i++) {
            BufferedImage frame = scene.frame(picture, i);
            ImageIO.write(frame, "png", filmed.resolve(i + ".png").toFile());
            drawn.add(gan.stylize(frame));
        }
        FilmStylizer.of(gan).with(FilmOptions.defaults()).stylize(filmed, made);
        List<Path> files;
        try (var all = Files.list(made)) {
            files = all.sorted().toList();
        }
        List<Double> before = new ArrayList<>();
        List<Double> after = new ArrayList<>();
        List<Double> psnr = new ArrayList<>();
        BufferedImage last = ImageIO.read(files.get(0).toFile());
        for (int i = 1; i < FilmScene.FRAMES; i++) {
            BufferedImage next = ImageIO.read(files.get(i).toFile());
            BufferedImage[] seen = {scene.frame(picture, i - 1), scene.frame(picture, i)};
            before.add(scene.flicker(seen, new BufferedImage[] {drawn.get(i - 1), drawn.get(i)})
                    .orElse(Double.NaN));
            after.add(scene.flicker(seen, new BufferedImage[] {last, next}).orElse(Double.NaN));
            psnr.add(Psnr.of(drawn.get(i), next));
            last = next;
        }
        return new Steadiness(style, String.valueOf(photo.getFileName()), scene, before, after, psnr);
    }

    /** The mean of all frames but the first few, in which the film settles. */
    static double mean(List<Double> values) {
        return values.stream()
                .skip(3)
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(Double.NaN);
    }

    /** Returns the share of the flicker that smoothing leaves. */
    double ratio() {
        return mean(made) / mean(asDrawn);
    }

    /** The least similar frame, in dB. */
    double worstPsnr() {
        return psnr.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
    }
}
