package io.targetnode.api.parameter;

import io.targetnode.api.problem.ProblemException;
import io.targetnode.kernel.KernelRelease;
import java.util.HashSet;
import java.util.List;

/** Checks the kernels of a call that answers with one column per kernel. */
public final class KernelColumns {

    /** The maximum number of kernels: one for each known behaviour. */
    public static final int MAX = 16;

    private KernelColumns() {}

    /** @throws ProblemException if there are more than {@value #MAX}, or one of them is repeated */
    public static List<KernelRelease> require(List<KernelRelease> kernels) {
        return require(kernels, MAX);
    }

    /** @throws ProblemException if there are more than a maximum, or one of them is repeated */
    public static List<KernelRelease> require(List<KernelRelease> kernels, int max) {
        if (kernels.size() > max) {
            throw ProblemException.parameter("kernel", "may occur at most %d times".formatted(max));
        }
        if (new HashSet<>(kernels).size() < kernels.size()) {
            throw ProblemException.parameter("kernel", "names a release twice; name each release once");
        }
        return kernels;
    }

    /** @throws ProblemException as {@link #require}, or if there is a single kernel, which cannot differ from another one */
    public static List<KernelRelease> requireSeveral(List<KernelRelease> kernels) {
        if (kernels.size() == 1) {
            throw ProblemException.parameter(
                    "kernel", "names a single release; name at least two, or none for all behaviours");
        }
        return require(kernels);
    }
}
