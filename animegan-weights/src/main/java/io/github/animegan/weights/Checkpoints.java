package io.github.animegan.weights;

import io.github.animegan.file.Sha256;
import io.github.animegan.file.UnfinishedFile;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.weights.file.ByteSource;
import io.github.animegan.weights.file.MalformedFileException;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes checkpoints.
 *
 * <pre>{@code
 * StateDict hayao = Checkpoints.read(Path.of("hayao.pt"));
 * Checkpoints.writeSafetensors(Path.of("hayao.safetensors"), hayao, Map.of("style", "Hayao"));
 * }</pre>
 *
 * <p>The format is told by the content, whatever the file's name: PyTorch's zip archives (since 1.6), its pickles (before)
 * or safetensors. A checkpoint is only ever data: nothing in it is executed. The package's description lists the limits.
 *
 * <p>Weights are found by fitting: of all dictionaries in the file, and all prefixes that keys in it have in common, those
 * are taken that an {@link io.github.animegan.model.Architecture} builds a network of. So names of wrappers ({@code netG_A2B},
 * {@code gen}, {@code state_dict}) and prefixes ({@code module.}, {@code _orig_mod.}, {@code generator.}) need not be known; the
 * metadata tell what was chosen and stripped. Averaged weights ({@code params_ema}) come before those of the last step beside
 * them; a file with several generators is refused with their names, and {@link #open(Path, String)} takes one. Whole pickled
 * modules and TorchScript archives are read too: their tensors alone, by the names that their state dict would give them.
 *
 * <p>All methods may be called by any number of threads.
 */
public final class Checkpoints {
    private Checkpoints() {}

    /**
     * Reads the weights of a file.
     *
     * @param file of a format that {@link Checkpoints} knows, by its content
     * @return the tensors by key, in the file's order, as float32
     * @throws CheckpointFormatException if the content is no checkpoint, is damaged, or asks for more than data
     * @throws IOException if the file cannot be read
     */
    public static StateDict read(Path file) throws IOException {
        return open(file).tensors();
    }

    /**
     * Reads the weights of a checkpoint that is in memory already, for example a resource of an application.
     *
     * @param content all bytes of a file
     * @param name what errors call it
     * @return the tensors by key, in the file's order, as float32
     * @throws CheckpointFormatException as {@link #read(Path)}
     */
    public static StateDict read(byte[] content, String name) throws IOException {
        return parse(ByteSource.of(content, name), null).tensors();
    }

    /**
     * Reads a file with everything known about it: the weights, how they were stored, and the metadata.
     *
     * @param file of a format that {@link Checkpoints} knows, by its content
     * @return the checkpoint
     * @throws CheckpointFormatException as {@link #read(Path)}
     * @throws IOException if the file cannot be read
     */
    public static Checkpoint open(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            return parse(ByteSource.of(channel, file.toString()), null);
        }
    }

    /**
     * As {@link #open(Path)}, of a file with several generators.
     *
     * @param file with the weights of several generators
     * @param entry the name of the weights to take: the key under which they lie in the file, such as {@code netG_A2B}
     * @return the checkpoint of one of them
     * @throws CheckpointFormatException also if there are none of that name
     */
    public static Checkpoint open(Path file, String entry) throws IOException {
        Objects.requireNonNull(entry);
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            return parse(ByteSource.of(channel, file.toString()), entry);
        }
    }

    /**
     * {@return the SHA-256 of a file, in 64 hexadecimal digits, as those who publish checkpoints state it}
     *
     * @param file of any kind
     * @throws IOException if the file cannot be read
     */
    public static String sha256(Path file) throws IOException {
        return Sha256.of(file);
    }

    /**
     * {@return whether a file that begins with these bytes, at least two of them, may be an ONNX model}
     *
     * @param start the first bytes of a file
     */
    public static boolean isOnnx(byte[] start) {
        return ForeignFormat.isOnnx(start);
    }

    /** The readers check what they read; should one have missed something, callers still get the exception they expect. */
    private static Checkpoint parse(ByteSource file, @Nullable String entry) throws IOException {
        try {
            return FormatDetector.read(file, entry);
        } catch (MalformedFileException e) {
            throw new CheckpointFormatException(e);
        } catch (RuntimeException e) {
            throw new CheckpointFormatException(file.name(), "malformed in an unforeseen way (" + e + ")", e);
        }
    }

    /**
     * Writes a safetensors file in float32. A file of that name is replaced, but only once the new one is complete.
     *
     * @param file to write
     * @param tensors by key, in the order in which they are written
     * @param metadata free text, kept as the file's {@code __metadata__}
     * @throws IllegalArgumentException if a key is {@code __metadata__}
     * @throws IOException if the file cannot be written; there is then no new file, and an old one is as it was
     */
    public static void writeSafetensors(Path file, StateDict tensors, Map<String, String> metadata) throws IOException {
        UnfinishedFile.write(file, out -> SafetensorsWriter.write(out, tensors, metadata));
    }

    /**
     * Writes a safetensors file with the convolutions in int8, about a quarter of the size: each tensor {@code key} of
     * four axes is rounded to -127..127 with one step for each output channel, and {@code key.scale} (F32, broadcastable)
     * holds the steps. All other tensors stay float32. {@link #read(Path)} gives float32 again, each weight off by at
     * most half a step, which is the channel's largest weight / 127.
     *
     * @param file to write
     * @param tensors by key, in the order in which they are written
     * @param metadata free text, kept as the file's {@code __metadata__}
     * @param isTransposed whether the convolution of that key is a transposed one, whose output channels are axis 1 (IOHW)
     *     instead of axis 0 (OIHW)
     * @throws IllegalArgumentException if a convolution holds infinity or NaN, or a key is that of another's scale
     * @throws IOException as {@link #writeSafetensors(Path, StateDict, Map)}
     */
    public static void writeSafetensorsInt8(
            Path file, StateDict tensors, Map<String, String> metadata, Predicate<String> isTransposed)
            throws IOException {
        Objects.requireNonNull(isTransposed);
        UnfinishedFile.write(file, out -> SafetensorsWriter.writeInt8(out, tensors, metadata, isTransposed));
    }
}
