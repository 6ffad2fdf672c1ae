package io.github.animegan.weights.onnx.convert;

import io.github.animegan.weights.onnx.model.ImportException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A number for each channel, as a sum of products of constants and statistics of feature maps. Norms are spelled out in models as
 * arithmetic with means and variances, in ever other orders; kept as expressions they can be compared with the formulas of the
 * norms, whatever order they came in.
 *
 * @param terms the summands; none stands for 0
 */
record ChannelExpression(List<Term> terms) {
    static final ChannelExpression ZERO = new ChannelExpression(List.of());
    static final ChannelExpression ONE = constant(1);

    private static final int MAX_TERMS = 16;
    private static final int MAX_FACTORS = 8;

    /** Which number of a feature map's values. */
    enum Kind {
        MEAN,
        /** The biased variance. */
        VARIANCE,
        /** The root of the variance and an epsilon. */
        DEVIATION,
        /** One by that. */
        INVERSE_DEVIATION
    }

    /**
     * A statistic.
     *
     * @param kind which
     * @param map the number of the feature map
     * @param groups over how many groups of channels; 0 for each channel by itself
     * @param epsilon what is added to the variance
     */
    record Factor(Kind kind, int map, int groups, double epsilon) {}

    /**
     * A product.
     *
     * @param coefficient one number, or one for each channel
     * @param factors in a fixed order
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Term(double[] coefficient, List<Factor> factors) {
        Term {
            if (factors.size() > MAX_FACTORS) {
                throw ImportException.unsupported("a product of more than " + MAX_FACTORS + " statistics");
            }
            factors = factors.stream()
                    .sorted(Comparator.comparing(Factor::kind)
                            .thenComparing(Factor::map)
                            .thenComparing(Factor::groups)
                            .thenComparing(Factor::epsilon))
                    .toList();
        }

        boolean isUnit() {
            return Arrays.stream(coefficient).allMatch(value -> value == 1);
        }
    }

    static ChannelExpression constant(double... values) {
        return new ChannelExpression(List.of(new Term(values, List.of())));
    }

    static ChannelExpression of(Factor factor) {
        return new ChannelExpression(List.of(new Term(new double[] {1}, List.of(factor))));
    }

    ChannelExpression plus(ChannelExpression other) {
        List<Term> sum = new ArrayList<>(terms);
        for (Term term : other.terms) {
            int same = 0;
            while (same < sum.size() && !sum.get(same).factors().equals(term.factors())) {
                same++;
            }
            if (same == sum.size()) {
                sum.add(term);
            } else {
                sum.set(same, new Term(combine(sum.get(same).coefficient(), term.coefficient(), true), term.factors()));
            }
        }
        sum.removeIf(term -> Arrays.stream(term.coefficient()).allMatch(value -> value == 0));
        if (sum.size() > MAX_TERMS) {
            throw ImportException.unsupported("a sum of more than " + MAX_TERMS + " statistics");
        }
        return new ChannelExpression(List.copyOf(sum));
    }

    ChannelExpression times(ChannelExpression other) {
        ChannelExpression product = ZERO;
        for (Term left : terms) {
            for (Term right : other.terms) {
                product = product.plus(new ChannelExpression(List.of(multiply(left, right))));
            }
        }
        return product;
    }

    private static Term multiply(Term left, Term right) {
        List<Factor> factors = new ArrayList<>(left.factors());
        for (Factor factor : right.factors()) {
            if (!isInvertible(factor) || !factors.remove(inverse(factor))) {
                factors.add(factor);
            }
        }
        return new Term(combine(left.coefficient(), right.coefficient(), false), factors);
    }

    private static boolean isInvertible(Factor factor) {
        return factor.kind() == Kind.DEVIATION || factor.kind() == Kind.INVERSE_DEVIATION;
    }

    private static Factor inverse(Factor factor) {
        Kind kind = factor.kind() == Kind.DEVIATION ? Kind.INVERSE_DEVIATION : Kind.DEVIATION;
        return new Factor(kind, factor.map(), factor.groups(), factor.epsilon());
    }

    ChannelExpression negated() {
        return times(constant(-1));
    }

    ChannelExpression minus(ChannelExpression other) {
        return plus(other.negated());
    }

    /** One by this, if this is a product of constants and deviations. */
    ChannelExpression reciprocal() {
        if (terms.size() != 1) {
            throw ImportException.unsupported("a division by a sum of statistics");
        }
        List<Factor> inverted = new ArrayList<>();
        for (Factor factor : terms.get(0).factors()) {
            if (!isInvertible(factor)) {
                throw ImportException.unsupported("a division by a mean or variance");
            }
            inverted.add(inverse(factor));
        }
        double[] coefficient = Arrays.stream(terms.get(0).coefficient())
                .map(value -> 1 / value)
                .toArray();
        return new ChannelExpression(List.of(new Term(coefficient, inverted)));
    }

    /** The root of this, if this is a variance and an epsilon. */
    ChannelExpression root() {
        if (isConstant()) {
            return constant(Arrays.stream(constant()).map(Math::sqrt).toArray());
        }
        double epsilon = 0;
        @Nullable Factor variance = null;
        for (Term term : terms) {
            if (term.factors().isEmpty() && term.coefficient().length == 1) {
                epsilon = term.coefficient()[0];
            } else if (variance == null
                    && term.factors().size() == 1
                    && term.isUnit()
                    && term.factors().get(0).kind() == Kind.VARIANCE) {
                variance = term.factors().get(0);
            } else {
                throw ImportException.unsupported("the root of something other than a variance");
            }
        }
        if (variance == null) {
            throw ImportException.unsupported("the root of something other than a variance");
        }
        return of(new Factor(Kind.DEVIATION, variance.map(), variance.groups(), epsilon));
    }

    boolean isConstant() {
        return terms.stream().allMatch(term -> term.factors().isEmpty());
    }

    boolean isConstant(double value) {
        return isConstant() && Arrays.stream(constant()).allMatch(each -> each == value);
    }

    /** The constant summand: one number, or one for each channel. */
    double[] constant() {
        return terms.stream()
                .filter(term -> term.factors().isEmpty())
                .findFirst()
                .map(Term::coefficient)
                .orElse(new double[] {0});
    }

    /** The constant summand, for each of so many channels. */
    float[] constants(int channels) {
        double[] constant = constant();
        float[] each = new float[channels];
        for (int c = 0; c < channels; c++) {
            each[c] = (float) constant[constant.length == 1 ? 0 : c];
        }
        return each;
    }

    /** What is left without the constant summand. */
    List<Term> varying() {
        return terms.stream().filter(term -> !term.factors().isEmpty()).toList();
    }

    private static double[] combine(double[] a, double[] b, boolean add) {
        if (a.length != b.length && a.length != 1 && b.length != 1) {
            throw ImportException.unsupported(
                    "numbers for " + a.length + " and for " + b.length + " channels combined");
        }
        double[] combined = new double[Math.max(a.length, b.length)];
        for (int i = 0; i < combined.length; i++) {
            double left = a[a.length == 1 ? 0 : i];
            double right = b[b.length == 1 ? 0 : i];
            combined[i] = add ? left + right : left * right;
        }
        return combined;
    }
}
