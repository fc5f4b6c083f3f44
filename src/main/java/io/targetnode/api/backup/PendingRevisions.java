package io.targetnode.api.backup;

import io.targetnode.api.body.GrowingGrant;
import io.targetnode.api.body.MemoryBudget;
import io.targetnode.topology.VerifiedRevision;
import java.util.ArrayList;
import java.util.List;

/** Revisions that wait to be stored together, within the memory that is to be had. */
final class PendingRevisions implements AutoCloseable {

    /** So many go into one transaction: others that write wait for the time it takes. */
    private static final int MOST = 500;

    /** A longer one goes alone, and in memory that was taken for it already. */
    private static final int LONGEST_BYTES = 1 << 20;

    private static final int MOST_BYTES = 4 << 20;

    private final GrowingGrant grant;
    private final List<VerifiedRevision> revisions = new ArrayList<>();
    private final List<Long> lines = new ArrayList<>();
    private int bytes;

    PendingRevisions(MemoryBudget budget) {
        this.grant = new GrowingGrant(budget);
    }

    /** Whether so long a one goes alone. */
    static boolean isLong(int length) {
        return length > LONGEST_BYTES;
    }

    /** Whether one more may wait with the others. */
    boolean takes(int length) {
        return !isLong(length)
                && revisions.size() < MOST
                && bytes + length <= MOST_BYTES
                && grant.permits(bytes + length);
    }

    /**
     * Has a revision wait.
     *
     * @param line where it stands
     * @param length what it takes
     * @throws io.targetnode.api.problem.ProblemException if there is no memory for it
     */
    void add(VerifiedRevision revision, long line, int length) {
        if (!isLong(length)) {
            grant.require(bytes + length);
            bytes += length;
        }
        revisions.add(revision);
        lines.add(line);
    }

    List<VerifiedRevision> revisions() {
        return List.copyOf(revisions);
    }

    /** Where a revision stands. */
    long line(int index) {
        return lines.get(index);
    }

    /** None waits any more, and the memory is free. */
    @Override
    public void close() {
        revisions.clear();
        lines.clear();
        bytes = 0;
        grant.close();
    }
}
