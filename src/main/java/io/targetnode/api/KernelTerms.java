package io.targetnode.api;

import io.targetnode.kernel.ReleaseRange.Basis;
import java.util.Locale;

/** Words of the kernel table as JSON writes them. */
final class KernelTerms {

    private KernelTerms() {}

    static String of(Basis basis) {
        return basis.name().toLowerCase(Locale.ROOT);
    }
}
