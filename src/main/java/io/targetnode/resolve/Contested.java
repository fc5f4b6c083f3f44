package io.targetnode.resolve;

import io.targetnode.kernel.Memblk;
import io.targetnode.memory.AddressRange;
import java.util.List;

/**
 * Addresses that both lists hold with different nodes. Only there do the two rules that search the lists give different answers
 * (kernel-rules 3).
 *
 * @param range the addresses
 * @param meminfo the first block of meminfo that holds them
 * @param reserved the first block of the reserved list that holds them
 */
public record Contested(AddressRange range, Memblk meminfo, Memblk reserved) {

    private record Blocks(Memblk meminfo, Memblk reserved) {}

    /** All of them, ascending and disjoint. Neighbours differ in a block. O(n log n) in blocks and backing ranges. */
    static List<Contested> of(TargetNodeResolver resolver) {
        JoinedRanges<Blocks> joined = new JoinedRanges<>();
        for (AddressRange range : TargetNodeResolver.ranges(List.of(resolver))) {
            Answer answer = resolver.answer(range.start());
            answer.meminfo()
                    .flatMap(online -> answer.reservedMeminfo()
                            .filter(described -> described.node() != online.node())
                            .map(described -> new Blocks(online, described)))
                    .ifPresent(blocks -> joined.add(range, blocks));
        }
        return joined.rows().stream()
                .map(row -> new Contested(
                        row.range(), row.value().meminfo(), row.value().reserved()))
                .toList();
    }
}
