package io.targetnode.topology;

/** Judges machines under their own kernels. */
public interface Judge {

    /** The version of the rules. If it differs, a machine may be judged differently. */
    long version();

    /** Judges the machine of an upload under its own kernel, or under the newest kernel if the upload names none. */
    StoredJudgement judge(Upload upload);
}
