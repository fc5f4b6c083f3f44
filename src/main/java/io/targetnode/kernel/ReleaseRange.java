package io.targetnode.kernel;

/**
 * A range of releases with one behaviour.
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
        /** The source of releases in the range was read, or the releases were booted. */
        READ,
        /** The changelogs of the releases were read, but not their source. */
        CHANGELOG,
        /** Nothing was read; the behaviour of the nearest known release is used. */
        NEAREST
    }

    /** {@code 6.12 to 6.12.74}. */
    public String describe() {
        return from + " to " + to;
    }
}
