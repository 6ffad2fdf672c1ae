package io.github.animegan.cache;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Keeps a folder below a size by deleting the files used longest ago. Looking through the folder takes time, so it counts
 * what this process adds and looks when that may be too much, or when others may have added as much again.
 */
final class FolderLimit {
    static final String ENTRY = ".result";
    static final String UNFINISHED = ".tmp";

    /** What a process that was killed has left behind; no write takes as long. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final Path folder;
    private final long maxBytes;
    private long bytes;
    private long bytesSinceLook;
    private boolean looked;

    FolderLimit(Path folder, long maxBytes) {
        this.folder = folder;
        this.maxBytes = maxBytes;
    }

    private record Entry(Path file, long size, FileTime used) {}

    long maxBytes() {
        return maxBytes;
    }

    /** Notes that a file of that size was added, and deletes others if that is too much. */
    synchronized void added(long size) throws IOException {
        bytes += size;
        bytesSinceLook += size;
        if (!looked || bytes > maxBytes || bytesSinceLook > maxBytes / 8) {
            List<Entry> entries = look();
            if (bytes > maxBytes) {
                deleteOldest(entries);
            }
        }
    }

    private List<Entry> look() throws IOException {
        List<Entry> entries = new ArrayList<>();
        Instant abandoned = Instant.now().minus(ABANDONED);
        Files.walkFileTree(folder, Set.of(), 1, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = file.getFileName().toString();
                if (name.endsWith(ENTRY)) {
                    entries.add(new Entry(file, attributes.size(), attributes.lastModifiedTime()));
                } else if (name.endsWith(UNFINISHED)
                        && attributes.lastModifiedTime().toInstant().isBefore(abandoned)) {
                    Files.deleteIfExists(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE; // Another process was quicker to delete it.
            }
        });
        bytes = entries.stream().mapToLong(Entry::size).sum();
        bytesSinceLook = 0;
        looked = true;
        return entries;
    }

    /** A little more than needed, so that not every further file means looking again. */
    private void deleteOldest(List<Entry> entries) throws IOException {
        entries.sort(Comparator.comparing(Entry::used));
        long wanted = maxBytes - maxBytes / 8;
        for (Entry entry : entries) {
            if (bytes <= wanted) {
                return;
            }
            Files.deleteIfExists(entry.file);
            bytes -= entry.size;
        }
    }
}
