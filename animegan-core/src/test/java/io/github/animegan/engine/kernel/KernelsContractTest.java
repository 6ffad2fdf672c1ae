package io.github.animegan.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.animegan.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every backend's kernels must do; a subclass for each backend names them. */
abstract class KernelsContractTest {
    private static final int[] CHANNELS = {1, 3, 5, 8, 16, 17, 32, 48, 64, 96};
    private static final int[] SIDES = {1, 2, 7, 13, 31, 207};
    private static final int[][] WINDOWS = {{1, 1}, {1, 2}, {2, 1}, {2, 2}, {3, 3}, {5, 5}, {7, 7}};

    private final Seed seed = Seed.fixed(20261121);
    private Kernels kernels;
    private Scratch scratch;

    /** New kernels to test. */
    protected abstract Kernels kernels();

    /** By how much larger the rounding errors of a convolution may be than those of a plain sum of products. */
    protected double toleranceFactor() {
        return 1;
    }

    @BeforeEach
    void makeKernels() {
        kernels = kernels();
        scratch = new Scratch();
    }

    @AfterEach
    void close() {
        scratch.close();
        kernels.close();
    }

    @Test
    void name_isOneLowerCaseWord() {
        assertThat(kernels.name()).matches("[a-z0-9]+");
    }

    @Test
    void convolution_betweenAnyNumbersOfChannels_isTheSumOfProducts() {
        for (int in : CHANNELS) {
            for (int out : CHANNELS) {
                check(ConvolutionCase.of(in, out, 3, 3, 1, 5, 7));
            }
        }
    }

