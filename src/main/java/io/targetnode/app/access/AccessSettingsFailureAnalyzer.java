package io.targetnode.app.access;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints the fault, without a stack trace. */
final class AccessSettingsFailureAnalyzer extends AbstractFailureAnalyzer<AccessSettingsException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, AccessSettingsException cause) {
        return new FailureAnalysis(
                cause.getMessage(), "Correct the setting; docs/configuration.md, section Access, has examples.", cause);
    }
}
