package io.targetnode.kernel;

/**
 * A range of releases with one behaviour, and the basis of that knowledge.
 *
 * @param from first release, inclusive; the range ends before the next one of {@link KernelTable}
 * @param to the last release as text: {@code 6.12.74}, {@code 6.1.x}, or {@code later}
 * @param behaviour the behaviour of all releases in the range
 * @param basis how the behaviour is known
 * @param note the reason for the basis, in a sentence
 */
public record ReleaseRange(KernelRelease from, String to, Behaviour behaviour, Basis basis, String note) {

    /** How the behaviour of a release is known. */
    public enum Basis implements ApiNamed {
        /** Releases in the range were read or booted. */
        READ,
        /** The changelogs of the releases were read, but not their code. */
        CHANGELOG,
        /** Not read: the nearest known release answers. */
        NEAREST
    }

    /** {@code 6.12 to 6.12.74}. */
    public String describe() {
        return from + " to " + to;
    }
}
