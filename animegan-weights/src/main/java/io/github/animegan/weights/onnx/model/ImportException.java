package io.github.animegan.weights.onnx.model;

/** A model cannot become a network; the message is a phrase about the node at hand. */
public final class ImportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean dependsOnSize;

    private ImportException(String message, boolean dependsOnSize) {
        super(message);
        this.dependsOnSize = dependsOnSize;
    }

    /** Something that is not known here, whatever the picture's size. */
    public static ImportException unsupported(String what) {
        return new ImportException(what, false);
    }

    /** Something that may go with pictures of other sizes. */
    public static ImportException size(String what) {
        return new ImportException(what, true);
    }

    public boolean dependsOnSize() {
        return dependsOnSize;
    }

    /** The same, said of a node. */
    public ImportException at(OnnxNode node) {
        return new ImportException(node.title() + ": " + getMessage(), dependsOnSize);
    }
}
