package io.targetnode.topology;

/**
 * The verdict on a machine under its own kernel, as it is stored with the revision.
 *
 * @param verdict the name of the verdict in the API
 * @param affectedBytes the number of addresses that both lists hold with different nodes, unsigned
 * @param fingerprint identifies the layout of the machine's memory
 * @param kernel the release under which the machine was judged
 * @param kernelAssumed whether this release is only assumed, because the upload names none
 * @param lookupKnown whether it is known that this release has the look-up rule of the judgement
 * @param exact whether nothing about the machine was assumed
 */
public record StoredJudgement(
        String verdict,
        long affectedBytes,
        String fingerprint,
        String kernel,
        boolean kernelAssumed,
        boolean lookupKnown,
        boolean exact) {}
