package io.github.animegan.face;

/** Which faces are drawn by themselves. */
public enum FacePolicy {
    /** Faces that gain by it are drawn by themselves, small ones and turned ones; everything else is drawn with the whole picture. */
    AUTO,
    /** All faces are drawn by themselves; everything else is drawn with the whole picture. */
    ALL,
    /** All faces, and nothing else: the rest of the picture stays a photo. */
    ONLY,
    /** None: faces are drawn with the whole picture. */
    OFF
}
