package io.github.animegan.weights;

/** The kinds of checkpoint that {@link Checkpoints} tells apart by their content. */
public enum CheckpointFormat {
    /** What {@code torch.save} writes since PyTorch 1.6: a zip archive of one pickle and a file for each storage. */
    PYTORCH_ZIP("PyTorch (zip)"),
    /** What {@code torch.save} wrote before: five pickles in a row, then the raw storages. */
    PYTORCH_LEGACY("PyTorch (before 1.6)"),
    /** A JSON header and the raw tensors. */
    SAFETENSORS("safetensors");

    private final String title;

    CheckpointFormat(String title) {
        this.title = title;
    }

    /** The name to show to people. */
    @Override
    public String toString() {
        return title;
    }
}
