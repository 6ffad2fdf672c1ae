package io.github.animegan.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Results in a folder, one file each. There is no index and no lock, so nothing that processes could disagree on: a file is
 * written under another name and moved to its own, its last use is its time of modification, and its checksum tells whether it
 * is sound.
 */
final class DiskCache implements ResultCache {
    private static final Logger LOG = LoggerFactory.getLogger(ResultCache.class);

    private final Path folder;
    private final FolderLimit limit;
    private final AtomicBoolean complained = new AtomicBoolean();

    private DiskCache(Path folder, FolderLimit limit) {
        this.folder = folder;
        this.limit = limit;
    }

    static DiskCache open(Path folder, long maxBytes) throws IOException {
        if (maxBytes < 0) {
            throw new IllegalArgumentException("a cache of " + maxBytes + " bytes");
        }
        Files.createDirectories(folder);
        return new DiskCache(folder, new FolderLimit(folder, maxBytes));
    }

    @Override
    public Optional<byte[]> find(CacheKey key) {
        Path file = file(key);
        try {
            Optional<byte[]> result = EntryFile.read(file, key, limit.maxBytes());
            if (result.isEmpty()) {
                LOG.info("{} is damaged and will be replaced", file);
            } else {
                noteUse(file);
            }
            return result;
        } catch (NoSuchFileException e) {
            return Optional.empty(); // Never stored, or deleted meanwhile.
        } catch (IOException e) {
            complain("read", file, e);
            return Optional.empty();
        }
    }

    private void noteUse(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException e) {
            LOG.debug("cannot touch {}", file, e); // Deleted meanwhile, or a folder that may only be read.
        }
    }

    @Override
    public void store(CacheKey key, byte[] result) {
        long size = (long) result.length + EntryFile.HEADER;
        if (size > limit.maxBytes()) {
            return;
        }
        Path file = file(key);
        // Not UnfinishedFile: it looks through the folder for what others left of one file, here FolderLimit looks for
        // all at once.
        Path unfinished = folder.resolve(UUID.randomUUID() + FolderLimit.UNFINISHED);
        try {
            try {
                EntryFile.write(unfinished, key, result);
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(unfinished);
            }
            limit.added(size);
        } catch (IOException e) {
            complain("write", file, e);
        }
    }

    private Path file(CacheKey key) {
        return folder.resolve(key + FolderLimit.ENTRY);
    }

    /** Once aloud: a full disk should not fill the log as well. */
    private void complain(String what, Path file, IOException e) {
        if (complained.compareAndSet(false, true)) {
            LOG.warn("cannot {} {}: going on without the cache where it fails ({})", what, file, e.toString());
        } else {
            LOG.debug("cannot {} {}", what, file, e);
        }
    }
}
