package io.github.animegan.face.mtcnn;

import io.github.animegan.engine.Session;
import io.github.animegan.face.Face;
import io.github.animegan.face.FaceBox;
import io.github.animegan.face.FaceDetector;
import io.github.animegan.face.FaceLandmarks;
import io.github.animegan.face.FacePoint;
import io.github.animegan.face.SimilarityTransform;
import io.github.animegan.face.mtcnn.MtcnnSettings.Turns;
import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Images;
import io.github.animegan.image.Transparency;
import io.github.animegan.image.resample.Resampling;
import io.github.animegan.network.Network;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * MTCNN: three small networks that look at a picture one after another, each closer at less. It finds faces from twelve pixels on
 * and five landmarks each, and is good for faces turned by up to about 45 degrees; {@link Turns} has it look at quarter turns of
 * the picture as well.
 *
 * @see <a href="https://doi.org/10.1109/LSP.2016.2603342">K. Zhang et al., Joint Face Detection and Alignment Using Multitask
 *     Cascaded Convolutional Networks, 2016</a>
 */
public final class MtcnnDetector implements FaceDetector {
    /** A face that is turned too far is seen now and then, with a score below this and landmarks that are wrong. */
    private static final double BEYOND_DOUBT = 0.99;

    /** Boxes of the same face in two orientations overlap by more than this part of the smaller one. */
    private static final double SAME_FACE = 0.5;

    private final MtcnnSettings settings;
    private final String weightsId;
    private final Session proposal;
    private final Session refinement;
    private final Session output;

    /**
     * Prepares the three networks.
     *
     * @param weights of the three networks
     * @param settings the smallest face, the scores, the orientations
     * @param sessions makes a network run; the sessions are closed with the detector
     * @throws IllegalArgumentException if the weights are not MTCNN's, naming the key that is missing or misshapen
     */
    public MtcnnDetector(MtcnnWeights weights, MtcnnSettings settings, Function<Network, Session> sessions) {
        Network first = weights.proposalNetwork();
        Network second = weights.refinementNetwork();
        Network third = weights.outputNetwork();
        this.settings = settings;
        this.weightsId = Integer.toHexString(weights.hashCode());
        this.proposal = sessions.apply(first);
        this.refinement = sessions.apply(second);
        this.output = sessions.apply(third);
    }

    @Override
    public List<Face> detect(BufferedImage picture) {
        ImageSize size = Images.sizeOf(picture);
        BufferedImage opaque = Transparency.opaque(picture);
        if (size.longestSide() <= settings.longestSide()) {
            return detectTurned(opaque);
        }
        ImageSize reduced = size.withLongestSide(settings.longestSide());
        double scale = (double) size.longestSide() / settings.longestSide();
        SimilarityTransform enlarge = SimilarityTransform.scaling(scale);
        return detectTurned(Resampling.BICUBIC.resize(opaque, reduced)).stream()
                .map(face -> transformed(face, enlarge))
                .toList();
    }

    private List<Face> detectTurned(BufferedImage picture) {
        List<Face> upright = detectUpright(picture, settings);
        boolean found = upright.stream().anyMatch(face -> face.score() >= BEYOND_DOUBT);
        if (settings.turns() == Turns.UPRIGHT || (found && settings.turns() == Turns.WHEN_NONE)) {
            return upright;
        }
        List<Face> all = new ArrayList<>(upright);
        MtcnnSettings coarser = settings.oneLevelCoarser();
        for (int quarters = 1; quarters < 4; quarters++) {
            QuarterTurn turn = new QuarterTurn(quarters, Images.sizeOf(picture));
            detectUpright(turn.apply(picture), coarser).forEach(face -> all.add(transformed(face, turn.back())));
        }
        return surest(all);
    }

    private List<Face> detectUpright(BufferedImage picture, MtcnnSettings wanted) {
        List<Face> faces = new MtcnnCascade(proposal, refinement, output, wanted, picture).run();
        return wanted.secondScore() > 0 ? SecondLook.at(picture, faces, output, wanted.secondScore()) : faces;
    }

    /** Keeps, of the same face seen in several orientations, the one with the best score. */
    private static List<Face> surest(List<Face> faces) {
        List<Face> sorted = new ArrayList<>(faces);
        sorted.sort(Comparator.comparingDouble(Face::score).reversed());
        List<Face> kept = new ArrayList<>();
        for (Face face : sorted) {
            if (kept.stream().noneMatch(better -> better.box().overlap(face.box(), true, 0) > SAME_FACE)) {
                kept.add(face);
            }
        }
        return List.copyOf(kept);
    }

    private static Face transformed(Face face, SimilarityTransform transform) {
        FacePoint one =
                transform.apply(new FacePoint(face.box().left(), face.box().top()));
        FacePoint other =
                transform.apply(new FacePoint(face.box().right(), face.box().bottom()));
        FaceBox box = new FaceBox(
                Math.min(one.x(), other.x()),
                Math.min(one.y(), other.y()),
                Math.max(one.x(), other.x()),
                Math.max(one.y(), other.y()));
        return new Face(box, face.score(), face.landmarks().transformed(transform));
    }

    /**
     * What the last network sees at the place, set upright, be it sure that this is a face or not: the score tells. It sees drawn
     * faces, too, of which the first networks make nothing.
     */
    @Override
    public Optional<Face> lookAt(BufferedImage picture, FaceLandmarks place) {
        return Optional.of(SecondLook.look(Transparency.opaque(picture), List.of(place), output)
                .get(0));
    }

    @Override
    public String description() {
        return "mtcnn(" + weightsId + ", " + settings + ")";
    }

    @Override
    public void close() {
        proposal.close();
        refinement.close();
        output.close();
    }
}
