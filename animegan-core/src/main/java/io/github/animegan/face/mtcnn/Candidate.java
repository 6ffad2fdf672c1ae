package io.github.animegan.face.mtcnn;

import io.github.animegan.face.FaceBox;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A box in which a network saw a face.
 *
 * @param box where
 * @param score how sure the network was
 * @param moves by which parts of width and height the box's sides should move
 * @param points five x and then five y of landmarks, in sides of the box; empty before the last network
 */
@SuppressWarnings("ArrayRecordComponent") // For one detection, never compared.
record Candidate(FaceBox box, double score, double[] moves, double[] points) {
    /**
     * Keeps the surest candidate of each heap of overlapping ones ("non-maximum suppression").
     *
     * @param most the overlap that two that are kept may have
     * @param ofSmaller whether that is part of the smaller box, not of both together
     * @return the kept ones, the surest first
     */
    static List<Candidate> suppress(List<Candidate> candidates, double most, boolean ofSmaller) {
        List<Candidate> sorted = new ArrayList<>(candidates);
        sorted.sort(Comparator.comparingDouble(Candidate::score).reversed());
        List<Candidate> kept = new ArrayList<>();
        for (Candidate candidate : sorted) {
            int extra = ofSmaller ? 1 : 0;
            if (kept.stream().noneMatch(better -> better.box.overlap(candidate.box, ofSmaller, extra) > most)) {
                kept.add(candidate);
            }
        }
        return kept;
    }

    /**
     * The box with its sides moved as the network wants them.
     *
     * @param extra how many pixels more its width and height count
     */
    FaceBox movedBox(int extra) {
        double width = box.width() + extra;
        double height = box.height() + extra;
        return new FaceBox(
                box.left() + moves[0] * width,
                box.top() + moves[1] * height,
                box.right() + moves[2] * width,
                box.bottom() + moves[3] * height);
    }

    /** As {@link #movedBox}, made square, for the next network to look at. */
    Candidate movedToSquare(int extra) {
        return new Candidate(movedBox(extra).square(), score, moves, points);
    }
}
