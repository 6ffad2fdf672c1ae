package io.github.animegan.face;

import java.util.List;

/** Where the faces of the test photos are, as PyTorch has them ({@code src/test/python/mtcnn_reference.py}). */
enum KnownFaces {
    ASTRONAUT("astronaut.png", 109.9, 205.01, 101.73, 246.76, 103.71, 224.67, 128.96, 201.72, 139.25, 245.27, 141.86),
    HAT("kodak/kodim04.png", 360.9, 235.93, 332.43, 354.38, 355.76, 296.76, 441.91, 198.32, 459.38, 308.65, 477.79),
    GIRL("kodak/kodim15.png", 439.4, 468.55, 156.06, 635.82, 163.28, 547.68, 249.51, 478.24, 324.72, 607.10, 333.33);

    final String photo;
    /** The height of the detector's box. */
    final double height;

    @SuppressWarnings("ImmutableEnumChecker") // A record of numbers.
    final FaceLandmarks landmarks;

    KnownFaces(String photo, double height, double... xy) {
        this.photo = photo;
        this.height = height;
        this.landmarks = new FaceLandmarks(point(xy, 0), point(xy, 1), point(xy, 2), point(xy, 3), point(xy, 4));
    }

    private static FacePoint point(double[] xy, int i) {
        return new FacePoint(xy[2 * i], xy[2 * i + 1]);
    }

    static List<KnownFaces> all() {
        return List.of(values());
    }
}
