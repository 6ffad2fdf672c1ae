package io.github.animegan.face;

/**
 * A face that was found in a picture.
 *
 * @param box where it is
 * @param score how sure the detector is, in [0, 1]
 * @param landmarks its eyes, nose and mouth
 */
public record Face(FaceBox box, double score, FaceLandmarks landmarks) {}
