package io.github.animegan.bench.contestant;

import io.github.animegan.bench.subject.Backends;
import java.util.ArrayList;
import java.util.List;

/** All engines that can be compared. */
public final class Contestants {
    private Contestants() {}

    /** This library's backends, then the peers. */
    public static List<Contestant> all() {
        List<Contestant> all = new ArrayList<>();
        for (String backend : Backends.names()) {
            all.add(new OwnContestant(backend));
        }
        all.add(new OnnxRuntimeContestant());
        all.add(new PyTorchContestant());
        return all;
    }

    /**
     * The engine of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Contestant of(String name) {
        return all().stream()
                .filter(contestant -> contestant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no engine " + name + " among "
                        + all().stream().map(Contestant::name).toList()));
    }
}
