package io.targetnode.kernel;

/**
 * Releases with one behaviour: a range of upstream releases, or of the builds of a distribution.
 *
 * @param from the first release, as text: {@code 6.12}, {@code 5.14.0-204*.el9*}
 * @param to the last release, as text: {@code 6.12.74}, {@code 6.1.x}, or {@code later}
 * @param behaviour the behaviour of all these releases
 * @param basis how the behaviour is known
 * @param lookupKnown whether the look-up rule of the build is known; if not, it is that of the upstream release
 * @param byVersion whether the upstream release decides, and not the build
 * @param note the reason for the basis, in sentences
 */
public record ReleaseRange(
        String from, String to, Behaviour behaviour, Basis basis, boolean lookupKnown, boolean byVersion, String note) {

    /** How the behaviour of a release is known. */
    public enum Basis implements ApiNamed {
        /** The source of releases in the range was read, or the releases were booted. */
        READ,
        /** The changelogs of the releases were read, but not their source. */
        CHANGELOG,
        /** The build was not read; the behaviour of its upstream release is used. */
        UPSTREAM,
        /** Nothing was read; the behaviour of the nearest known release is used. */
        NEAREST
    }

    /** The same behaviour for a build that was not read. The basis nearest stays nearest. */
    ReleaseRange forBuild(boolean ruleKnown) {
        return new ReleaseRange(
                from,
                to,
                behaviour,
                basis == Basis.NEAREST ? Basis.NEAREST : Basis.UPSTREAM,
                ruleKnown,
                true,
                "This build was not read; its rules are those of the upstream release. " + note);
    }
}
