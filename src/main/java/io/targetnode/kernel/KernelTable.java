package io.targetnode.kernel;

import java.util.List;

/** The behaviour of each release (kernel-rules 5): the tables upstream.txt and distributions.txt. */
public final class KernelTable {

    /** The default release. */
    public static final KernelRelease NEWEST = KernelRelease.parse("7.3");

    /** All behaviours, in the order of kernel-rules 5.1. */
    public static final List<Behaviour> BEHAVIOURS = Behaviour.ALL;

    private static final UpstreamReleases UPSTREAM = new UpstreamReleases(TableText.resource("upstream.txt"));
    private static final DistributionReleases BUILDS =
            new DistributionReleases(TableText.resource("distributions.txt"));

    /** The ranges of mainline and stable releases, ascending, without gaps. */
    public static final List<ReleaseRange> RANGES = UPSTREAM.ranges();

    /** The ranges of distributions' builds. If the upstream release decides, the behaviour is that of the newest release. */
    public static final List<ReleaseRange> DISTRIBUTIONS = BUILDS.ranges(rangeOf(NEWEST));

    private KernelTable() {}

    /** Whether the rules of a release are known. */
    public static boolean isKnown(KernelRelease release) {
        return UPSTREAM.find(release).isPresent();
    }

    /**
     * The range of a release: that of the distribution's build, else that of the upstream release.
     *
     * @throws UnknownKernelException if the release is older than all known ones
     */
    public static ReleaseRange rangeOf(KernelRelease release) {
        ReleaseRange upstream =
                UPSTREAM.find(release).orElseThrow(() -> UnknownKernelException.tooOld(release, UPSTREAM.oldest()));
        return release.isUpstream()
                ? upstream
                : BUILDS.find(release.text(), upstream).orElseGet(() -> ofUnknownBuild(release, upstream));
    }

    private static ReleaseRange ofUnknownBuild(KernelRelease release, ReleaseRange upstream) {
        return upstream.forBuild(!release.hidesStableLevel() || UPSTREAM.haveOneRule(release));
    }
}
