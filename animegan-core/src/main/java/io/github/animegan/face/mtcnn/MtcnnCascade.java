package io.github.animegan.face.mtcnn;

import io.github.animegan.engine.RunOptions;
import io.github.animegan.engine.Session;
import io.github.animegan.face.Face;
import io.github.animegan.face.FaceBox;
import io.github.animegan.face.FaceLandmarks;
import io.github.animegan.face.FacePoint;
import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One detection, step by step as in facenet-pytorch's {@code detect_face}: P-Net over a pyramid of the picture, R-Net and O-Net
 * over what is left, in batches; each time boxes move to where the network wants them and overlapping ones are dropped. Boxes that
 * reach beyond the picture are filled up with black, as the paper's authors do, where facenet-pytorch stretches what is left.
 */
final class MtcnnCascade {
    private static final int WINDOW = 12;
    private static final int STEP = 2;
    private static final int REFINEMENT_SIDE = 24;
    private static final int OUTPUT_SIDE = 48;
    /** Noise can make thousands of proposals. */
    private static final int MOST_CANDIDATES = 2000;

    /** The last network may find a face a little smaller than the window in which the first one saw it. */
    private static final double SMALLER = 0.8;

    private static final double[] NO_POINTS = {};

    private final Session proposal;
    private final Session refinement;
    private final Session output;
    private final MtcnnSettings settings;
    private final SummedPicture picture;

    MtcnnCascade(Session proposal, Session refinement, Session output, MtcnnSettings settings, BufferedImage picture) {
        this.proposal = proposal;
        this.refinement = refinement;
        this.output = output;
        this.settings = settings;
        this.picture = SummedPicture.of(picture);
    }

    List<Face> run() {
        List<Candidate> proposed = proposals();
        List<Candidate> refined = refined(proposed);
        return faces(look(output, OUTPUT_SIDE, refined, settings.outputScore())).stream()
                .filter(face ->
                        face.box().size() >= settings.smallest(Math.max(picture.width, picture.height)) * SMALLER)
                .toList();
    }

    private List<Candidate> proposals() {
        List<Candidate> all = new ArrayList<>();
        double scale = WINDOW / settings.smallest(Math.max(picture.width, picture.height));
        double shortest = Math.min(picture.width, picture.height) * scale;
        for (; shortest >= WINDOW; shortest *= settings.factor(), scale *= settings.factor()) {
            all.addAll(Candidate.suppress(proposals(scale), 0.5, false));
        }
        return Candidate.suppress(all, 0.7, false).stream()
                .limit(MOST_CANDIDATES)
                .map(candidate -> candidate.movedToSquare(0))
                .toList();
    }

    /** What P-Net sees at one level of the pyramid. */
    private List<Candidate> proposals(double scale) {
        int height = (int) (picture.height * scale + 1);
        int width = (int) (picture.width * scale + 1);
        float[] level = new float[height * width * 3];
        picture.sample(0, 0, picture.width, picture.height, width, height, level, 0);
        Session.Result result = proposal.run(Tensor.of(Shape.of(1, height, width, 3), level), RunOptions.defaults());
        Tensor scores = output(result, MtcnnNetworks.SCORE);
        Tensor boxes = output(result, MtcnnNetworks.BOX);
        int columns = scores.shape().size(2);
        List<Candidate> found = new ArrayList<>();
        for (int i = 0; i < scores.shape().size(1) * columns; i++) {
            float score = scores.data()[2 * i + 1];
            if (score >= settings.proposalScore()) {
                FaceBox window = window(i % columns, i / columns, (float) scale);
                found.add(new Candidate(window, score, values(boxes, 4 * i, 4), NO_POINTS));
            }
        }
        return found;
    }

    /** In the picture's whole pixels, rounded as PyTorch does in float32. */
    private static FaceBox window(int x, int y, float scale) {
        return new FaceBox(
                Math.floor((STEP * x + 1) / scale),
                Math.floor((STEP * y + 1) / scale),
                Math.floor((STEP * x + WINDOW) / scale),
                Math.floor((STEP * y + WINDOW) / scale));
    }

