package io.targetnode.api.parameter;

import io.targetnode.api.problem.ProblemException;
import io.targetnode.kernel.KernelRelease;
import java.util.HashSet;
import java.util.List;

/** The kernels of a call that has a column a kernel. */
public final class KernelColumns {

    /** So many kernels at most. */
    static final int MAX = 16;

    private KernelColumns() {}

    /** @throws ProblemException if there are too many, or one of them is there twice */
    public static List<KernelRelease> require(List<KernelRelease> kernels) {
        if (kernels.size() > MAX) {
            throw ProblemException.parameter("kernel", "may be there %d times at most".formatted(MAX));
        }
        if (new HashSet<>(kernels).size() < kernels.size()) {
            throw ProblemException.parameter("kernel", "has the same release twice: each is a column of its own");
        }
        return kernels;
    }
}
