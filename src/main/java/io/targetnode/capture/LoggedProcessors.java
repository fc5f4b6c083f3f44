package io.targetnode.capture;

import java.util.List;
import java.util.OptionalInt;

/**
 * The processors that a boot log shows as online.
 *
 * @param nodes the number of nodes that were online when all processors were; empty if the log does not state it
 * @param processors the number of processors that came online at boot; empty if the log does not state it
 * @param secondaryNodes the node of each processor but the first, in the log's order; x86-64 prints them
 */
public record LoggedProcessors(OptionalInt nodes, OptionalInt processors, List<Integer> secondaryNodes) {

    /** A log without such lines. */
    public static final LoggedProcessors NONE =
            new LoggedProcessors(OptionalInt.empty(), OptionalInt.empty(), List.of());

    public LoggedProcessors {
        secondaryNodes = List.copyOf(secondaryNodes);
    }

    /** Whether the node of every processor but the first is known. */
    public boolean isComplete() {
        return processors.isPresent() && secondaryNodes.size() == processors.getAsInt() - 1;
    }
}
