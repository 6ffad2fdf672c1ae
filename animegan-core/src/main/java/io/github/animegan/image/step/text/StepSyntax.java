package io.github.animegan.image.step.text;

import java.util.List;
import java.util.function.Function;

/**
 * How one kind of step is written and made.
 *
 * @param name as in {@code fit-within(512)}
 * @param parameters their names for messages, such as {@code longest-side}
 * @param maker from the arguments to the step
 * @param <S> the step's type
 */
public record StepSyntax<S>(String name, List<String> parameters, Function<StepArguments, S> maker) {
    public StepSyntax {
        parameters = List.copyOf(parameters);
    }

    /** For example {@code fit-within(longest-side, resampling)}. */
    String usage() {
        return StepText.of(name, parameters.toArray());
    }

    /** The step with the arguments that stood between the parentheses. */
    S make(String arguments) {
        try {
            return maker.apply(new StepArguments(parameters, arguments));
        } catch (IllegalArgumentException e) {
            String step = arguments.isBlank() ? name : StepText.of(name, arguments.strip());
            throw new IllegalArgumentException(step + ": " + e.getMessage() + "; write " + usage(), e);
        }
    }
}
