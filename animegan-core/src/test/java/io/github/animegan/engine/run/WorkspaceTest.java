package io.github.animegan.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WorkspaceTest {
    private final Workspace workspace = new Workspace();

    @Test
    void runsThatAlternate_takeNoMemoryAnew() {
        prepare(1000, 30, 20);
        prepare(400, 500, 40);
        Set<float[]> known = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int turn = 0; turn < 4; turn++) {
            known.addAll(buffers(prepare(1000, 30, 20)));
            known.addAll(buffers(prepare(400, 500, 40)));
        }
        assertThat(known).hasSize(3);
    }

    @Test
    void everySlotHasABufferOfItsOwn_longEnough() {
        for (long[] lengths : new long[][] {{5, 700, 5}, {0, 3, 9, 800}, {700}, {1, 1, 1, 1, 1, 1, 900}, {900, 900}}) {
            List<float[]> buffers = buffers(prepare(lengths));
            for (int slot = 0; slot < lengths.length; slot++) {
                assertThat(buffers.get(slot).length).isGreaterThanOrEqualTo((int) lengths[slot]);
            }
            Set<float[]> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
            distinct.addAll(buffers);
            assertThat(distinct).hasSize(lengths.length);
        }
    }

    @Test
    void buffersOfAMuchLargerRun_areGivenUp_whereNewOnesMustBeTaken() {
        prepare(100_000);
        assertThat(buffers(prepare(10)).get(0)).hasSize(100_000);
        assertThat(buffers(prepare(20, 10))).extracting(buffer -> buffer.length).containsExactly(20, 10);
    }

    private int prepare(long... lengths) {
        workspace.prepare(LongStream.of(lengths).boxed().toList());
        return lengths.length;
    }

    private List<float[]> buffers(int count) {
        List<float[]> buffers = new ArrayList<>();
        for (int slot = 0; slot < count; slot++) {
            buffers.add(workspace.buffer(slot));
        }
        return buffers;
    }
}
