package io.github.animegan.examples.cli.file;

import io.github.animegan.examples.cli.console.Failures;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The files in a folder and in its folders, hidden ones excepted. A folder that cannot be read does not stop the others. */
public final class FolderWalk extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Predicate<Path> wanted;
    private final List<Path> files = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    private FolderWalk(Path root, Predicate<Path> wanted) {
        this.root = root;
        this.wanted = wanted;
    }

    public static FolderWalk of(Path root, Predicate<Path> wanted) throws IOException {
        FolderWalk walk = new FolderWalk(root, wanted);
        Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, walk);
        Collections.sort(walk.files);
        return walk;
    }

    /** The files, sorted. */
    public List<Path> files() {
        return files;
    }

    /** A line for each folder or file that cannot be looked at. */
    public List<String> failures() {
        return failures;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        boolean hidden =
                !folder.equals(root) && String.valueOf(folder.getFileName()).startsWith(".");
        return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (wanted.test(file)) {
            files.add(file);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
        if (!(e instanceof FileSystemLoopException)) { // A link to a folder above, which is walked already.
            failures.add(Failures.line(file, e));
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
        if (e != null) {
            failures.add(Failures.line(folder, e));
        }
        return FileVisitResult.CONTINUE;
    }
}
