package io.github.animegan.video;

import io.github.animegan.image.io.PhotoReader;
import io.github.animegan.video.frame.Frame;
import io.github.animegan.video.frame.FrameFormat;
import io.github.animegan.video.frame.FrameSource;
import io.github.animegan.video.frame.Rational;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The pictures of a folder as frames, in the order of the numbers in their names ({@code 9.png} before {@code 10.png}). */
final class FolderFrames implements FrameSource {
    private static final Set<String> EXTENSIONS = Set.of("png", "jpg", "jpeg", "webp", "bmp", "tif", "tiff");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final PhotoReader reader = PhotoReader.create();
    private final List<Path> files;
    private final FrameFormat format;
    private @Nullable BufferedImage first;
    private int next;

    private FolderFrames(List<Path> files, BufferedImage first, Rational rate) {
        this.files = files;
        this.first = first;
        this.format = new FrameFormat(first.getWidth(), first.getHeight(), rate.inverse(), new Rational(1, 1));
    }

    /** Opens a folder. */
    static FolderFrames of(Path folder, Rational rate) throws IOException {
        List<Path> files = files(folder);
        if (files.isEmpty()) {
            throw new IOException(folder + ": no pictures in this folder");
        }
        return new FolderFrames(files, PhotoReader.create().read(files.get(0)), rate);
    }

    /** How many frames a folder has. */
    static long count(Path folder) throws IOException {
        return files(folder).size();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(FolderFrames::isPicture)
                    .sorted((a, b) -> sortKey(a).compareTo(sortKey(b)))
                    .toList();
        }
    }

    private static boolean isPicture(Path file) {
        String name = String.valueOf(file.getFileName());
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && EXTENSIONS.contains(extension) && Files.isRegularFile(file);
    }

    /** The name with its numbers as long as numbers get. */
    private static String sortKey(Path file) {
        Matcher numbers = NUMBER.matcher(String.valueOf(file.getFileName()));
        return numbers.replaceAll(number ->
                "0".repeat(Math.max(0, 20 - number.group().length())) + number.group());
    }

    @Override
    public FrameFormat format() {
        return format;
    }

    @Override
    public boolean read(Frame target) throws IOException {
        if (next == files.size()) {
            return false;
        }
        Path file = files.get(next);
        BufferedImage image = first == null ? reader.read(file) : first;
        first = null;
        if (image.getWidth() != format.width() || image.getHeight() != format.height()) {
            throw new IOException(file + ": is " + image.getWidth() + "x" + image.getHeight() + ", but the first frame "
                    + format.width() + "x" + format.height());
        }
        target.copyFrom(FrameImages.toFrame(image));
        target.setPts(next++);
        return true;
    }

    @Override
    public void close() {
        next = files.size();
    }
}
