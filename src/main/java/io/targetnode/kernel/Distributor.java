package io.targetnode.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A distributor whose name its compiler prints in the first line of a boot log: {@code (gcc (SUSE Linux) 7.5.0)}. */
public enum Distributor {
    DEBIAN("Debian", "Debian"),
    UBUNTU("Ubuntu", "Ubuntu"),
    RED_HAT("Red Hat", "RHEL"),
    SUSE("SUSE Linux", "SLES"),
    OPEN_EULER("openEuler", "openEuler");

    private static final Pattern COMPILER = Pattern.compile("\\((Debian|Ubuntu|Red Hat|SUSE Linux|openEuler)[ )]");

    /** A release without the name of a build; a release candidate is nobody's build. */
    private static final Pattern BASE = Pattern.compile("(\\d+\\.\\d+\\.\\d+)(?:-(?!rc\\d).*)?");

    private final String compiler;

    /** The name of the distribution in the notes of distributions.txt. */
    private final String distribution;

    Distributor(String compiler, String distribution) {
        this.compiler = compiler;
        this.distribution = distribution;
    }

    /** The distributor that the first line of a boot log names. */
    public static Optional<Distributor> in(String banner) {
        Matcher name = COMPILER.matcher(banner);
        return name.find()
                ? Arrays.stream(values())
                        .filter(distributor -> distributor.compiler.equals(name.group(1)))
                        .findFirst()
                : Optional.empty();
    }

    /** The name that the compiler prints. */
    public String compiler() {
        return compiler;
    }

    /**
     * The builds of this distributor that have the version numbers of a release, and behave differently from it or may look up differently.
     * Empty if the name of the release is that of a known build.
     */
    public List<ReleaseRange> otherBuilds(KernelRelease release) {
        Matcher base = BASE.matcher(release.text());
        if (!base.matches() || KernelTable.isKnownBuild(release)) {
            return List.of();
        }
        Behaviour behaviour = KernelTable.rangeOf(release).behaviour();
        return KernelTable.DISTRIBUTIONS.stream()
                .filter(range -> range.from().startsWith(base.group(1) + "-"))
                .filter(range -> range.note().contains(distribution))
                .filter(range -> !range.byVersion())
                .filter(range -> !range.behaviour().equals(behaviour) || !range.lookupKnown())
                .toList();
    }
}
