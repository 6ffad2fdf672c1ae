package io.github.animegan.face;

import io.github.animegan.engine.RunOptions;
import io.github.animegan.engine.Session;
import io.github.animegan.network.Network;
import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.util.function.Function;

/**
 * Tells faces apart: a network turns each into 128 numbers, and the distance of two such vectors tells whether they are of the same
 * person. dlib, whose network it is, takes 0.6 as the limit. May be used by several threads at once.
 *
 * @see <a href="http://blog.dlib.net/2017/02/high-quality-face-recognition-with-deep.html">D. King, High Quality Face Recognition
 *     with Deep Metric Learning, 2017</a>
 */
public final class FaceEmbedding implements AutoCloseable {
    private static final int SIDE = 150;
    private static final float[] MEANS = {122.782f, 117.001f, 104.298f};
    private static final float DIVISOR = 256;

    /** dlib's cut-out is 1.276 times closer than the standard pose, with the eyes at 0.309 of its height. */
    private static final double CLOSER = 1.276;

    private static final double STANDARD_EYES = 0.469;
    private static final double EYES = 0.309;

    private final Session session;

    /**
     * Prepares the network.
     *
     * @param weights with face-api's keys, filters as OIHW
     * @param sessions makes a network run; the session is closed with this object
     * @throws IllegalArgumentException if the weights are of another network, naming the key that is missing or misshapen
     */
    public FaceEmbedding(StateDict weights, Function<Network, Session> sessions) {
        this.session = sessions.apply(network(weights, SIDE));
    }

    /**
     * {@return the network for square inputs {@code [n, side, side, 3]}}
     *
     * @param weights of dlib's recognition network, with face-api's keys
     * @param side of the inputs, in pixels
     */
    public static Network network(StateDict weights, int side) {
        return new EmbeddingNetwork(weights).define(side);
    }

    /**
     * {@return the vector of a face of a picture, to be compared by {@link #distance}}
     *
     * @param picture in which the face is; not changed
     * @param face where its eyes, nose and mouth are in that picture, in pixels
     */
    public float[] embed(BufferedImage picture, FaceLandmarks face) {
        SimilarityTransform standard = StandardPose.transform(face, SIDE);
        SimilarityTransform closer = new SimilarityTransform(
                standard.a() * CLOSER,
                standard.b() * CLOSER,
                (standard.c() - SIDE / 2.0) * CLOSER + SIDE / 2.0,
                (standard.d() - STANDARD_EYES * SIDE) * CLOSER + EYES * SIDE);
        float[][] planes = Warp.view(picture, closer, SIDE, SIDE);
        float[] input = new float[SIDE * SIDE * 3];
        for (int i = 0; i < SIDE * SIDE; i++) {
            for (int channel = 0; channel < 3; channel++) {
                input[3 * i + channel] = (planes[channel][i] - MEANS[channel]) / DIVISOR;
            }
        }
        return session.run(Tensor.of(Shape.of(1, SIDE, SIDE, 3), input), RunOptions.defaults())
                .output()
                .data();
    }

    /**
     * {@return the Euclidean distance of two vectors: below 0.6 they are taken to be of the same person}
     *
     * @param one of {@link #embed}
     * @param other of {@link #embed}, too
     * @throws IllegalArgumentException if the vectors are not of the same length
     */
    public static double distance(float[] one, float[] other) {
        if (one.length != other.length) {
            throw new IllegalArgumentException("vectors of " + one.length + " and " + other.length + " numbers");
        }
        double squares = 0;
        for (int i = 0; i < one.length; i++) {
            double difference = (double) one[i] - other[i];
            squares += difference * difference;
        }
        return Math.sqrt(squares);
    }

    @Override
    public void close() {
        session.close();
    }
}
