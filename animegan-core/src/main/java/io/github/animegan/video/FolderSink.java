package io.github.animegan.video;

import io.github.animegan.image.io.PhotoWriter;
import io.github.animegan.video.frame.Frame;
import io.github.animegan.video.frame.FrameSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Frames as numbered pictures in a folder, {@code frame-000001.png} and so on; each appears whole or not at all. */
final class FolderSink implements FrameSink {
    private final Path folder;
    private final PhotoWriter writer = PhotoWriter.png();
    private int number;

    /** Makes the folder. */
    FolderSink(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
    }

    @Override
    public void write(Frame frame) throws IOException {
        Path file = folder.resolve(String.format(Locale.ROOT, "frame-%06d.png", ++number));
        writer.write(FrameImages.of(frame), file);
    }

    @Override
    public void finish() {}

    @Override
    public void close() {}
}
