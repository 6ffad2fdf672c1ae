package io.github.animegan.face.mtcnn;

import io.github.animegan.engine.RunOptions;
import io.github.animegan.engine.Session;
import io.github.animegan.face.Face;
import io.github.animegan.face.FaceBox;
import io.github.animegan.face.FaceLandmarks;
import io.github.animegan.face.FacePoint;
import io.github.animegan.face.FacePose;
import io.github.animegan.face.SimilarityTransform;
import io.github.animegan.face.Warp;
import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Has O-Net look again at the faces that were found, each turned upright and put where O-Net expects faces. What is no face does not
 * stand it; and of a face that is turned, it finds the landmarks better. This is no part of MTCNN as published.
 */
final class SecondLook {
    private static final int SIDE = 48;

    /** Where O-Net's faces have their five points, in sides of the square that it sees: the means over its own detections. */
    private static final List<FacePoint> EXPECTED = List.of(
            new FacePoint(0.315, 0.358),
            new FacePoint(0.685, 0.358),
            new FacePoint(0.5, 0.574),
            new FacePoint(0.339, 0.743),
            new FacePoint(0.661, 0.743));

    /** Faces that are turned by less keep the landmarks of the first look. */
    private static final double MUCH_ROLL = 15;

    private SecondLook() {}

    /** The faces of which the network is still sure. */
    static List<Face> at(BufferedImage picture, List<Face> faces, Session output, double least) {
        List<Face> again = look(picture, faces.stream().map(Face::landmarks).toList(), output);
        List<Face> sure = new ArrayList<>();
        for (int i = 0; i < faces.size(); i++) {
            Face first = faces.get(i);
            Face second = again.get(i);
            if (second.score() > least) {
                boolean turned = Math.abs(FacePose.of(first.landmarks()).roll()) >= MUCH_ROLL;
                sure.add(turned ? second : new Face(first.box(), second.score(), first.landmarks()));
            }
        }
        return sure;
    }

    /** What the network sees at those places, be it sure or not. */
    static List<Face> look(BufferedImage picture, List<FaceLandmarks> places, Session output) {
        if (places.isEmpty()) {
            return List.of();
        }
        List<SimilarityTransform> views = new ArrayList<>();
        float[] inputs = new float[places.size() * SIDE * SIDE * 3];
        for (int i = 0; i < places.size(); i++) {
            SimilarityTransform view = SimilarityTransform.fit(
                    places.get(i).points(),
                    EXPECTED.stream().map(point -> place(point.x(), point.y())).toList());
            views.add(view);
            fill(Warp.image(picture, view, SIDE, SIDE), inputs, i * SIDE * SIDE * 3);
        }
        Session.Result result =
                output.run(Tensor.of(Shape.of(places.size(), SIDE, SIDE, 3), inputs), RunOptions.defaults());
        List<Face> seen = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            seen.add(seen(result, i, views.get(i).inverse()));
        }
        return seen;
    }

    private static void fill(BufferedImage view, float[] inputs, int offset) {
        int at = offset;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int rgb = view.getRGB(x, y);
                for (int shift = 16; shift >= 0; shift -= 8) {
                    inputs[at++] = ((rgb >> shift & 0xff) - 127.5f) / 128;
                }
            }
        }
    }

    private static Face seen(Session.Result result, int i, SimilarityTransform back) {
        float score = values(result, MtcnnNetworks.SCORE)[2 * i + 1];
        float[] points = values(result, MtcnnNetworks.LANDMARKS);
        List<FacePoint> landmarks = new ArrayList<>();
        for (int k = 0; k < FaceLandmarks.COUNT; k++) {
            landmarks.add(back.apply(place(points[10 * i + k], points[10 * i + FaceLandmarks.COUNT + k])));
        }
        float[] moves = values(result, MtcnnNetworks.BOX);
        FacePoint one = place(moves[4 * i], moves[4 * i + 1]);
        FacePoint other = place(1 + moves[4 * i + 2], 1 + moves[4 * i + 3]);
        return new Face(bounds(one, other, back), score, FaceLandmarks.of(landmarks));
    }

    private static FacePoint place(double x, double y) {
        return new FacePoint(x * SIDE - 0.5, y * SIDE - 0.5);
    }

    /** The upright box round a box that is turned. */
    private static FaceBox bounds(FacePoint one, FacePoint other, SimilarityTransform back) {
        List<FacePoint> corners = List.of(
                back.apply(one),
                back.apply(other),
                back.apply(new FacePoint(one.x(), other.y())),
                back.apply(new FacePoint(other.x(), one.y())));
        return new FaceBox(
                corners.stream().mapToDouble(FacePoint::x).min().orElseThrow(),
                corners.stream().mapToDouble(FacePoint::y).min().orElseThrow(),
                corners.stream().mapToDouble(FacePoint::x).max().orElseThrow(),
                corners.stream().mapToDouble(FacePoint::y).max().orElseThrow());
    }

    private static float[] values(Session.Result result, String name) {
        return Objects.requireNonNull(result.outputs().get(name)).data();
    }
}
