package io.targetnode.kernel;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

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

    /** The text of both tables. Equal texts give each release the same behaviour. */
    public static String text() {
        return TableText.resource("upstream.txt") + TableText.resource("distributions.txt");
    }

    /** Whether the rules of a release are known. */
    public static boolean isKnown(KernelRelease release) {
        return UPSTREAM.find(release).isPresent();
    }

    /** Whether the name of a release is that of a distribution's build with a row of its own. */
    static boolean isKnownBuild(KernelRelease release) {
        return BUILDS.find(release.text(), RANGES.get(0)).isPresent();
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

    /**
     * The releases with which something came: the first mainline release, and the first release of each stable line that has it as
     * a backport. Ascending.
     *
     * @param has whether a range of mainline or stable releases has it
     */
    public static List<String> firstReleases(Predicate<ReleaseRange> has) {
        List<String> first = new ArrayList<>();
        boolean before = false;
        boolean inMainline = false;
        for (ReleaseRange range : RANGES) {
            boolean beginsLine = KernelRelease.parse(range.from()).patch() == 0;
            boolean here = has.test(range);
            if (here && !(beginsLine ? inMainline : before)) {
                first.add(range.from());
            }
            before = here;
            inMainline = beginsLine ? here : inMainline;
        }
        return first;
    }

    /**
     * One release for each behaviour that kernels of an architecture can have, in the order of {@link #BEHAVIOURS}. Kernels with
     * the stub all behave alike, so there is at most one of them.
     */
    public static List<KernelRelease> onePerBehaviour(Architecture architecture) {
        List<KernelRelease> releases = new ArrayList<>();
        Set<Switch> stubs = new HashSet<>();
        for (Behaviour behaviour : BEHAVIOURS) {
            KernelRelease release = exampleOf(behaviour);
            LookupRule rule = architecture.ruleOf(release, behaviour);
            if (rule.searchesLists() || stubs.add(rule)) {
                releases.add(release);
            }
        }
        return List.copyOf(releases);
    }

    /** The first release of a range whose source was read, else of any range; else the build that the id names. */
    private static KernelRelease exampleOf(Behaviour behaviour) {
        List<ReleaseRange> ranges = RANGES.stream()
                .filter(range -> range.behaviour().equals(behaviour))
                .toList();
        return KernelRelease.parse(ranges.stream()
                .filter(range -> range.basis() == ReleaseRange.Basis.READ)
                .findFirst()
                .or(() -> ranges.stream().findFirst())
                .map(ReleaseRange::from)
                .orElse(behaviour.id()));
    }

    private static ReleaseRange ofUnknownBuild(KernelRelease release, ReleaseRange upstream) {
        return upstream.forBuild(!release.hidesStableLevel() || UPSTREAM.haveOneRule(release));
    }
}
