package io.targetnode.api.body;

import java.util.function.LongToIntFunction;

/**
 * The part of the {@link MemoryBudget} that one request has taken. It grows in steps as bytes arrive, so that a slow client
 * takes memory only for the bytes that it has sent. The first 64 KiB are not counted. Only one thread at a time may use it.
 */
public final class MemoryReservation implements AutoCloseable {

    private static final int UNCOUNTED_BYTES = 64 << 10;
    private static final int STEP_BYTES = 1 << 20;

    /** A growing array exists twice while it is copied. */
    private static final int TAKEN_PER_BYTE = 2;

    /** A body exists as bytes, as text and as values; values of very short JSON tokens take the most. */
    private static final int TAKEN_PER_PARSED_BYTE = 16;

    private final MemoryBudget budget;
    private long granted = UNCOUNTED_BYTES;
    private int kibibytes;

    MemoryReservation(MemoryBudget budget) {
        this.budget = budget;
    }

    /**
     * Grows until the request may hold this many bytes in total. Waits for memory.
     *
     * @throws io.targetnode.api.problem.ProblemException if the budget's timeout expires first
     */
    public void growTo(long bytes) {
        grow(bytes, TAKEN_PER_BYTE * STEP_BYTES, step -> budget.take(step, kibibytes));
    }

    /** Grows like {@link #growTo}, but without waiting. Returns whether it grew. */
    public boolean tryGrowTo(long bytes) {
        return grow(bytes, TAKEN_PER_BYTE * STEP_BYTES, budget::takeIfFree);
    }

    /**
     * Grows until the request may hold this many bytes in total, without waiting, and only while half of the budget is free. It is
     * for memory that the request does not strictly need. Here the first 64 KiB are counted too, and each byte is counted once.
     */
    public boolean tryGrowIfHalfIsFree(long bytes) {
        return grow(UNCOUNTED_BYTES + bytes, STEP_BYTES, budget::takeIfHalfIsFree);
    }

    /**
     * Takes the memory of an answer until the client has read it. Bodies keep half of the budget, however slowly clients read.
     *
     * @throws io.targetnode.api.problem.ProblemException if less than half of the budget would stay free
     */
    public void growForAnswer(long bytes) {
        if (!grow(Math.min(bytes, budget.answerBytes()), STEP_BYTES, budget::takeIfHalfIsFree)) {
            throw budget.lacking();
        }
    }

    /**
     * Adds the memory that parsing a body takes; adds nothing for a body of at most 64 KiB. Waits for memory.
     *
     * @param bytes length of the body
     * @throws io.targetnode.api.problem.ProblemException if the budget's timeout expires first
     */
    public void addForParsing(long bytes) {
        if (bytes > UNCOUNTED_BYTES) {
            kibibytes += budget.take(bytes * TAKEN_PER_PARSED_BYTE, kibibytes);
        }
    }

    /** Releases all memory. The reservation can be used again. */
    @Override
    public void close() {
        budget.release(kibibytes);
        kibibytes = 0;
        granted = UNCOUNTED_BYTES;
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
