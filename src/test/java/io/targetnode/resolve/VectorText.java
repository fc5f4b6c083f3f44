package io.targetnode.resolve;

import io.targetnode.kernel.Boot;
import io.targetnode.kernel.LookupRule;
import io.targetnode.kernel.Memblk;
import io.targetnode.kernel.Meminfo;
import io.targetnode.kernel.Rejection;
import io.targetnode.memory.Address;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The lists, nodes and look-ups of a vector and of a replay, as texts to compare. Where the vectors do not count the pages of RAM
 * without a node, the texts leave them out.
 */
final class VectorText {

    private VectorText() {}

    static String expected(JsonNode expect, boolean countsPages) {
        StringBuilder text = new StringBuilder();
        JsonNode error = expect.get("error");
        text.append(error.isNull() ? "accepted" : error.asString()).append('\n');
        for (String list : List.of("meminfo", "reserved")) {
            for (JsonNode block : expect.get(list)) {
                text.append("%s %s %s %d%n"
                        .formatted(
                                list,
                                block.get("start").asString(),
                                block.get("end").asString(),
                                block.get("nid").asInt()));
            }
        }
        List<Integer> possible = new ArrayList<>();
        expect.get("possible").forEach(node -> possible.add(node.asInt()));
        text.append("possible ").append(possible).append('\n');
        if (countsPages) {
            text.append("uncovered ")
                    .append(expect.path("uncovered_pages").asLong(0))
                    .append('\n');
        }
        for (JsonNode lookup : expect.get("lookups")) {
            lookup(
                    text,
                    lookup.get("addr").asString(),
                    lookup.get("legacy").asInt(),
                    lookup.get("fixed").asInt(),
                    lookup.get("add").asInt());
        }
        return text.toString();
    }

    static String actual(Boot boot, BackingRanges backing, JsonNode expect, boolean countsPages) {
        StringBuilder text = new StringBuilder();
        text.append(boot.rejection()
                        .map(Rejection::reason)
                        .map(Rejection.Reason::apiName)
                        .orElse("accepted"))
                .append('\n');
        append(text, "meminfo", boot.meminfo());
        append(text, "reserved", boot.reserved());
        text.append("possible ").append(boot.possibleNodes()).append('\n');
        if (countsPages) {
            text.append("uncovered ").append(boot.uncoveredPages()).append('\n');
        }
        TargetNodeResolver legacy = new TargetNodeResolver(boot, LookupRule.PREFER_ONLINE, backing, () -> {});
        TargetNodeResolver fixed = new TargetNodeResolver(boot, LookupRule.PREFER_RESERVED, backing, () -> {});
        for (JsonNode lookup : expect.get("lookups")) {
            long address = Address.parse(lookup.get("addr").asString());
            lookup(
                    text,
                    lookup.get("addr").asString(),
                    targetNode(legacy, address),
                    targetNode(fixed, address),
                    fixed.hotAddNode(address));
        }
        return text.toString();
    }

    /** The node on which look-up, batch and the scan of the kernel's lists agree; else a number that no node has. */
    private static int targetNode(TargetNodeResolver resolver, long address) {
        int[] batch = new int[1];
        resolver.targetNodes(new long[] {address}, batch, 1);
        int scanned = new LiteralResolver(resolver.boot(), resolver.rule()).targetNode(address);
        return batch[0] == scanned && resolver.targetNode(address) == scanned ? scanned : Integer.MIN_VALUE;
    }

    private static void append(StringBuilder text, String list, Meminfo meminfo) {
        for (Memblk block : meminfo.blocks()) {
            text.append("%s %s %s %d%n"
                    .formatted(
                            list,
                            Address.print(block.range().start()),
                            Address.print(block.range().end() + 1),
                            block.node()));
        }
    }

    private static void lookup(StringBuilder text, String address, int legacy, int fixed, int add) {
        text.append(address).append(" legacy ").append(legacy);
        text.append(" fixed ").append(fixed).append(" add ").append(add).append('\n');
    }
}
