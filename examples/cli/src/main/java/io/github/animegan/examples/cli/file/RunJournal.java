package io.github.animegan.examples.cli.file;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What pictures of earlier runs were made of: of which photo, with which options. Each folder with such pictures has a hidden
 * file of one line a picture, added once the picture is there: a picture that a killed process has not noted is made again.
 *
 * <p>Photos are noted by the way to them from that folder, so that both may be moved together. Threads may share it.
 */
public final class RunJournal {
    public static final String FILE = ".animegan-made";

    private static final String GAP = " ";

    private final String options;
    private final Map<Path, Map<String, Origin>> byFolder = new HashMap<>();

    private record Origin(String options, String photo) {}

    /**
     * What was made before, for a run with these options.
     *
     * @param options all that a picture depends on besides its photo
     */
    public RunJournal(String options) {
        this.options = options;
    }

    /** Whether an earlier run made the picture of that photo, with the same options, since the photo was last changed. */
    public boolean isDone(Path photo, Path picture) {
        try {
            Origin origin = origin(picture);
            return origin != null
                    && origin.options.equals(options)
                    && origin.photo.equals(relativePath(photo, picture))
                    && Files.isRegularFile(picture)
                    && Files.getLastModifiedTime(picture).compareTo(Files.getLastModifiedTime(photo)) > 0;
        } catch (IOException e) {
            return false; // The work itself will say what is wrong.
        }
    }

    /** Whether the picture is there and of another photo, which is there, too. */
    public boolean isOfAnother(Path photo, Path picture) throws IOException {
        Origin origin = origin(picture);
        return origin != null
                && Files.exists(picture)
                && !origin.photo.equals(relativePath(photo, picture))
                && Files.exists(folderOf(picture).resolve(origin.photo));
    }

    /** Notes that the picture was made. */
    public synchronized void add(Path photo, Path picture) throws IOException {
        Origin origin = new Origin(options, relativePath(photo, picture));
        Path folder = folderOf(picture);
        if (origin.equals(of(folder).put(name(picture), origin))) {
            return;
        }
        String line = encode(name(picture)) + GAP + encode(origin.photo) + GAP + encode(options) + "\n";
        Files.writeString(folder.resolve(FILE), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private synchronized @Nullable Origin origin(Path picture) throws IOException {
        return of(folderOf(picture)).get(name(picture));
    }

    private Map<String, Origin> of(Path folder) throws IOException {
        Map<String, Origin> pictures = byFolder.get(folder);
        if (pictures == null) {
            pictures = read(folder.resolve(FILE));
            byFolder.put(folder, pictures);
        }
        return pictures;
    }

    /** A line that makes no sense, as a full disk may have cut it off, is passed over: its picture is made again. */
    private static Map<String, Origin> read(Path file) throws IOException {
        Map<String, Origin> pictures = new HashMap<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
                List<String> parts =
                        Stream.of(line.split(GAP, -1)).map(RunJournal::decode).toList();
                if (parts.size() == 3 && !parts.contains("")) {
                    pictures.put(parts.get(0), new Origin(parts.get(2), parts.get(1)));
                }
            }
        }
        return pictures;
    }

    private static String relativePath(Path photo, Path picture) throws IOException {
        Path target = photo.toRealPath();
        try {
            return folderOf(picture).toRealPath().relativize(target).toString();
        } catch (IllegalArgumentException e) {
            return target.toString(); // On another drive.
        }
    }

    private static Path folderOf(Path picture) {
        return picture.toAbsolutePath().resolveSibling("");
    }

    private static String name(Path picture) {
        return String.valueOf(picture.getFileName());
    }

    /** Without blanks and line ends. */
    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The empty text if it is none that {@link #encode} gives. */
    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
