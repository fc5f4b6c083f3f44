package io.targetnode.topology;

/** The effect of an upload on a topology. */
public enum WriteOutcome {
    /** The topology did not exist. */
    CREATED,

    /** A new revision replaced the current one. */
    REPLACED,

    /** The current revision has the same content; nothing changed. */
    UNCHANGED
}
