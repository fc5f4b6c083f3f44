package io.targetnode.kernel;

/**
 * A range of releases that is answered by one behaviour, and how well that is known.
 *
 * @param from first release, inclusive; the range ends where the next one of {@link KernelTable} begins
 * @param to the last release in words: {@code 6.12.74}, {@code 6.1.x}, or {@code later}
 * @param behaviour what they do
 * @param basis how it is known
 * @param note the reason for the basis, in a sentence
 */
public record ReleaseRange(KernelRelease from, String to, Behaviour behaviour, Basis basis, String note) {

    /** How it is known what a release does. */
    public enum Basis implements ApiNamed {
        /** The code of releases in the range was read, or they were booted. */
        READ,
        /** From the changelogs of the releases; their code was not read. */
        CHANGELOG,
        /** Nobody has read it: answered as the nearest release that is known. */
        NEAREST
    }

    /** {@code 6.12 to 6.12.74}. */
    public String describe() {
        return from + " to " + to;
    }
}
