package io.targetnode.api.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one request holds of the memory budget for bytes that become more and more. A little is free. */
public final class GrowingGrant implements AutoCloseable {

    /** What every thread may hold without asking. */
    static final int FREE_BYTES = 64 << 10;

    private static final int STEP_BYTES = 1 << 20;
    /** An array that grows is there twice while it does. */
    private static final int TAKEN_PER_BYTE = 2;

    private final MemoryBudget budget;
    private final List<MemoryBudget.Grant> grants = new ArrayList<>();

    public GrowingGrant(MemoryBudget budget) {
        this.budget = budget;
    }

    /** Whether so many bytes may be held; does not wait for memory. */
    public boolean permits(int bytes) {
        while (bytes > granted()) {
            Optional<MemoryBudget.Grant> more = budget.takeIfFree(STEP_BYTES * TAKEN_PER_BYTE);
            if (more.isEmpty()) {
                return false;
            }
            grants.add(more.get());
        }
        return true;
    }

    /** @throws io.targetnode.api.problem.ProblemException if so many bytes may not be held for lack of memory */
    public void require(int bytes) {
        while (bytes > granted()) {
            grants.add(budget.take(STEP_BYTES * TAKEN_PER_BYTE));
        }
    }

    /** Gives all of it back. */
    @Override
    public void close() {
        grants.forEach(MemoryBudget.Grant::close);
        grants.clear();
    }

    private int granted() {
        return FREE_BYTES + grants.size() * STEP_BYTES;
    }
}