    private List<Candidate> refined(List<Candidate> proposed) {
        List<Candidate> seen = look(refinement, REFINEMENT_SIDE, proposed, settings.refinementScore());
        return Candidate.suppress(seen, 0.7, false).stream()
                .map(candidate -> candidate.movedToSquare(1))
                .toList();
    }

    /** Looks at each candidate with another network, which gives those it agrees with a new score. */
    private List<Candidate> look(Session network, int side, List<Candidate> candidates, double least) {
        List<Candidate> looked = new ArrayList<>();
        List<int[]> rectangles = new ArrayList<>();
        for (Candidate candidate : candidates) {
            int[] rectangle = rectangle(candidate.box());
            if (isSeen(rectangle)) {
                looked.add(candidate);
                rectangles.add(rectangle);
            }
        }
        if (looked.isEmpty()) {
            return List.of();
        }
        Session.Result result = network.run(batch(rectangles, side), RunOptions.defaults());
        Tensor scores = output(result, MtcnnNetworks.SCORE);
        Tensor boxes = output(result, MtcnnNetworks.BOX);
        Tensor points = result.outputs().get(MtcnnNetworks.LANDMARKS);
        List<Candidate> agreed = new ArrayList<>();
        for (int i = 0; i < looked.size(); i++) {
            float score = scores.data()[2 * i + 1];
            if (score > least) {
                double[] landmarks = points == null ? NO_POINTS : values(points, 10 * i, 10);
                agreed.add(new Candidate(looked.get(i).box(), score, values(boxes, 4 * i, 4), landmarks));
            }
        }
        return agreed;
    }

    /** Left, top, right and bottom of a box, whose pixels count from 1; it may reach beyond the picture. */
    private static int[] rectangle(FaceBox box) {
        return new int[] {(int) box.left() - 1, (int) box.top() - 1, (int) box.right(), (int) box.bottom()};
    }

    private boolean isSeen(int[] rectangle) {
        return rectangle[2] > Math.max(0, rectangle[0])
                && rectangle[3] > Math.max(0, rectangle[1])
                && rectangle[0] < picture.width
                && rectangle[1] < picture.height;
    }

    private Tensor batch(List<int[]> rectangles, int side) {
        int floats = side * side * 3;
        float[] inputs = new float[Math.multiplyExact(rectangles.size(), floats)];
        for (int i = 0; i < rectangles.size(); i++) {
            int[] r = rectangles.get(i);
            picture.sample(r[0], r[1], r[2], r[3], side, side, inputs, i * floats);
        }
        return Tensor.of(Shape.of(rectangles.size(), side, side, 3), inputs);
    }

    private static List<Face> faces(List<Candidate> candidates) {
        List<Candidate> moved = new ArrayList<>();
        for (Candidate candidate : candidates) {
            FaceBox box = candidate.box();
            double[] xy = new double[2 * FaceLandmarks.COUNT];
            for (int i = 0; i < FaceLandmarks.COUNT; i++) {
                xy[i] = (box.width() + 1) * candidate.points()[i] + box.left() - 1;
                xy[i + FaceLandmarks.COUNT] =
                        (box.height() + 1) * candidate.points()[i + FaceLandmarks.COUNT] + box.top() - 1;
            }
            moved.add(new Candidate(candidate.movedBox(1), candidate.score(), NO_POINTS, xy));
        }
        return Candidate.suppress(moved, 0.7, true).stream()
                .map(face -> new Face(face.box(), face.score(), landmarks(face.points())))
                .toList();
    }

    private static FaceLandmarks landmarks(double[] xy) {
        List<FacePoint> points = new ArrayList<>();
        for (int i = 0; i < FaceLandmarks.COUNT; i++) {
            points.add(new FacePoint(xy[i], xy[i + FaceLandmarks.COUNT]));
        }
        return FaceLandmarks.of(points);
    }

    private static Tensor output(Session.Result result, String name) {
        return Objects.requireNonNull(result.outputs().get(name));
    }

    private static double[] values(Tensor tensor, int from, int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = tensor.data()[from + i];
        }
        return values;
    }
}
