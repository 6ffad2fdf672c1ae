package io.github.animegan.image.color;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** The tone curves of ICC profiles: functions from encoded samples in [0, 1] to linear light in [0, 1]. */
final class ToneCurve {
    /** How many numbers each kind of parametric curve has (ICC.1:2022, table 68). */
    private static final int[] PARAMETERS = {1, 3, 4, 5, 7};

    private ToneCurve() {}

    /** The curve that a tag describes; empty if it is missing, damaged or of another type. */
    static Optional<DoubleUnaryOperator> of(byte @Nullable [] tag) {
        if (tag == null || tag.length < 12) {
            return Optional.empty();
        }
        ByteBuffer data = ByteBuffer.wrap(tag);
        String type = new String(tag, 0, 4, StandardCharsets.ISO_8859_1);
        data.position(8);
        return switch (type) {
            case "curv" -> sampled(data);
            case "para" -> parametric(data);
            default -> Optional.empty();
        };
    }

    private static Optional<DoubleUnaryOperator> sampled(ByteBuffer data) {
        int count = data.getInt();
        if (count == 0) {
            return checked(x -> x);
        }
        if (count < 0 || count > data.remaining() / 2) {
            return Optional.empty();
        }
        int[] points = new int[count];
        for (int i = 0; i < count; i++) {
            points[i] = data.getShort() & 0xffff;
        }
        if (count == 1) {
            return checked(x -> Math.pow(x, points[0] / 256.0));
        }
        return checked(x -> {
            double position = x * (count - 1);
            int left = (int) Math.min(count - 2, position);
            return (points[left] + (position - left) * (points[left + 1] - points[left])) / 65535;
        });
    }

    private static Optional<DoubleUnaryOperator> parametric(ByteBuffer data) {
        int kind = data.getShort() & 0xffff;
        data.getShort(); // reserved
        if (kind >= PARAMETERS.length || data.remaining() < 4 * PARAMETERS[kind]) {
            return Optional.empty();
        }
        double[] p = new double[7]; // g a b c d e f, as the specification calls them
        for (int i = 0; i < PARAMETERS[kind]; i++) {
            p[i] = data.getInt() / 65536.0;
        }
        return switch (kind) {
            case 0 -> checked(x -> Math.pow(x, p[0]));
            case 1 -> checked(x -> x >= -p[2] / p[1] ? power(x, p) : 0);
            case 2 -> checked(x -> x >= -p[2] / p[1] ? power(x, p) + p[3] : p[3]);
            default -> checked(x -> x >= p[4] ? power(x, p) + p[5] : p[3] * x + p[6]);
        };
    }

    private static double power(double x, double[] p) {
        return Math.pow(p[1] * x + p[2], p[0]);
    }

    /** The curve, cut off at 0 and 1; empty if it is no number for some sample of 8 bits. */
    private static Optional<DoubleUnaryOperator> checked(DoubleUnaryOperator curve) {
        for (int sample = 0; sample < 256; sample++) {
            if (Double.isNaN(curve.applyAsDouble(sample / 255.0))) {
                return Optional.empty();
            }
        }
        return Optional.of(x -> Math.max(0, Math.min(1, curve.applyAsDouble(x))));
    }
}
