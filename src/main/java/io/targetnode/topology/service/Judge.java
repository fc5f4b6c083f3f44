package io.targetnode.topology.service;

import io.targetnode.topology.StoredJudgement;
import io.targetnode.topology.Upload;
import java.time.Instant;

/** Judges machines under their own kernels. */
public interface Judge {

    /** The version of the rules. If it differs, a machine may be judged differently. */
    long version();

    /** Judges a machine under its own kernel, or under the newest kernel if the upload names none. */
    StoredJudgement judge(ReplayedTopology machine);

    /** Judges the machine of an upload that is not ready to answer. */
    default StoredJudgement judge(Upload upload) {
        return judge(ReplayedTopology.unstored(upload, Instant.EPOCH));
    }
}
