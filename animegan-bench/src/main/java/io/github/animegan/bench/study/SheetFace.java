package io.github.animegan.bench.study;

import io.github.animegan.face.FaceLandmarks;
import io.github.animegan.face.FacePoint;
import java.util.List;

/** The faces that sheets are composed of: where they are in their photos, as MTCNN in PyTorch has them. */
public enum SheetFace {
    /** Eileen Collins (NASA, public domain). */
    ASTRONAUT("astronaut.png", 109.9, 205.01, 101.73, 246.76, 103.71, 224.67, 128.96, 201.72, 139.25, 245.27, 141.86),
    /** A woman with a red hat (Kodak). */
    HAT("kodak/kodim04.png", 360.9, 235.93, 332.43, 354.38, 355.76, 296.76, 441.91, 198.32, 459.38, 308.65, 477.79),
    /** A girl with a painted face (Kodak). */
    GIRL("kodak/kodim15.png", 439.4, 468.55, 156.06, 635.82, 163.28, 547.68, 249.51, 478.24, 324.72, 607.10, 333.33);

    private final String photo;
    private final double size;

    @SuppressWarnings("ImmutableEnumChecker") // Nobody writes to it.
    private final double[] xy;

    SheetFace(String photo, double size, double... xy) {
        this.photo = photo;
        this.size = size;
        this.xy = xy;
    }

    /** The file of the photo, in the folder of photos. */
    public String photo() {
        return photo;
    }

    /** The height of the face's box in the photo, in pixels. */
    public double size() {
        return size;
    }

    /** The landmarks in the photo. */
    public FaceLandmarks landmarks() {
        return new FaceLandmarks(point(0), point(1), point(2), point(3), point(4));
    }

    private FacePoint point(int i) {
        return new FacePoint(xy[2 * i], xy[2 * i + 1]);
    }

    /** The point in the middle of the five. */
    FacePoint middle() {
        List<FacePoint> points = landmarks().points();
        return new FacePoint(
                points.stream().mapToDouble(FacePoint::x).average().orElseThrow(),
                points.stream().mapToDouble(FacePoint::y).average().orElseThrow());
    }
}
