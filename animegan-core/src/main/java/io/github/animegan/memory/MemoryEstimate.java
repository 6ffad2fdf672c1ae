package io.github.animegan.memory;

/**
 * About how much memory the process has at its peak while one picture is stylised, in bytes.
 *
 * @param featureMaps what the generator computes with; grows with the picture's area
 * @param weights the state dict's and the backend's own copy of them
 * @param pictures the photo, what the steps before and after need, the generator's input and output, the result
 * @param workingMemory what each thread needs beside
 * @param process the JVM itself with its code, and the backend's native library
 */
public record MemoryEstimate(long featureMaps, long weights, long pictures, long workingMemory, long process) {
    /** {@return all of it, in bytes: what the resident memory of a process that does nothing else should stay near} */
    public long total() {
        return featureMaps + weights + pictures + workingMemory + process;
    }

    /** For example {@code about 620 MB (feature maps 453, weights 30, pictures 36, threads 16, process 110)}. */
    @Override
    public String toString() {
        return "about %d MB (feature maps %d, weights %d, pictures %d, threads %d, process %d)"
                .formatted(
                        total() >> 20,
                        featureMaps >> 20,
                        weights >> 20,
                        pictures >> 20,
                        workingMemory >> 20,
                        process >> 20);
    }
}
