package io.targetnode.app;

import io.targetnode.store.StoreSetupException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in words why the service does not start, instead of a stack of exceptions. */
final class StoreSetupFailureAnalyzer extends AbstractFailureAnalyzer<StoreSetupException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, StoreSetupException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.remedy(), cause);
    }
}
