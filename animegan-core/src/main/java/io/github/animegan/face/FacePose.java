package io.github.animegan.face;

import java.util.List;

/**
 * How a head is turned, in degrees. It is found from the five landmarks of a rigid mean head under a weak perspective, the first
 * step of POSIT; five points and a mean head make it good to some ten degrees, which is enough to tell a frontal face from a
 * profile.
 *
 * @param yaw to the side: positive where the face looks to the right of the picture
 * @param pitch up and down: positive where it looks down
 * @param roll in the picture: positive where the head is turned clockwise
 * @see <a href="https://doi.org/10.1007/BF01450852">D. F. DeMenthon, L. S. Davis, Model-based object pose in 25 lines of code,
 *     1995</a>
 */
public record FacePose(double yaw, double pitch, double roll) {
    /**
     * The mean head in millimeters, x to the right, y downwards, z towards the viewer, from the nose's tip: the proportions of
     * {@link StandardPose} at eyes 63 mm apart, and the depths of eyes and mouth corners behind the tip.
     */
    private static final double[][] HEAD = {
        {-31.5, -36.9, -32}, {31.5, -36.9, -32}, {0, 0, 0}, {-27.4, 28.7, -24}, {27.4, 28.7, -24}
    };

    /**
     * {@return the pose of a face with these landmarks}
     *
     * @param landmarks in pixels
     */
    public static FacePose of(FaceLandmarks landmarks) {
        double roll = StandardPose.transform(landmarks, 1).inverse().degrees();
        // The depth of the nose is what tells yaw and pitch, and the roll is taken out first, so that they do not
        // depend on it.
        FaceLandmarks upright = landmarks.transformed(StandardPose.transform(landmarks, 256));
        double[][] rows = scaledRows(upright.points());
        double scale = (length(rows[0]) + length(rows[1])) / 2;
        double yaw = Math.toDegrees(Math.asin(clamp(rows[0][2] / scale)));
        double pitch = Math.toDegrees(Math.asin(clamp(rows[1][2] / scale)));
        return new FacePose(yaw, pitch, roll);
    }

    /** {@return whether the face looks at the viewer, within 30 degrees to all sides} */
    public boolean isFrontal() {
        return Math.abs(yaw) <= 30 && Math.abs(pitch) <= 30;
    }

    /**
     * The first two rows of the head's rotation times its scale: the least-squares solution of {@code points = rows * HEAD}, both
     * without their means.
     */
    private static double[][] scaledRows(List<FacePoint> points) {
        double[][] head = centered(HEAD);
        double[][] seen = centered(points.stream()
                .map(point -> new double[] {point.x(), point.y()})
                .toArray(double[][]::new));
        double[][] normal = new double[3][3];
        double[][] products = new double[2][3];
        for (int i = 0; i < head.length; i++) {
            for (int j = 0; j < 3; j++) {
                for (int k = 0; k < 3; k++) {
                    normal[j][k] += head[i][j] * head[i][k];
                }
                products[0][j] += seen[i][0] * head[i][j];
                products[1][j] += seen[i][1] * head[i][j];
            }
        }
        return new double[][] {solve(normal, products[0]), solve(normal, products[1])};
    }

    private static double[][] centered(double[][] points) {
        int axes = points[0].length;
        double[] mean = new double[axes];
        for (double[] point : points) {
            for (int axis = 0; axis < axes; axis++) {
                mean[axis] += point[axis] / points.length;
            }
        }
        double[][] centered = new double[points.length][axes];
        for (int i = 0; i < points.length; i++) {
            for (int axis = 0; axis < axes; axis++) {
                centered[i][axis] = points[i][axis] - mean[axis];
            }
        }
        return centered;
    }

    /** Cramer's rule for three unknowns; the head's points do not lie in a plane, so there is a solution. */
    private static double[] solve(double[][] matrix, double[] right) {
        double whole = determinant(matrix);
        double[] solution = new double[3];
        for (int unknown = 0; unknown < 3; unknown++) {
            double[][] replaced = {matrix[0].clone(), matrix[1].clone(), matrix[2].clone()};
            for (int row = 0; row < 3; row++) {
                replaced[row][unknown] = right[row];
            }
            solution[unknown] = determinant(replaced) / whole;
        }
        return solution;
    }

    private static double determinant(double[][] m) {
        return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
                - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
                + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
    }

    private static double length(double[] vector) {
        return Math.sqrt(vector[0] * vector[0] + vector[1] * vector[1] + vector[2] * vector[2]);
    }

    private static double clamp(double sine) {
        return Math.max(-1, Math.min(1, sine));
    }
}
