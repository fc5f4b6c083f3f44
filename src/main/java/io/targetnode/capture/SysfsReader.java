package io.targetnode.capture;

import io.targetnode.memory.Address;
import io.targetnode.memory.MalformedAddressException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads paths of sysfs, line by line. Only the names at the end of a path are examined. */
final class SysfsReader {

    /** Below 10^12, so that the number of a block and the bits of a node fit into 64 bits. */
    private static final Pattern NUMBERED = Pattern.compile("(memory|node|memory_tier)(\\d{1,12}+)");

    private static final Pattern NODE_SIZE =
            Pattern.compile("(?:[^ :]{0,512}+: *+)?+Node (\\d{1,12}+) MemTotal: *+(\\d{1,15}+) kB");
    private static final int FIRST_UNREADABLE_TIER = 1_000_000_000;

    private final MemoryBlocks blocks = new MemoryBlocks();
    private final SortedMap<Integer, Long> nodeKibibytes = new TreeMap<>();
    private final SortedMap<Integer, List<Integer>> tiers = new TreeMap<>();
    private final NodeList nodeLists = new NodeList();
    private final SortedSet<Integer> nodesWithCpuList = new TreeSet<>();
    private Optional<List<Integer>> nodesWithCpus = Optional.empty();
    private boolean anyLine;
    private boolean anyUsed;

    /** A name with a number in a path. */
    private record Numbered(String kind, long number) {

        private static final Numbered NONE = new Numbered("", 0);

        static Numbered of(String name) {
            // Cheaper than the pattern for most names.
            if (!name.startsWith("memory") && !name.startsWith("node")) {
                return NONE;
            }
            Matcher matcher = NUMBERED.matcher(name);
            return matcher.matches() ? new Numbered(matcher.group(1), Long.parseLong(matcher.group(2))) : NONE;
        }

        boolean is(String expected) {
            return kind.equals(expected);
        }
    }

    void begin() {
        anyLine = false;
        anyUsed = false;
    }

    void end(String source) {
        if (anyLine && !anyUsed) {
            throw new CaptureException(
                    source,
                    "no line like 'memory4/state:online', 'node0/memory4' or 'memory_tier4/nodelist:0-2' was found");
        }
    }

    Sysfs finish(String source) {
        List<OnlineMemory> online = blocks.online(source);
        Optional<List<Integer>> listed =
                nodesWithCpuList.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(nodesWithCpuList));
        return new Sysfs(
                online, blocks.blockBytes(), nodeKibibytes, tiers, nodesWithCpus.or(() -> listed), blocks.warnings());
    }

    void read(Line line) {
        String text = line.text().strip();
        if (text.isEmpty()) {
            return;
        }
        anyLine = true;
        Matcher size = NODE_SIZE.matcher(text);
        if (text.endsWith(" kB") && size.matches()) {
            nodeSize(line, NodeList.node(line, Long.parseLong(size.group(1))), Long.parseLong(size.group(2)));
            return;
        }
        int end = pathEnd(text);
        String value = end < text.length() ? text.substring(end + 1).strip() : "";
        readPath(line, text.substring(0, end).split("/"), value);
    }

    private void readPath(Line line, String[] names, String value) {
        Numbered above = Numbered.NONE;
        for (String name : names) {
            Numbered here = Numbered.of(name);
            if (above.is("node") && here.is("memory")) {
                link(line, here, above);
            } else if (above.is("memory") && here.is("node")) {
                link(line, above, here);
            }
            attribute(line, above, name, value);
            above = here;
        }
    }

    private void attribute(Line line, Numbered of, String name, String value) {
        if (value.isEmpty()) {
            return;
        }
        boolean used = true;
        if (name.equals("block_size_bytes")) {
            blocks.size(line, hex(line, "the size of memory blocks", value));
        } else if (of.is("memory") && name.equals("phys_index")) {
            index(line, of.number(), hex(line, "the index of a memory block", value));
        } else if (of.is("memory") && name.equals("state")) {
            blocks.state(line, of.number(), value.equals("online"));
        } else if (of.is("memory_tier") && name.equals("nodelist")) {
            tier(line, of.number(), value);
        } else if (name.equals("has_cpu")) {
            nodesWithCpus(line, value);
        } else if (of.is("node") && name.equals("cpulist")) {
            nodesWithCpuList.add(NodeList.node(line, of.number()));
        } else {
            used = false;
        }
        anyUsed |= used;
    }

    private void link(Line line, Numbered block, Numbered node) {
        blocks.link(line, block.number(), NodeList.node(line, node.number()));
        anyUsed = true;
    }

    private static void index(Line line, long block, long index) {
        if (index != block) {
            throw line.refuse("memory%d has the index 0x%x, but the index of a block is its number in hexadecimal"
                    .formatted(block, index));
        }
    }

    private void nodeSize(Line line, int node, long kibibytes) {
        Long before = nodeKibibytes.putIfAbsent(node, kibibytes);
        if (before != null && before != kibibytes) {
            throw line.refuse("a second, different MemTotal of node %d; give files that were read at the same time"
                    .formatted(node));
        }
        anyUsed = true;
    }

    private void tier(Line line, long tier, String nodes) {
        if (tier >= FIRST_UNREADABLE_TIER) {
            throw line.refuse(
                    "tier %d is out of range; tier numbers are below %,d".formatted(tier, FIRST_UNREADABLE_TIER));
        }
        List<Integer> list = nodeLists.read(line, nodes);
        List<Integer> before = tiers.putIfAbsent((int) tier, list);
        if (before != null && !before.equals(list)) {
            throw line.refuse("a second, different list of nodes of tier %d; give files that were read at the same time"
                    .formatted(tier));
        }
    }

    private void nodesWithCpus(Line line, String nodes) {
        List<Integer> list = nodeLists.read(line, nodes);
        if (nodesWithCpus.filter(before -> !before.equals(list)).isPresent()) {
            throw line.refuse(
                    "a second, different list of nodes with CPUs; give files that were read at the same time");
        }
        nodesWithCpus = Optional.of(list);
    }

    private static long hex(Line line, String what, String digits) {
        try {
            return Address.parseBareHex(digits);
        } catch (MalformedAddressException e) {
            throw line.refuse("%s %s; sysfs prints it in hexadecimal without 0x".formatted(what, e.why()));
        }
    }

    /** The end of a path: at the colon of grep, or at a space. */
    private static int pathEnd(String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) != ':' && text.charAt(end) != ' ') {
            end++;
        }
        return end;
    }
}
