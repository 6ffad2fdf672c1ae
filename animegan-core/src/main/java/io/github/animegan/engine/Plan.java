package io.github.animegan.engine;

import io.github.animegan.engine.Step.Size;
import io.github.animegan.engine.kernel.Lanes;
import io.github.animegan.model.Layer.Border;
import io.github.animegan.model.Layer.Padding;
import io.github.animegan.model.Layer.Upsample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program for pictures of one size: how large each map is, and which share a buffer because they are never needed at
 * the same time.
 */
final class Plan {
    private final Program program;
    private final Size[] sizes;
    private final List<Extent> extents = new ArrayList<>();
    private final int[] slots;
    private final List<Long> slotFloats = new ArrayList<>();

    Plan(Program program, Size picture) {
        this.program = program;
        this.sizes = new Size[program.channels().size()];
        this.slots = new int[sizes.length];
        Arrays.fill(slots, Operand.NONE);
        sizes[Program.PICTURE] = picture;
        for (Step step : program.steps()) {
            measure(step);
        }
        assignSlots();
    }

    /**
     * What an operand's map looks like when it is read.
     *
     * @param source the stored map
     * @param resized after up-sampling
     * @param padded after padding, too
     */
    record Extent(
            Size source,
            Size resized,
            Size padded,
            @Nullable Interpolation rows,
            @Nullable Interpolation columns) {
        static final int NO_ROW = -1;

        /** The row of the resized source that a row of the padded one shows; {@link #NO_ROW} where that is zero. */
        int sourceRow(int paddedRow, @Nullable Padding padding) {
            int y = padding == null ? paddedRow : paddedRow - padding.top();
            if (y >= 0 && y < resized.height()) {
                return y;
            }
            if (padding == null || padding.border() != Border.REFLECT || paddedRow >= padded.height()) {
                return NO_ROW;
            }
            return y < 0 ? -y : 2 * (resized.height() - 1) - y;
        }
    }

    Program program() {
        return program;
    }

    Size size(int map) {
        return sizes[map];
    }

    /** The size of the picture it plans for. */
    Size picture() {
        return sizes[Program.PICTURE];
    }

    Extent extent(int step) {
        return extents.get(step);
    }

    /** The number of the buffer that holds a map. */
    int slot(int map) {
        return slots[map];
    }

    /** The length each buffer needs. */
    List<Long> slotFloats() {
        return slotFloats;
    }

    private void measure(Step step) {
        Operand input = step.input();
        Size source = sizes[input.map()];
        Size resized = source;
        Interpolation rows = null;
        Interpolation columns = null;
        Upsample upsample = input.upsample();
        if (upsample != null) {
            resized = new Size(
                    picture().height() / upsample.inputDivisor(), picture().width() / upsample.inputDivisor());
            rows = Interpolation.of(upsample.mode(), source.height(), resized.height());
            columns = Interpolation.of(upsample.mode(), source.width(), resized.width());
        }
        if (input.residual() != Operand.NONE && !sizes[input.residual()].equals(source)) {
            throw new IllegalArgumentException(
                    "a residual block of " + sizes[input.residual()] + " whose result is " + source);
        }
        Size padded = pad(resized, input.padding());
        extents.add(new Extent(source, resized, padded, rows, columns));
        if (input.keep() != Operand.NONE) {
            sizes[input.keep()] = source;
        }
        sizes[step.output()] = outputSize(step, resized, padded);
        requirePixels(sizes[step.output()]);
    }

    private Size outputSize(Step step, Size resized, Size padded) {
        if (step instanceof Step.Convolve convolve) {
            return convolve.outputSize(resized, padded);
        }
        return padded;
    }

    private Size pad(Size size, @Nullable Padding padding) {
        if (padding == null) {
            return size;
        }
        boolean tooFar = Math.max(padding.top(), padding.bottom()) >= size.height()
                || Math.max(padding.left(), padding.right()) >= size.width();
        if (padding.border() == Border.REFLECT && tooFar) {
            throw tooSmall();
        }
        return new Size(
                size.height() + padding.top() + padding.bottom(), size.width() + padding.left() + padding.right());
    }

    private void requirePixels(Size size) {
        if (size.height() < 1 || size.width() < 1) {
            throw tooSmall();
        }
    }

    private IllegalArgumentException tooSmall() {
        return new IllegalArgumentException(
                "a picture of " + picture().width() + "x" + picture().height() + " is too small for this generator");
    }

    /** Gives each map the free buffer that fits best, from the step that stores it to the last that reads it. */
    private void assignSlots() {
        int[] lastUse = new int[sizes.length];
        for (int i = 0; i < program.steps().size(); i++) {
            Operand input = program.steps().get(i).input();
            lastUse[input.map()] = i;
            if (input.residual() != Operand.NONE) {
                lastUse[input.residual()] = i;
            }
        }
        List<Integer> free = new ArrayList<>();
        assign(Program.PICTURE, free);
        for (int i = 0; i < program.steps().size(); i++) {
            Step step = program.steps().get(i);
            assign(step.output(), free);
            assign(step.input().keep(), free);
            for (int map = 0; map < sizes.length; map++) {
                if (slots[map] != Operand.NONE && lastUse[map] == i) {
                    free.add(slots[map]);
                }
            }
        }
    }

    private void assign(int map, List<Integer> free) {
        if (map == Operand.NONE) {
            return;
        }
        long floats = (long) sizes[map].height()
                * sizes[map].width()
                * Lanes.of(program.channels().get(map));
        Integer best = null;
        for (Integer slot : free) {
            if (best == null || isBetter(slotFloats.get(slot), slotFloats.get(best), floats)) {
                best = slot;
            }
        }
        if (best == null) {
            slotFloats.add(floats);
            slots[map] = slotFloats.size() - 1;
        } else {
            free.remove(best);
            slotFloats.set(best, Math.max(floats, slotFloats.get(best)));
            slots[map] = best;
        }
    }

    /** The smallest that is large enough; if none is, the largest, which grows least. */
    private static boolean isBetter(long candidate, long best, long needed) {
        boolean fits = candidate >= needed;
        return fits == best >= needed ? fits == candidate < best : fits;
    }
}
