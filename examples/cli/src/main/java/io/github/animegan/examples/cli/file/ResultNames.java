package io.github.animegan.examples.cli.file;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** How the results of a run are named after what they are made of, so that no two have the same file. */
public final class ResultNames {
    private final Set<String> taken = new HashSet<>();

    /**
     * The name of a result.
     *
     * @param name of the photo or film
     * @param number from 1; where names collide, others get other numbers
     * @param extension without its dot; none for a folder
     */
    public static String of(String name, int number, String extension) {
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        return stem + "-anime" + (number == 1 ? "" : "-" + number) + (extension.isEmpty() ? "" : "." + extension);
    }

    /** Whether nothing in this run has that file; now something does. */
    public boolean take(Path file) {
        // Some file systems take names that differ in case for the same.
        return taken.add(file.toAbsolutePath().normalize().toString().toLowerCase(Locale.ROOT));
    }
}
