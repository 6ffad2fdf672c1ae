package io.github.animegan.report;

import io.github.animegan.face.Face;
import io.github.animegan.face.FaceChange;

/**
 * How well a face turned out.
 *
 * @param face where it is in the photo
 * @param similarity the SSIM of its box to the photo's
 * @param sharpness the variance of the Laplacian, in the picture: {@link io.github.animegan.face.FaceReport#sharpness}
 * @param sharpnessOfPhoto the same in the photo
 * @param change what became of its landmarks and of the person
 */
public record FaceQuality(Face face, double similarity, double sharpness, double sharpnessOfPhoto, FaceChange change) {}
