/**
 * Turns photos into anime pictures: {@code io.github.animegan.AnimeGan}. What is not exported is no API.
 *
 * <p>The backends' modules are not required, not even {@code static}: javac would warn every user of an incubating module, and
 * ND4J's jars cannot be modules, since they share packages. Their providers read them where they are there.
 */
module io.github.animegan.core {
    requires transitive java.desktop;
    requires jdk.unsupported; // ND4J on the class path needs its Unsafe, and nobody else would ask for it
    requires org.apache.commons.imaging;
    requires org.slf4j;
    requires static com.github.benmanes.caffeine;
    requires static transitive org.jspecify;

    exports io.github.animegan;
    exports io.github.animegan.cache;
    exports io.github.animegan.face;
    exports io.github.animegan.face.mtcnn;
    exports io.github.animegan.image;
    exports io.github.animegan.image.io;
    exports io.github.animegan.image.quality;
    exports io.github.animegan.image.resample;
    exports io.github.animegan.image.step;
    exports io.github.animegan.memory;
    exports io.github.animegan.model;
    exports io.github.animegan.network;
    exports io.github.animegan.nd4j;
    exports io.github.animegan.report;
    exports io.github.animegan.tensor;
    exports io.github.animegan.video;
    exports io.github.animegan.video.frame;
    exports io.github.animegan.file to
            io.github.animegan.weights;

    uses io.github.animegan.StyleProvider;
    uses io.github.animegan.engine.kernel.KernelsProvider;
    uses io.github.animegan.model.Architecture;

    provides io.github.animegan.engine.kernel.KernelsProvider with
            io.github.animegan.engine.kernel.nd4j.Nd4jKernelsProvider,
            io.github.animegan.engine.kernel.plain.PlainKernelsProvider,
            io.github.animegan.engine.kernel.vector.VectorKernelsProvider;
}
