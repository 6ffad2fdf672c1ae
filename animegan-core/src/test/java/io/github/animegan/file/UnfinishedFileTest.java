package io.github.animegan.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedFileTest {
    @TempDir
    Path folder;

    @Test
    void fullDisk_saysSo_namesTheFile_andKeepsTheOldOne() throws IOException {
        Path file = Files.writeString(folder.resolve("a.png"), "old");
        assertThatIOException()
                .isThrownBy(() -> UnfinishedFile.write(file, out -> {
                    out.write(1);
                    throw new IOException("I/O error writing PNG file!", new IOException("No space left on device"));
                }))
                .withMessage(file + ": No space left on device");
        assertThat(file).hasContent("old");
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void traces_ofDeadProcesses_areRemoved_ofLivingOnesNot() throws IOException {
        Path file = folder.resolve("a.png");
        long self = ProcessHandle.current().pid();
        Path living = trace("a.png", self, Instant.now().plus(Duration.ofMinutes(1)));
        Path ofAnEarlierProcess = trace("a.png", self, Instant.EPOCH);
        Path dead = trace("a.png", 999_999_999, Instant.now());
        Path ofAnotherPicture = trace("b.png", 999_999_999, Instant.now());
        Path foreign = Files.createFile(folder.resolve(".a.png.mine"));
        UnfinishedFile.write(file, out -> out.write(7));
        assertThat(file).hasBinaryContent(new byte[] {7});
        assertThat(ofAnEarlierProcess).doesNotExist();
        assertThat(dead).doesNotExist();
        assertThat(living).exists();
        assertThat(ofAnotherPicture).exists();
        assertThat(foreign).exists();
    }

    private Path trace(String name, long process, Instant written) throws IOException {
        Path file =
                Files.createFile(folder.resolve("." + name + "." + process + "-" + written + ".animegan-unfinished"));
        return Files.setLastModifiedTime(file, FileTime.from(written));
    }
}
