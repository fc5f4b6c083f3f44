package io.targetnode.analysis.picture;

import io.targetnode.kernel.BlockChange;
import io.targetnode.kernel.Memblk;
import io.targetnode.kernel.Meminfo;
import io.targetnode.memory.AddressRange;
import io.targetnode.resolve.Backing;
import io.targetnode.resolve.JoinedRanges;
import io.targetnode.resolve.Segment;
import io.targetnode.topology.service.KernelView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lanes of a kernel: its two lists after the boot, and its answers. */
final class KernelLanes {

    private KernelLanes() {}

    /** The two lists of each kernel. Kernels whose lists have the same blocks share the lanes of the first one. */
    static List<Lane> lists(List<KernelView> views) {
        List<Lane> lanes = new ArrayList<>();
        List<List<String>> seen = new ArrayList<>();
        for (KernelView view : views) {
            Lane meminfo =
                    lane(LaneKind.MEMINFO, "meminfo", view, blocks(view.boot().meminfo()));
            Lane reserved = lane(
                    LaneKind.RESERVED,
                    "reserved meminfo",
                    view,
                    blocks(view.boot().reserved()));
            List<String> content = Stream.of(meminfo, reserved)
                    .flatMap(lane ->
                            lane.blocks().stream().map(block -> lane.kind() + " " + block.range() + block.node()))
                    .toList();
            if (!seen.contains(content)) {
                seen.add(content);
                lanes.addAll(List.of(meminfo, reserved));
            }
        }
        return lanes;
    }

    /** @param kind {@link LaneKind#ANSWER} or {@link LaneKind#OTHER_RULE} */
    static Lane answers(LaneKind kind, KernelView view) {
        return lane(
                kind,
                "target node",
                view,
                view.resolver().segments().stream().map(KernelLanes::block).toList());
    }

    /** Where two views give different nodes; neighbours with the same nodes are joined. O(n log n) in cells. */
    static Lane differences(AddressAxis axis, List<KernelView> two) {
        JoinedRanges<List<Integer>> differing = new JoinedRanges<>();
        for (int i = 0; i < axis.cells(); i++) {
            long address = axis.cell(i).start();
            List<Integer> nodes = two.stream()
                    .map(view -> view.resolver().targetNode(address))
                    .toList();
            if (!nodes.get(0).equals(nodes.get(1))) {
                differing.add(axis.cell(i), nodes);
            }
        }
        List<LaneBlock> blocks = differing.rows().stream()
                .map(row ->
                        difference(row.range(), row.value().get(0), row.value().get(1)))
                .toList();
        return new Lane(LaneKind.DIFFERENCE, "the answers differ", Optional.empty(), blocks);
    }

    private static LaneBlock difference(AddressRange range, int one, int other) {
        return LaneBlock.of(
                range,
                Map.of("nodes", one + " " + other),
                List.of("%d or %d".formatted(one, other), "%d/%d".formatted(one, other)),
                "The answers differ: node %d in the lane above, node %d in the lane below.".formatted(one, other));
    }

    private static Lane lane(LaneKind kind, String title, KernelView view, List<LaneBlock> blocks) {
        return new Lane(kind, title, Optional.of(view), blocks);
    }

    private static List<LaneBlock> blocks(Meminfo list) {
        return list.blocks().stream().map(KernelLanes::block).toList();
    }

    private static LaneBlock block(Memblk block) {
        String history = Stream.concat(
                        Stream.of(block.origin().describe()),
                        block.changes().stream().map(BlockChange::describe))
                .collect(Collectors.joining("\n"));
        return LaneBlock.of(block.range(), block.node(), Map.of(), history);
    }

    private static LaneBlock block(Segment segment) {
        String backing = segment.backing().apiName();
        LaneBlock block =
                LaneBlock.of(segment.range(), segment.targetNode(), Map.of("backing", backing), "backing: " + backing);
        return segment.backing() == Backing.HOLE ? block.faded() : block;
    }
}
