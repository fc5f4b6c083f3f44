package io.targetnode.topology;

/**
 * The result of a write.
 *
 * @param current the current revision after the write
 * @param outcome the effect of the write
 */
public record Written<T>(T current, WriteOutcome outcome) {}
