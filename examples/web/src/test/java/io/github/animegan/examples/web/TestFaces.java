package io.github.animegan.examples.web;

import io.github.animegan.Faces;
import io.github.animegan.face.FaceDetector;
import io.github.animegan.image.io.PhotoWriter;
import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import io.github.animegan.weights.Checkpoints;
import io.github.animegan.weights.face.MtcnnFiles;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Weights of MTCNN that take red dots for faces, so that a fresh clone has some, and the real ones where they are. */
final class TestFaces {
    private static final float SURE = 20;

    /** Eyes, nose and corners of the mouth, as O-Net has them in its square: all x, then all y. */
    private static final float[] LANDMARKS = {.315f, .685f, .5f, .339f, .661f, .358f, .358f, .574f, .743f, .743f};

    private TestFaces() {}

    /** A folder with weights of width 1. */
    static Path redDots(Path folder) {
        try {
            Files.createDirectories(folder);
            write(folder, "pnet", network(3, 3, 3), "conv4_1", "conv4_2", 1, "");
            write(folder, "rnet", network(3, 3, 2), "dense5_1", "dense5_2", 9, "dense4");
            write(folder, "onet", network(3, 3, 3, 2), "dense6_1", "dense6_2", 9, "dense5");
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Layers that hand on how much redder than green the middle is. */
    private static Map<String, Tensor> network(int... sides) {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        for (int i = 0; i < sides.length; i++) {
            int side = sides[i];
            int channels = i == 0 ? 3 : 1;
            float[] kernel = new float[channels * side * side];
            kernel[side * side / 2] = 1;
            if (i == 0) {
                kernel[side * side + side * side / 2] = -1;
            }
            weights.put("conv" + (i + 1) + ".weight", Tensor.of(Shape.of(1, channels, side, side), kernel));
            weights.put("conv" + (i + 1) + ".bias", values(0));
            weights.put("prelu" + (i + 1) + ".weight", values(0));
        }
        return weights;
    }

    private static void write(
            Path folder, String name, Map<String, Tensor> weights, String score, String box, int window, String dense)
            throws IOException {
        boolean isMap = dense.isEmpty();
        if (!isMap) {
            float[] middle = new float[window];
            middle[window / 2] = 1;
            weights.put(dense + ".weight", Tensor.of(Shape.of(1, window), middle));
            weights.put(dense + ".bias", values(0));
            weights.put("prelu" + dense.substring(5) + ".weight", values(0));
        }
        head(weights, score, isMap, new float[] {0, SURE}, new float[] {0, -SURE / 2});
        head(weights, box, isMap, new float[4], new float[4]);
        if (name.equals("onet")) {
            head(weights, "dense6_3", false, new float[10], LANDMARKS);
        }
        Checkpoints.writeSafetensors(folder.resolve(name + ".safetensors"), StateDict.of(weights), Map.of());
    }

    private static void head(Map<String, Tensor> weights, String key, boolean isMap, float[] slopes, float[] biases) {
        Shape shape = isMap ? Shape.of(slopes.length, 1, 1, 1) : Shape.of(slopes.length, 1);
        weights.put(key + ".weight", Tensor.of(shape, slopes));
        weights.put(key + ".bias", values(biases));
    }

    private static Tensor values(float... values) {
        return Tensor.of(Shape.of(values.length), values);
    }

    static FaceDetector detector(Path weights) {
        try {
            return Faces.detector(MtcnnFiles.read(weights));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A photo with one red dot. */
    static byte[] photo(int width, int height, long seed) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int gray = (int) ((x * 3 + y * 5 + seed * 37) % 160 + 40);
                image.setRGB(x, y, gray << 16 | gray << 8 | gray);
            }
        }
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(0xff2020));
        graphics.fillOval(width / 2 - 4, height / 2 - 4, 8, 8);
        graphics.dispose();
        try {
            return PhotoWriter.png().encode(image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** facenet-pytorch's weights, which the project does not contain, in a folder {@code shared} beside the checkout. */
    static Optional<Path> real() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path weights = at.resolveSibling("shared").resolve("weights").resolve("mtcnn");
            if (Files.isDirectory(weights)) {
                return Optional.of(weights);
            }
        }
        return Optional.empty();
    }

    static boolean areReal() {
        return real().isPresent();
    }

    /** The page's sample photo of a person. */
    static byte[] astronaut() {
        try (InputStream in = TestFaces.class.getResourceAsStream("page/samples/astronaut.jpg")) {
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
