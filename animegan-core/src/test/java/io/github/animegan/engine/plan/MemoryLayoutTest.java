package io.github.animegan.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.Seed;
import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.engine.kernel.plain.PlainKernels;
import io.github.animegan.engine.program.Compiler;
import io.github.animegan.engine.program.Operand;
import io.github.animegan.engine.program.Program;
import io.github.animegan.engine.program.Step;
import io.github.animegan.model.Architecture;
import io.github.animegan.model.TestGenerators;
import io.github.animegan.network.MapSize;
import io.github.animegan.network.Op.Padding;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Maps share memory, but whatever the order in which bands end, none is written where another's rows are still needed. */
@Timeout(60)
class MemoryLayoutTest {
    private final Random random = Seed.fixed(3).random();
    private final Kernels kernels = new PlainKernels();

    private Plan plan(Architecture architecture, boolean frozen, MapStorage storage, MapSize size, int threads) {
        Program program = Compiler.compile(TestGenerators.tiny(architecture).network());
        List<ConvolutionKernel> convolutions = program.convolutions().stream()
                .map(each -> each.prepare(kernels))
                .toList();
        return new Plan(program, List.of(size), frozen, storage, convolutions, threads);
    }

    @ParameterizedTest
    @CsvSource({"true, MEMORY, 1", "false, MEMORY, 1", "false, MEMORY, 4", "true, FILE, 2", "false, FILE, 3"})
    void noRowIsOverwritten_thatIsStillRead(boolean frozen, MapStorage storage, int threads) {
        for (Architecture architecture : TestGenerators.architectures()) {
            Plan plan = plan(architecture, frozen, storage, new MapSize(320, 416), threads);
            assertWithinTheirBuffers(plan);
            Rehearsal rehearsal = new Rehearsal(plan);
            rehearsal.run(1 + random.nextInt(8));
            rehearsal = new Rehearsal(plan);
            rehearsal.run(1);
        }
    }

    private static void assertWithinTheirBuffers(Plan plan) {
        MemoryLayout layout = plan.layout();
        for (int map = 0; map < plan.program().maps().size(); map++) {
            long end = layout.offset(map) + layout.held(map) * rowFloats(plan, map);
            long room = layout.isInFile(map)
                    ? layout.fileFloats()
                    : layout.bufferFloats().get(layout.buffer(map));
            assertThat(layout.offset(map)).isNotNegative();
            assertThat(layout.offset(map) % 16).as("alignment").isZero();
            assertThat(end).as("the end of map %d", map).isLessThanOrEqualTo(room);
            assertThat(layout.held(map)).isBetween(1, plan.size(map).height());
        }
    }

    /** What the maps would take if each had a place of its own, and what they take together. */
    @ParameterizedTest
    @CsvSource({"true, MEMORY, 0.15", "false, MEMORY, 0.25", "false, FILE, 0.25"})
    void theyTakeMuchLessThanAllOfThem(boolean frozen, MapStorage storage, double share) {
        for (Architecture architecture : TestGenerators.architectures()) {
            Plan plan = plan(architecture, frozen, storage, new MapSize(800, 800), 2);
            long whole = 0;
            for (int map = 0; map < plan.program().maps().size(); map++) {
                whole += plan.size(map).height() * rowFloats(plan, map);
            }
            long taken = plan.layout().floats() + plan.layout().fileFloats();
            assertThat((double) taken / whole)
                    .as("share of all maps of %s", architecture)
                    .isLessThan(share);
        }
    }

    private static long rowFloats(Plan plan, int map) {
        return (long) plan.size(map).width() * plan.stride(map);
    }

    /** A run in thought, which knows what each band writes. */
    private final class Rehearsal {
        private final Plan plan;
        private final Schedule schedule;
        /** Up to which row each map has been given to a band to write. */
        private final int[] begun;

        Rehearsal(Plan plan) {
            this.plan = plan;
            this.schedule = plan.schedule();
            this.begun = new int[plan.program().maps().size()];
        }

        void run(int atOnce) {
            List<Schedule.Task> running = new ArrayList<>();
            while (!schedule.isDone()) {
                Schedule.Task task = running.size() < atOnce ? schedule.start() : null;
                if (task == null) {
                    assertThat(running).isNotEmpty();
                    schedule.end(running.remove(random.nextInt(running.size())));
                } else {
                    write(task);
                    running.add(task);
                }
            }
            for (int map = 0; map < begun.length; map++) {
                assertThat(begun[map])
                        .as("rows of map %d", map)
                        .isEqualTo(plan.size(map).height());
            }
        }

        private void write(Schedule.Task task) {
            int number = task.stage() - plan.firstStep();
            if (number < 0) {
                int map = plan.program().inputs().get(task.stage());
                writeUntil(map, plan.pictureRow(map, task.band() + 1));
            } else if (number < plan.program().steps().size()) {
                Step step = plan.program().steps().get(number);
                RowBands bands = plan.bands(number);
                int height = plan.size(step.output()).height();
                assertThat(bands.firstOutput(task.band())).isEqualTo(begun[step.output()]);
                writeUntil(step.output(), bands.endOutput(task.band(), height));
                if (step.keep() != Operand.NONE) {
                    Padding padding = step.inputs().get(0).padding();
                    int top = padding == null ? 0 : padding.top();
                    long until = (long) bands.keepUntil(task.band()) - top;
                    writeUntil(step.keep(), (int)
                            Math.max(0, Math.min(plan.size(step.keep()).height(), until)));
                }
            }
        }

        private void writeUntil(int map, int until) {
            MemoryLayout layout = plan.layout();
            int from = begun[map];
            begun[map] = until;
            if (layout.held(map) < plan.size(map).height()) {
                assertThat(until - layout.held(map))
                        .as("the oldest row that map %d still has", map)
                        .isLessThanOrEqualTo(schedule.firstNeeded(map));
                return;
            }
            for (int other = 0; other < begun.length; other++) {
                boolean shares = other != map
                        && layout.isInFile(other) == layout.isInFile(map)
                        && layout.buffer(other) == layout.buffer(map);
                int needed = schedule.firstNeeded(other);
                if (shares && from < until && needed < begun[other]) {
                    long start = layout.offset(map) + from * rowFloats(plan, map);
                    long end = layout.offset(map) + until * rowFloats(plan, map);
                    long itsStart = layout.offset(other) + needed * rowFloats(plan, other);
                    long itsEnd = layout.offset(other) + begun[other] * rowFloats(plan, other);
                    assertThat(end <= itsStart || itsEnd <= start)
                            .as(
                                    "rows %d to %d of map %d beside %d to %d of map %d",
                                    from, until, map, needed, begun[other], other)
                            .isTrue();
                }
            }
        }
    }
}
