package io.targetnode.capture;

import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Joins ranges that are added in ascending order where they are adjacent and have the same node. */
final class OnlineRuns {

    /** Machines have far fewer, because the blocks of a node are adjacent. */
    static final int MAX_RUNS = 65_536;

    private final List<OnlineMemory> runs = new ArrayList<>();

    /** @throws CaptureException created by {@code refuse}, if the range overlaps the one before it, or there are too many */
    void add(AddressRange range, int node, Function<String, CaptureException> refuse) {
        if (!runs.isEmpty()) {
            OnlineMemory last = runs.get(runs.size() - 1);
            if (!Address.below(last.range().end(), range.start())) {
                throw refuse.apply("the range at %s does not lie above the one before it, at %s"
                        .formatted(
                                Address.print(range.start()),
                                Address.print(last.range().start())));
            }
            if (last.node() == node && last.range().end() + 1 == range.start()) {
                runs.set(
                        runs.size() - 1,
                        new OnlineMemory(new AddressRange(last.range().start(), range.end()), node));
                return;
            }
        }
        if (runs.size() == MAX_RUNS) {
            throw refuse.apply(
                    "more than %,d separate ranges are online; no machine has that many".formatted(MAX_RUNS));
        }
        runs.add(new OnlineMemory(range, node));
    }

    List<OnlineMemory> runs() {
        return List.copyOf(runs);
    }
}
