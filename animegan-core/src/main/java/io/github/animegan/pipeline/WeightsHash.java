package io.github.animegan.pipeline;

import io.github.animegan.tensor.StateDict;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of weights, which names them wherever they came from; computed when it is first asked for, as that takes a while, and the
 * weights are let go then. Thread-safe.
 */
public final class WeightsHash {
    private @Nullable StateDict weights;
    private String hex = "";

    public WeightsHash(StateDict weights) {
        this.weights = weights;
    }

    /** The hash in 64 hexadecimal digits. */
    public synchronized String hex() {
        StateDict unread = weights;
        if (unread != null) {
            hex = HexFormat.of()
                    .formatHex(new Fingerprint()
                            .add(unread)
                            .add(unread.metadata().toString())
                            .value());
            weights = null;
        }
        return hex;
    }
}
