package io.targetnode.analysis.picture;

import io.targetnode.memory.AddressRange;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A block of a lane.
 *
 * @param range the addresses
 * @param node its node, -1 for "no node"; empty if the lane has no nodes
 * @param facts further facts by name, such as {@code domain} or {@code backing}
 * @param labels what may be written on it, the longest first
 * @param text what it is, in lines
 * @param faint whether no memory is described at the addresses
 */
public record LaneBlock(
        AddressRange range,
        OptionalInt node,
        Map<String, String> facts,
        List<String> labels,
        String text,
        boolean faint) {

    public LaneBlock {
        facts = Map.copyOf(facts);
        labels = List.copyOf(labels);
    }

    /** A block without a node. */
    static LaneBlock of(AddressRange range, Map<String, String> facts, List<String> labels, String text) {
        return new LaneBlock(range, OptionalInt.empty(), facts, labels, described(range, text), false);
    }

    /** A block of a node. */
    static LaneBlock of(AddressRange range, int node, Map<String, String> facts, String text) {
        String name = node < 0 ? "no node" : "node " + node;
        List<String> labels = List.of(name + ", " + ByteSize.of(range), name, String.valueOf(node));
        return new LaneBlock(range, OptionalInt.of(node), facts, labels, described(range, name + "\n" + text), false);
    }

    /** The same block at addresses where no memory is described. */
    LaneBlock faded() {
        return new LaneBlock(range, node, facts, labels, text, true);
    }

    /** The longest label of at most this many characters; empty if none fits. */
    String labelWithin(int characters) {
        return labels.stream()
                .filter(label -> label.length() <= characters)
                .findFirst()
                .orElse("");
    }

    private static String described(AddressRange range, String text) {
        return "%s, %s\n%s".formatted(range, ByteSize.of(range), text);
    }
}
