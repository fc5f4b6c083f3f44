package io.targetnode.api.view;

import io.targetnode.kernel.Boot;
import org.jspecify.annotations.Nullable;

/** Summarises the result of a boot in one line. */
final class BootSummary {

    private BootSummary() {}

    /** {@code accepted}, {@code accepted, warning: …}, or the reason of the rejection and its detail. */
    static String of(Boot boot) {
        return boot.rejection()
                .map(rejection -> rejection.reason().apiName() + ": " + rejection.detail())
                .orElseGet(() -> boot.warnings().isEmpty()
                        ? "accepted"
                        : "accepted, warning: " + String.join("; ", boot.warnings()));
    }

    /** The reason of the rejection; null if the boot was accepted. */
    static @Nullable String reason(Boot boot) {
        return boot.rejection().map(rejection -> rejection.reason().apiName()).orElse(null);
    }
}
