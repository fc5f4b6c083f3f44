package io.targetnode.analysis;

import io.targetnode.kernel.LookupRule;
import io.targetnode.memory.Address;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** The two lists that a vector expects, and a walk over them block by block. */
public record ExpectedLists(List<Block> meminfo, List<Block> reserved) {

    /** @param end exclusive */
    public record Block(long start, long end, int node) {

        boolean holds(long address) {
            return !Address.below(address, start) && Address.below(address, end);
        }
    }

    public static ExpectedLists of(JsonNode expect) {
        return new ExpectedLists(blocks(expect.get("meminfo")), blocks(expect.get("reserved")));
    }

    public int meminfoNode(long address) {
        return node(meminfo, address);
    }

    public int reservedNode(long address) {
        return node(reserved, address);
    }

    public int answer(LookupRule rule, long address) {
        return rule.choose(meminfoNode(address), reservedNode(address));
    }

    /** The first addresses of all parts within which no list changes its node. */
    public SortedSet<Long> starts() {
        SortedSet<Long> starts = new TreeSet<>(Comparator.comparingLong((Long address) -> address ^ Long.MIN_VALUE));
        starts.add(0L);
        for (List<Block> list : List.of(meminfo, reserved)) {
            list.forEach(block -> starts.addAll(List.of(block.start(), block.end())));
        }
        return starts;
    }

    private static int node(List<Block> list, long address) {
        for (Block block : list) {
            if (block.holds(address)) {
                return block.node();
            }
        }
        return -1;
    }

    private static List<Block> blocks(JsonNode list) {
        List<Block> blocks = new ArrayList<>();
        for (JsonNode block : list) {
            blocks.add(new Block(
                    Address.parse(block.get("start").asString()),
                    Address.parse(block.get("end").asString()),
                    block.get("nid").asInt()));
        }
        return blocks;
    }
}
