package io.github.animegan.image.step;

import io.github.animegan.image.step.text.StepArguments;
import java.util.Locale;

/** Common sizes to work at: the longer side in pixels. Time and memory grow with its square. */
public enum SizePreset {
    /** 256: what generators were trained on; for previews. */
    PREVIEW(256),
    /** 512: fine for the web. */
    MEDIUM(512),
    /** 720. */
    LARGE(720),
    /** 1080: fine details stay. */
    FULL(1080);

    private final int longestSide;

    SizePreset(int longestSide) {
        this.longestSide = longestSide;
    }

    /** {@return the longer side, in pixels} */
    public int longestSide() {
        return longestSide;
    }

    /** The preset of that name, or the number itself. */
    static int longestSide(StepArguments arguments, int index) {
        String text = arguments.word(index);
        for (SizePreset preset : values()) {
            if (preset.name().toLowerCase(Locale.ROOT).equals(text)) {
                return preset.longestSide;
            }
        }
        return arguments.whole(index);
    }
}