    @Test
    void convolution_toManyChannels_isTheSumOfProducts() {
        for (int out : new int[] {255, 256, 300}) {
            check(ConvolutionCase.of(17, out, 3, 3, 1, 5, 7));
        }
        check(ConvolutionCase.of(256, 256, 3, 3, 1, 6, 9));
        check(ConvolutionCase.of(
                16, 256, 3, 3, 1, 25, 85)); // More tiles than are computed at once, and no multiple of four.
        check(ConvolutionCase.of(16, 256, 3, 3, 1, 9, 10).withoutBias().withStep(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void convolution_ofAnyWindow_isTheSumOfProducts(int stride) {
        int[][] channelPairs = {{3, 16}, {3, 64}, {16, 3}, {64, 3}, {17, 48}, {32, 5}};
        for (int[] window : WINDOWS) {
            for (int[] pair : channelPairs) {
                ConvolutionCase convolution = ConvolutionCase.of(pair[0], pair[1], window[0], window[1], stride, 6, 13);
                check(convolution);
                check(convolution.withoutBias());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7})
    void convolution_ofAwkwardSizes_writesJustWhatWasAskedFor(int kernelSize) {
        int[][] channelPairs = {{3, 16}, {5, 8}, {17, 3}, {32, 32}};
        for (int[] pair : channelPairs) {
            for (int rows : SIDES) {
                for (int width : SIDES) {
                    if (rows * width <= 7 * 207) {
                        check(ConvolutionCase.of(pair[0], pair[1], kernelSize, kernelSize, 1, rows, width));
                    }
                }
            }
            check(ConvolutionCase.of(pair[0], pair[1], kernelSize, kernelSize, 2, 7, 207));
            check(ConvolutionCase.of(pair[0], pair[1], kernelSize, kernelSize, 2, 207, 2));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void depthwiseConvolution_keepsChannelsApart(int stride) {
        for (int channels : CHANNELS) {
            for (int side : SIDES) {
                check(ConvolutionCase.depthwise(channels, 3, stride, 5, side));
                check(ConvolutionCase.depthwise(channels, 3, stride, side, 2).withoutBias());
            }
            check(ConvolutionCase.depthwise(channels, 1, stride, 4, 9));
            check(ConvolutionCase.depthwise(channels, 5, stride, 4, 9));
        }
    }

    @Test
    void convolution_ofAConstantInput_isTheSumOfTheWeights() {
        for (int kernelSize : new int[] {1, 3, 7}) {
            check(ConvolutionCase.of(16, 32, kernelSize, kernelSize, 1, 9, 14).withConstantInput());
            check(ConvolutionCase.of(3, 8, kernelSize, kernelSize, 2, 9, 14).withConstantInput());
            check(ConvolutionCase.of(48, 3, kernelSize, kernelSize, 1, 9, 14).withConstantInput());
            check(ConvolutionCase.depthwise(32, kernelSize, 1, 9, 14).withConstantInput());
        }
    }

    /** As the phases of a transposed convolution do. */
    @Test
    void convolution_toPixelsThatAreApart_leavesThoseBetweenAlone() {
        for (int[] window : new int[][] {{1, 1}, {1, 2}, {2, 1}, {2, 2}, {3, 3}}) {
            for (int out : new int[] {3, 16, 17, 64}) {
                for (int step : new int[] {2, 3}) {
                    check(ConvolutionCase.of(32, out, window[0], window[1], 1, 7, 13)
                            .withStep(step));
                }
            }
        }
        check(ConvolutionCase.depthwise(32, 3, 1, 7, 13).withStep(2));
    }

    @ParameterizedTest
    @CsvSource({"2, 2, 0", "3, 2, 1", "3, 2, 0", "4, 2, 1", "7, 2, 3", "3, 1, 1", "3, 3, 0", "4, 3, 1"})
    void transposedConvolution_isTheTransposedSumOfProducts(int kernelSize, int stride, int padding) {
        int[][] channelPairs = {{3, 16}, {32, 3}, {17, 33}, {64, 48}, {96, 64}};
        int[][] sizes = {{14, 18}, {1, 1}, {3, 53}, {27, 8}};
        for (int[] pair : channelPairs) {
            TransposedSpec spec =
                    new TransposedSpec(pair[0], pair[1], kernelSize, kernelSize, stride, padding, stride - 1);
            for (int[] size : sizes) {
                new TransposedCheck(spec, size[0], size[1], seed.random()).run(kernels, scratch, toleranceFactor());
            }
        }
    }

    @Test
    void transposedConvolution_ofAWindowThatIsNoSquare_isTheTransposedSumOfProducts() {
        TransposedSpec spec = new TransposedSpec(32, 48, 3, 4, 2, 1, 0);
        new TransposedCheck(spec, 9, 14, seed.random()).run(kernels, scratch, toleranceFactor());
    }

    @Test
    void convolution_ofNoRowsOrColumns_writesNothing() {
        for (int[] pair : new int[][] {{3, 3}, {16, 32}, {64, 3}}) {
            for (int kernelSize : new int[] {1, 2, 3}) {
                check(ConvolutionCase.of(pair[0], pair[1], kernelSize, kernelSize, 1, 0, 5));
                check(ConvolutionCase.of(pair[0], pair[1], kernelSize, kernelSize, 1, 5, 0));
            }
        }
        check(ConvolutionCase.depthwise(16, 3, 1, 0, 5));
        check(ConvolutionCase.depthwise(16, 3, 1, 5, 0));
    }

    /** What a rolling run relies on: bands of other heights change no bit. */
    @Test
    void convolution_inBandsOfWholeTiles_givesTheBitsOfOneCall() {
        for (ConvolutionCase convolution : List.of(
                ConvolutionCase.of(64, 64, 3, 3, 1, 31, 130),
                ConvolutionCase.of(16, 16, 3, 3, 1, 31, 130),
                ConvolutionCase.of(16, 256, 3, 3, 1, 31, 66),
                ConvolutionCase.of(16, 3, 3, 3, 1, 31, 130),
                ConvolutionCase.of(3, 16, 3, 3, 1, 31, 130),
                ConvolutionCase.of(3, 16, 5, 5, 1, 31, 130),
                ConvolutionCase.of(16, 32, 3, 3, 2, 31, 130),
                ConvolutionCase.of(32, 64, 3, 3, 2, 31, 33),
                ConvolutionCase.of(64, 32, 2, 2, 1, 31, 130),
                ConvolutionCase.of(32, 16, 2, 2, 1, 31, 33),
                ConvolutionCase.of(32, 48, 7, 7, 1, 31, 33),
                ConvolutionCase.of(48, 5, 1, 1, 1, 31, 33),
                ConvolutionCase.depthwise(32, 3, 1, 31, 33))) {
            new ConvolutionCheck(kernels, convolution, seed.random()).runInBands(scratch);
        }
    }

    @Test
    void convolution_afterAnotherLeftNaNInTheScratch_isNotHarmed() {
        List<ConvolutionCase> cases = List.of(
                ConvolutionCase.of(96, 96, 3, 3, 1, 8, 24),
                ConvolutionCase.of(16, 256, 3, 3, 1, 8, 24),
                ConvolutionCase.of(64, 3, 7, 7, 1, 8, 24),
                ConvolutionCase.of(3, 64, 7, 7, 1, 8, 24),
                ConvolutionCase.of(48, 48, 1, 1, 1, 8, 24),
                ConvolutionCase.of(32, 64, 3, 3, 2, 8, 24),
                ConvolutionCase.depthwise(96, 3, 1, 8, 24),
                ConvolutionCase.of(5, 3, 3, 3, 1, 3, 5),
                ConvolutionCase.of(5, 17, 3, 3, 1, 3, 5),
                ConvolutionCase.of(1, 1, 1, 1, 1, 1, 1),
                ConvolutionCase.of(17, 33, 2, 1, 1, 3, 5),
                ConvolutionCase.depthwise(5, 3, 2, 3, 5));
        List<ConvolutionCheck> checks = cases.stream()
                .map(each -> new ConvolutionCheck(kernels, each, seed.random()))
                .toList();
        for (ConvolutionCheck poisoned : checks) {
            for (ConvolutionCheck check : checks) {
                poisoned.poison(scratch);
                check.run(scratch, toleranceFactor());
            }
        }
    }

    @Test
    void convolution_ofRandomCases_isTheSumOfProducts() {
        Seed any = Seed.any();
        Random random = any.random();
        for (int i = 0; i < 150; i++) {
            ConvolutionCase convolution = ConvolutionCase.random(random);
            assertThatCode(() -> new ConvolutionCheck(kernels, convolution, random).run(scratch, toleranceFactor()))
                    .as("%s of %s", convolution, any)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void kernel_usedByTwoThreadsAtOnce_givesBothTheirResults() throws InterruptedException, ExecutionException {
        List<ConvolutionCheck> checks = new ArrayList<>();
        for (ConvolutionCase convolution : List.of(
                ConvolutionCase.of(32, 32, 3, 3, 1, 13, 31),
                ConvolutionCase.of(32, 3, 7, 7, 1, 7, 31),
                ConvolutionCase.of(3, 32, 7, 7, 1, 7, 31),
                ConvolutionCase.depthwise(64, 3, 1, 13, 31))) {
            checks.add(new ConvolutionCheck(kernels, convolution, seed.random()));
        }
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> parts = new ArrayList<>();
            for (int thread = 0; thread < 2; thread++) {
                parts.add(threads.submit(() -> {
                    try (Scratch own = new Scratch()) {
                        for (int i = 0; i < 30; i++) {
                            checks.get(i % checks.size()).run(own, toleranceFactor());
                        }
                    }
                }));
            }
            for (Future<?> part : parts) {
                part.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void bandsAndTiles_areAtLeastOneRow() {
        for (int[] window : WINDOWS) {
            ConvolutionSpec spec = new ConvolutionSpec(16, 16, window[0], window[1], 1, false);
            ConvolutionKernel kernel = kernels.convolution(spec, new float[16 * spec.reductionLength()], new float[16]);
            for (int side : SIDES) {
                assertThat(kernel.bandRows(side, side)).as("%s", spec).isPositive();
            }
            assertThat(kernel.tile()).as("%s", spec).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {0, 0.2f, 1})
    void normalize_scalesAndShiftsEachChannelThenActivates(float negativeSlope) {
        new PixelCheck(kernels.pixels(), seed.random(), scratch).normalize(negativeSlope);
    }

    @Test
    void add_addsToTheTarget() {
        new PixelCheck(kernels.pixels(), seed.random(), scratch).add();
    }

    @Test
    void subtract_takesFromTheTarget() {
        new PixelCheck(kernels.pixels(), seed.random(), scratch).subtract();
    }

    @Test
    void multiply_multipliesTheTarget() {
        new PixelCheck(kernels.pixels(), seed.random(), scratch).multiply();
    }

    @Test
    void divide_dividesTheTarget() {
        new PixelCheck(kernels.pixels(), seed.random(), scratch).divide();
    }

    @Test
    void interpolateColumns_takesEachFromItsTwoPixels() {
        new PixelCheck(kernels.pixels(), seed.random(), scratch).interpolateColumns();
    }

    @ParameterizedTest
    @ValueSource(floats = {0, 0.25f, 0.7f, 1})
    void interpolate_takesAFractionOfTheWayToTheSecond(float fraction) {
        new PixelCheck(kernels.pixels(), seed.random(), scratch).interpolate(fraction);
    }

    @Test
    void accumulate_addsDeviationsFromThePivotAndTheirSquares() {
        new PixelCheck(kernels.pixels(), seed.random(), scratch).accumulate();
    }

    @Test
    void tanh_isCloseToTheHyperbolicTangent() {
        new PixelCheck(kernels.pixels(), seed.random(), scratch).tanh();
    }

    private void check(ConvolutionCase convolution) {
        new ConvolutionCheck(kernels, convolution, seed.random()).run(scratch, toleranceFactor());
    }
}
