package io.github.animegan.examples.spark;

import io.github.animegan.StyleSettings;
import io.github.animegan.image.io.PhotoWriter;
import io.github.animegan.image.step.Preprocessors;
import io.github.animegan.image.step.Recipe;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.SparkConf;

/**
 * What the job wants of each photo: the properties {@code spark.animegan.*}, as the README lists them.
 *
 * @param style the style with its steps
 * @param size the longest side; larger photos are reduced to it
 * @param format of the pictures
 * @param maxPixels the most pixels a photo may have, by its header
 * @param maxFileSize the most bytes its file may have
 * @param timeoutSeconds how long a picture may take
 * @param threads how many compute, in each executor: as many as it runs tasks at the same time
 */
record Settings(
        StyleSettings style,
        int size,
        Format format,
        long maxPixels,
        long maxFileSize,
        long timeoutSeconds,
        int threads)
        implements Serializable {
    static final String PREFIX = "spark.animegan.";

    private static final List<String> KNOWN = List.of(
            "style",
            "recipe",
            "size",
            "format",
            "files",
            "again",
            "memory",
            "maxPixels",
            "maxFileSize",
            "timeout",
            "threads",
            "picturesPerTask");

    /** How pictures are stored. */
    enum Format {
        PNG(".png"),
        JPEG(".jpg");

        /** The ending of their names. */
        final String suffix;

        Format(String suffix) {
            this.suffix = suffix;
        }

        PhotoWriter writer() {
            return this == PNG ? PhotoWriter.png() : PhotoWriter.jpeg(0.92);
        }
    }

    /**
     * The properties of a configuration.
     *
     * @param cores how many tasks an executor runs at the same time
     * @throws IllegalArgumentException naming the property that is wrong
     */
    static Settings of(SparkConf conf, int cores) {
        refuseUnknown(conf);
        int size = conf.getInt(PREFIX + "size", 2048);
        return new Settings(
                style(conf, size),
                size,
                format(conf.get(PREFIX + "format", "png")),
                conf.getLong(PREFIX + "maxPixels", 100_000_000),
                conf.getSizeAsBytes(PREFIX + "maxFileSize", "64m"),
                conf.getTimeAsSeconds(PREFIX + "timeout", "300s"),
                conf.getInt(PREFIX + "threads", cores));
    }

    private static void refuseUnknown(SparkConf conf) {
        Arrays.stream(conf.getAllWithPrefix(PREFIX))
                .map(property -> property._1())
                .filter(name -> !KNOWN.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(
                            "there is no property " + PREFIX + name + "; there are " + String.join(", ", KNOWN));
                });
    }

    private static StyleSettings style(SparkConf conf, int size) {
        Recipe recipe = Recipe.parse(conf.get(PREFIX + "recipe", "none"));
        return StyleSettings.parse("style=" + conf.get(PREFIX + "style", "sora") + "; memory="
                        + conf.get(PREFIX + "memory", "fail"))
                .withBefore(text(Preprocessors.cap(size).then(recipe.before()).description()))
                .withAfter(text(recipe.after().description()));
    }

    private static String text(Optional<String> description) {
        return description.orElseThrow(() -> new AssertionError("steps of recipes describe themselves"));
    }

    private static Format format(String name) {
        return Arrays.stream(Format.values())
                .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(PREFIX + "format: '" + name + "' should be png or jpeg"));
    }

    /** The settings that pictures depend on, so that pictures of other settings are not taken for these. */
    String ofPictures() {
        return style + "; format=" + format.name().toLowerCase(Locale.ROOT);
    }
}
