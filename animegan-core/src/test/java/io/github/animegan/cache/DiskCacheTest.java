package io.github.animegan.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.animegan.ForkedJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskCacheTest {
    private static final int SIZE = 1000;
    private static final int FILE_SIZE = SIZE + EntryFile.HEADER;

    @TempDir
    private Path folder;

    @Test
    void find_givesWhatWasStoredAlsoToAnotherCache() throws IOException {
        open(10).store(key(1), result(1));
        assertThat(open(10).find(key(1))).hasValue(result(1));
        assertThat(open(10).find(key(2))).isEmpty();
    }

    @Test
    void storeAgain_replaces() throws IOException {
        ResultCache cache = open(10);
        cache.store(key(1), result(1));
        cache.store(key(1), result(7));
        assertThat(cache.find(key(1))).hasValue(result(7));
        assertThat(files()).hasSize(1);
    }

    @Test
    void anyChangedByte_makesAnEntryMissingAndReplaceable() throws IOException {
        ResultCache cache = open(10);
        cache.store(key(1), result(1));
        Path file = files().get(0);
        byte[] sound = Files.readAllBytes(file);
        for (int at = 0; at < sound.length; at += at < EntryFile.HEADER ? 1 : 97) {
            byte[] damaged = sound.clone();
            damaged[at] ^= 4;
            Files.write(file, damaged);
            assertThat(cache.find(key(1))).as("with byte %d changed", at).isEmpty();
        }
        cache.store(key(1), result(1));
        assertThat(cache.find(key(1))).hasValue(result(1));
    }

    @Test
    void anyOtherLength_makesAnEntryMissing() throws IOException {
        ResultCache cache = open(10);
        cache.store(key(1), result(1));
        Path file = files().get(0);
        byte[] sound = Files.readAllBytes(file);
        for (int length :
                new int[] {0, 1, EntryFile.HEADER - 1, EntryFile.HEADER, FILE_SIZE - 1, FILE_SIZE + 1, 1 << 20}) {
            byte[] other = Arrays.copyOf(sound, length);
            Files.write(file, other);
            assertThat(cache.find(key(1))).as("with %d bytes", length).isEmpty();
        }
    }

    @Test
    void entryUnderAnothersName_isNotTakenForThat() throws IOException {
        ResultCache cache = open(10);
        cache.store(key(1), result(1));
        Path file = files().get(0);
        Files.copy(file, file.resolveSibling(key(2) + FolderLimit.ENTRY));
        assertThat(cache.find(key(2))).isEmpty();
    }

    @Test
    void fullFolder_losesWhatWasUsedLongestAgo() throws IOException {
        ResultCache cache = open(8);
        for (int i = 0; i < 8; i++) {
            cache.store(key(i), result(i));
            age(i, 100 - i);
        }
        assertThat(cache.find(key(0))).isPresent(); // Used now.
        cache.store(key(8), result(8));
        assertThat(bytes()).isLessThanOrEqualTo(8L * FILE_SIZE);
        assertThat(cache.find(key(0))).as("just used").isPresent();
        assertThat(cache.find(key(1))).as("used longest ago").isEmpty();
        assertThat(cache.find(key(7))).as("stored last but one").isPresent();
        assertThat(cache.find(key(8))).as("just stored").isPresent();
    }

    @Test
    void folder_neverExceedsItsLimit() throws IOException {
        ResultCache cache = open(5);
        for (int i = 0; i < 40; i++) {
            cache.store(key(i), result(i));
            assertThat(bytes()).as("after %d entries", i + 1).isLessThanOrEqualTo(5L * FILE_SIZE);
        }
        assertThat(cache.find(key(39))).hasValue(result(39));
    }

    @Test
    void entriesOfAnEarlierProcess_count() throws IOException {
        ResultCache earlier = open(100);
        for (int i = 0; i < 20; i++) {
            earlier.store(key(i), result(i));
        }
        open(5).store(key(20), result(20));
        assertThat(bytes()).isLessThanOrEqualTo(5L * FILE_SIZE);
    }

    @Test
    void resultLargerThanTheLimit_isNotStored() throws IOException {
        ResultCache cache = ResultCache.onDisk(folder, FILE_SIZE - 1);
        cache.store(key(1), result(1));
        assertThat(files()).isEmpty();
    }

    @Test
    void whatAKilledProcessLeft_isDeletedOnceItIsOld() throws IOException {
        Path old = Files.write(folder.resolve("a.tmp"), result(1));
        Path young = Files.write(folder.resolve("b.tmp"), result(1));
        Path foreign = Files.write(folder.resolve("notes.txt"), result(1));
        for (Path file : List.of(old, foreign)) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        }
        open(1).store(key(1), result(1));
        assertThat(files()).hasSize(3).contains(young, foreign).doesNotContain(old);
    }

    @Test
    void folderThatIsGone_costsNoException() throws IOException {
        ResultCache cache = ResultCache.onDisk(folder.resolve("inner"), 10L * FILE_SIZE);
        Files.delete(folder.resolve("inner"));
        cache.store(key(1), result(1));
        assertThat(cache.find(key(1))).isEmpty();
    }

    @Test
    void negativeLimit_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ResultCache.onDisk(folder, -1));
    }

    @Test
    void severalProcessesOnOneFolder_neverSeeAnythingButWholeResults() throws IOException, InterruptedException {
        List<ForkedJvm.Running> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(ForkedJvm.start(Hammer.class, "-Xmx64m", "-Dfolder=" + folder, "-Dseed=" + i));
        }
        for (ForkedJvm.Running process : processes) {
            assertThat(process.get()).matches("[1-9]\\d* found, 0 wrong");
        }
        assertThat(files()).allMatch(file -> file.toString().endsWith(FolderLimit.ENTRY));
        assertThat(bytes()).as("bytes in the folder").isLessThanOrEqualTo(20L * FILE_SIZE * 11 / 8);
    }

    /** Stores and finds at random, with so little room that entries are deleted all the time. */
    static final class Hammer {
        private Hammer() {}

        public static void main(String[] args) throws IOException {
            Random random = new Random(Long.getLong("seed"));
            ResultCache cache = ResultCache.onDisk(Path.of(System.getProperty("folder")), 20L * FILE_SIZE);
            int found = 0;
            int wrong = 0;
            for (int i = 0; i < 3000; i++) {
                int number = random.nextInt(30);
                var result = cache.find(key(number));
                if (result.isPresent()) {
                    found++;
                    wrong += Arrays.equals(result.get(), result(number)) ? 0 : 1;
                } else {
                    cache.store(key(number), result(number));
                }
            }
            ForkedJvm.answer(found + " found, " + wrong + " wrong");
        }
    }

    private ResultCache open(int entries) throws IOException {
        return ResultCache.onDisk(folder, (long) entries * FILE_SIZE);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private long bytes() throws IOException {
        long bytes = 0;
        for (Path file : files()) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    private void age(int number, int minutes) throws IOException {
        Files.setLastModifiedTime(
                folder.resolve(key(number) + FolderLimit.ENTRY),
                FileTime.from(Instant.now().minus(Duration.ofMinutes(minutes))));
    }

    private static CacheKey key(int number) {
        byte[] bytes = new byte[CacheKey.LENGTH];
        bytes[0] = (byte) number;
        return CacheKey.of(bytes);
    }

    private static byte[] result(int number) {
        byte[] bytes = new byte[SIZE];
        new Random(number).nextBytes(bytes);
        return bytes;
    }
}
