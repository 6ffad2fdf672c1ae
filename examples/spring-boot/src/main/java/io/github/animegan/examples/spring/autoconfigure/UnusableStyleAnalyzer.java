package io.github.animegan.examples.spring.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in words what Spring would otherwise wrap into the names of six exceptions. */
final class UnusableStyleAnalyzer extends AbstractFailureAnalyzer<UnusableStyleException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnusableStyleException cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Change animegan.style or animegan.styles; ./animegan styles lists what there is.",
                cause);
    }
}
