package io.targetnode.api.backup;

import io.targetnode.api.body.MemoryBudget;
import io.targetnode.api.body.MemoryReservation;
import io.targetnode.topology.VerifiedRevision;
import java.util.ArrayList;
import java.util.List;

/** Verified revisions that will be stored in one transaction. The free memory limits their number. */
final class PendingRevisions implements AutoCloseable {

    /** Other writers wait while a transaction runs, so it stays short. */
    private static final int MAX_REVISIONS = 500;

    /** A longer revision is stored alone, in the memory that was reserved for its line. */
    private static final int LONGEST_BYTES = 1 << 20;

    private static final int MAX_BYTES = 4 << 20;

    private final MemoryReservation memory;
    private final List<VerifiedRevision> revisions = new ArrayList<>();
    private final List<Long> lines = new ArrayList<>();
    private int bytes;

    PendingRevisions(MemoryBudget budget) {
        this.memory = budget.reserve();
    }

    /** Whether a revision of this length is stored alone. */
    static boolean isLong(int length) {
        return length > LONGEST_BYTES;
    }

    /** Whether a revision of this length can be added. */
    boolean canAdd(int length) {
        return !isLong(length)
                && revisions.size() < MAX_REVISIONS
                && bytes + length <= MAX_BYTES
                && memory.tryGrowTo(bytes + length);
    }

    /**
     * Adds a revision.
     *
     * @param line number of its line
     * @param length of the line in bytes
     * @throws io.targetnode.api.problem.ProblemException if there is no memory for it
     */
    void add(VerifiedRevision revision, long line, int length) {
        if (!isLong(length)) {
            memory.growTo(bytes + length);
            bytes += length;
        }
        revisions.add(revision);
        lines.add(line);
    }

    List<VerifiedRevision> revisions() {
        return List.copyOf(revisions);
    }

    /** The line number of a revision. */
    long line(int index) {
        return lines.get(index);
    }

    /** Removes all revisions and releases the memory. The list can be used again. */
    @Override
    public void close() {
        revisions.clear();
        lines.clear();
        bytes = 0;
        memory.close();
    }
}
