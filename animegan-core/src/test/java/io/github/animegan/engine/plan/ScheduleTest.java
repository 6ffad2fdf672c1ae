package io.github.animegan.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.animegan.Seed;
import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.engine.kernel.plain.PlainKernels;
import io.github.animegan.engine.program.Compiler;
import io.github.animegan.engine.program.Program;
import io.github.animegan.model.Architecture;
import io.github.animegan.model.TestGenerators;
import io.github.animegan.network.MapSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ScheduleTest {
    /** Whatever the order in which bands end, one can always go on; and no row is lost while it is still read. */
    @ParameterizedTest
    @CsvSource({"true, MEMORY", "false, MEMORY", "false, FILE"})
    void bandsThatEndInAnyOrder_neverWaitForEachOther(boolean frozen, MapStorage storage) {
        Random random = Seed.fixed(9).random();
        Kernels kernels = new PlainKernels();
        for (Architecture architecture : TestGenerators.architectures()) {
            Program program = Compiler.compile(TestGenerators.tiny(architecture).network());
            List<ConvolutionKernel> convolutions = program.convolutions().stream()
                    .map(each -> each.prepare(kernels))
                    .toList();
            Plan plan = new Plan(program, List.of(new MapSize(400, 600)), frozen, storage, convolutions, 2);
            for (int run = 0; run < 5; run++) {
                int most = 1 + random.nextInt(12);
                Schedule schedule = plan.schedule();
                List<Schedule.Task> running = new ArrayList<>();
                while (!schedule.isDone()) {
                    Schedule.Task task = running.size() < most ? schedule.start() : null;
                    if (task != null) {
                        running.add(task);
                    } else {
                        assertThat(running)
                                .as("bands that run while none can start")
                                .isNotEmpty();
                        schedule.end(running.remove(random.nextInt(running.size())));
                    }
                }
                assertThat(schedule.progress()).isCloseTo(1, within(1e-9));
            }
        }
    }
}
