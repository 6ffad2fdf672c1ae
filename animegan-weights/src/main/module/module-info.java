/** Checkpoints as data, and the styles: {@code io.github.animegan.weights.Checkpoints}, {@code io.github.animegan.weights.style}. */
module io.github.animegan.weights {
    requires transitive io.github.animegan.core;
    requires com.fasterxml.jackson.core;
    requires java.net.http;
    requires static transitive org.jspecify;

    exports io.github.animegan.weights;
    exports io.github.animegan.weights.face;
    exports io.github.animegan.weights.onnx;
    exports io.github.animegan.weights.style;

    provides io.github.animegan.StyleProvider with
            io.github.animegan.weights.style.CatalogStyleProvider;
}
