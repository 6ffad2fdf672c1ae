package io.github.animegan;

import io.github.animegan.engine.CpuSession;
import io.github.animegan.engine.Session;
import io.github.animegan.engine.kernel.KernelsProvider;
import io.github.animegan.face.Face;
import io.github.animegan.face.FaceDetector;
import io.github.animegan.face.FaceEmbedding;
import io.github.animegan.face.FaceLandmarks;
import io.github.animegan.face.mtcnn.MtcnnDetector;
import io.github.animegan.face.mtcnn.MtcnnSettings;
import io.github.animegan.face.mtcnn.MtcnnWeights;
import io.github.animegan.network.Network;
import io.github.animegan.tensor.StateDict;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes what faces are found and compared by run on this library's engine.
 *
 * <pre>{@code
 * MtcnnWeights weights = MtcnnFiles.read(Path.of("mtcnn")); // animegan-weights
 * try (FaceDetector detector = Faces.detector(weights);
 *         AnimeGan gan = AnimeGan.builder("sora")
 *                 .faces(FaceDrawing.of(detector, FacePolicy.AUTO))
 *                 .build()) {
 *     gan.stylize(Path.of("group.jpg"), Path.of("group-anime.png"));
 * }
 * }</pre>
 */
public final class Faces {
    private Faces() {}

    /**
     * {@return a detector with the default settings, on the fastest backend, with a thread for each of the JVM's processors}
     *
     * @param weights of MTCNN's three networks
     */
    public static FaceDetector detector(MtcnnWeights weights) {
        return detector(
                weights,
                MtcnnSettings.defaults(),
                Backend.AUTO,
                Runtime.getRuntime().availableProcessors());
    }

    /**
     * {@return a detector}
     *
     * @param weights of MTCNN's three networks
     * @param settings the smallest face, the scores, the orientations
     * @param backend which one computes the networks
     * @param threads how many compute, at least 1; they end when the detector is closed
     * @throws IllegalArgumentException if the weights are not MTCNN's, naming the key that is missing or misshapen
     * @throws IllegalStateException if the backend cannot run here
     */
    public static FaceDetector detector(MtcnnWeights weights, MtcnnSettings settings, Backend backend, int threads) {
        WorkerPool pool = WorkerPool.of(threads);
        try {
            return new PooledDetector(new MtcnnDetector(weights, settings, sessions(backend, pool)), pool);
        } catch (RuntimeException | Error e) {
            pool.close();
            throw e;
        }
    }

    /** The networks of a detector, which look at a picture one after another, share their threads. */
    private record PooledDetector(FaceDetector detector, WorkerPool pool) implements FaceDetector {
        @Override
        public List<Face> detect(BufferedImage picture) {
            return detector.detect(picture);
        }

        @Override
        public Optional<Face> lookAt(BufferedImage picture, FaceLandmarks place) {
            return detector.lookAt(picture, place);
        }

        @Override
        public String description() {
            return detector.description();
        }

        @Override
        public void close() {
            detector.close();
            pool.close();
        }
    }

    private static Function<Network, Session> sessions(Backend backend, WorkerPool pool) {
        KernelsProvider provider =
                BackendSelection.ofInstalled().select(backend).provider();
        return network -> new CpuSession(network, provider.create(), pool.workers(), true);
    }

    /**
     * What tells how alike two faces are.
     *
     * @param weights of dlib's recognition network, with face-api's keys
     * @param threads how many compute, at least 1
     * @return the network, which the caller closes
     * @throws IllegalArgumentException if the weights are of another network, naming the key that is missing or misshapen
     */
    public static FaceEmbedding embedding(StateDict weights, int threads) {
        KernelsProvider provider =
                BackendSelection.ofInstalled().select(Backend.AUTO).provider();
        return new FaceEmbedding(weights, network -> new CpuSession(network, provider.create(), threads, true));
    }
}
