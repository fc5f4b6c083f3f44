package io.targetnode.api.view;

import io.targetnode.kernel.ReleaseRange.Basis;
import java.util.Locale;

/** Words of the kernel table as JSON writes them. */
public final class KernelTerms {

    private KernelTerms() {}

    public static String of(Basis basis) {
        return basis.name().toLowerCase(Locale.ROOT);
    }
}
