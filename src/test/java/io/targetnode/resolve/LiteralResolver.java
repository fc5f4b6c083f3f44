package io.targetnode.resolve;

import static io.targetnode.kernel.Meminfo.NUMA_NO_NODE;

import io.targetnode.kernel.Boot;
import io.targetnode.kernel.LookupRule;
import io.targetnode.kernel.Memblk;
import io.targetnode.kernel.Meminfo;
import java.util.Optional;

/** kernel-rules 2.11, sentence by sentence: each look-up scans the two lists. The oracle for {@link TargetNodeResolver}. */
public record LiteralResolver(Boot boot, LookupRule rule) {

    /** {@code phys_to_target_node()}. */
    public int targetNode(long address) {
        int online = node(boot.meminfo(), address);
        int reserved = node(boot.reserved(), address);
        return switch (rule) {
            case PREFER_ONLINE -> online != NUMA_NO_NODE ? online : reserved;
            case PREFER_RESERVED -> reserved != NUMA_NO_NODE ? reserved : online;
            case STUB -> 0;
        };
    }

    /** {@code memory_add_physaddr_to_nid()}. */
    public int hotAddNode(long address) {
        if (rule == LookupRule.STUB) {
            return 0;
        }
        int node = node(boot.meminfo(), address);
        return node != NUMA_NO_NODE || boot.meminfo().blocks().isEmpty()
                ? node
                : boot.meminfo().blocks().get(0).node();
    }

    Answer answer(long address, Backing backing) {
        return new Answer(
                address,
                targetNode(address),
                hotAddNode(address),
                backing,
                first(boot.meminfo(), address),
                first(boot.reserved(), address));
    }

    private static int node(Meminfo list, long address) {
        return first(list, address).map(Memblk::node).orElse(NUMA_NO_NODE);
    }

    private static Optional<Memblk> first(Meminfo list, long address) {
        return list.blocks().stream()
                .filter(block -> block.range().contains(address))
                .findFirst();
    }
}
