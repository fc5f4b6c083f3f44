package io.targetnode.api.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one request holds of the memory budget for what it could do without: only while most of the memory is free. */
public final class SpareGrant implements AutoCloseable {

    private static final int STEP_BYTES = 1 << 20;

    private final MemoryBudget budget;
    private final List<MemoryBudget.Grant> grants = new ArrayList<>();

    public SpareGrant(MemoryBudget budget) {
        this.budget = budget;
    }

    /** Whether so many bytes may be held; does not wait for memory. */
    public boolean permits(long bytes) {
        while (bytes > (long) grants.size() * STEP_BYTES) {
            Optional<MemoryBudget.Grant> more = budget.takeIfPlenty(STEP_BYTES);
            if (more.isEmpty()) {
                return false;
            }
            grants.add(more.get());
        }
        return true;
    }

    /** Gives all of it back; may be asked for again. */
    @Override
    public void close() {
        grants.forEach(MemoryBudget.Grant::close);
        grants.clear();
    }
}
