/**
 * Checkpoints: the files that hold a network's weights. {@link io.github.animegan.weights.Checkpoints} is where to
 * start; it reads PyTorch files (both the zip archives of version 1.6 and later and the older bare pickles) and
 * safetensors, and writes safetensors, in float32 or with the convolutions in int8.
 *
 * <p><b>A checkpoint is data.</b> PyTorch's files contain a pickle, which is a small program; Python runs it and can be
 * made to run anything. Here a reader of its own knows just the instructions that {@code torch.save} writes and a short
 * list of class names that it turns into plain data. Whatever else a file asks for is refused, with its name and offset,
 * in a {@link io.github.animegan.weights.CheckpointFormatException}.
 *
 * <p><b>Limits.</b> Each length found in a file is compared with the bytes that are really there before memory is taken
 * for it. A header or pickle has at most 100 MB or 32 MiB, a pickle a million instructions, a tensor 2^31-9 elements, and all
 * tensors together no more elements than the file has bytes, so a small file cannot grow large; entries of a zip archive
 * may inflate 16 times. Of whole pickled models and TorchScript archives the tensors are read, and nothing else. Big-endian files,
 * sparse, quantized and complex tensors are refused.
 *
 * <p>Everything becomes float32: wider floats are rounded, integers and booleans converted (exact up to 2^24), so that a
 * batch norm's {@code num_batches_tracked} is a scalar like any other.
 *
 * <p>All of this package is free of shared state and may be used by any number of threads.
 *
 * @see <a href="https://pytorch.org/docs/stable/notes/serialization.html">PyTorch, Serialization semantics</a>
 * @see <a href="https://github.com/huggingface/safetensors#format">safetensors, Format</a>
 * @see <a href="https://github.com/python/cpython/blob/main/Lib/pickletools.py">CPython, pickletools: the instructions of
 *     a pickle</a>
 */
@NullMarked
package io.github.animegan.weights;

import org.jspecify.annotations.NullMarked;
