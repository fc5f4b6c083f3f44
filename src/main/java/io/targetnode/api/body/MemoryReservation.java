package io.targetnode.api.body;

import java.util.function.LongToIntFunction;

/**
 * The part of the {@link MemoryBudget} that one request has taken. It grows in steps as bytes arrive, so that a slow client
 * takes memory for the bytes that it has sent and no more. The first 64 KiB are free. For one thread at a time.
 */
public final class MemoryReservation implements AutoCloseable {

    private static final int FREE_BYTES = 64 << 10;
    private static final int STEP_BYTES = 1 << 20;

    /** An array that grows exists twice while it is copied. */
    private static final int TAKEN_PER_BYTE = 2;

    /** A body exists as bytes, as text and as values; the values of the shortest JSON take most. */
    private static final int TAKEN_PER_PARSED_BYTE = 16;

    private final MemoryBudget budget;
    private long granted = FREE_BYTES;
    private int kibibytes;

    MemoryReservation(MemoryBudget budget) {
        this.budget = budget;
    }

    /**
     * Grows until the request may hold this many bytes in all. Waits for memory.
     *
     * @throws io.targetnode.api.problem.ProblemException if the budget's timeout passes first
     */
    public void growTo(long bytes) {
        grow(bytes, TAKEN_PER_BYTE * STEP_BYTES, budget::take);
    }

    /** Grows as {@link #growTo} does, without waiting. Returns whether it did. */
    public boolean tryGrowTo(long bytes) {
        return grow(bytes, TAKEN_PER_BYTE * STEP_BYTES, budget::takeIfFree);
    }

    /**
     * Grows until the request may hold this many bytes in all, without waiting and only while half of the budget is free: for
     * memory that the request can do without. Nothing is free here, and a byte takes a byte.
     */
    public boolean tryGrowToSpare(long bytes) {
        return grow(FREE_BYTES + bytes, STEP_BYTES, budget::takeIfHalfIsFree);
    }

    /**
     * Adds the memory that parsing a body takes; nothing for a body that fits into the free 64 KiB. Waits for memory.
     *
     * @param bytes length of the body
     * @throws io.targetnode.api.problem.ProblemException if the budget's timeout passes first
     */
    public void addForParsing(long bytes) {
        if (bytes > FREE_BYTES) {
            kibibytes += budget.take(bytes * TAKEN_PER_PARSED_BYTE);
        }
    }

    /** Gives all of it back. The reservation can be used again. */
    @Override
    public void close() {
        budget.release(kibibytes);
        kibibytes = 0;
        granted = FREE_BYTES;
    }

    private boolean grow(long bytes, int step, LongToIntFunction take) {
        while (granted < bytes) {
            int taken = take.applyAsInt(step);
            if (taken == 0) {
                return false;
            }
            kibibytes += taken;
            granted += STEP_BYTES;
        }
        return true;
    }
}
