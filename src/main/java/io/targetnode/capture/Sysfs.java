package io.targetnode.capture;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The memory blocks, nodes and memory tiers of sysfs.
 *
 * @param online memory blocks that are online and belong to one node: ascending, disjoint, adjacent blocks of one node joined
 * @param blockBytes the size of memory blocks; empty if it is not given
 * @param nodeKibibytes the memory of each node in KiB, by node
 * @param tiers nodes of each memory tier, both ascending
 * @param nodesWithCpus the nodes with an online CPU, ascending; empty if the files do not show it
 * @param warnings clauses about what could not be used
 */
public record Sysfs(
        List<OnlineMemory> online,
        OptionalLong blockBytes,
        SortedMap<Integer, Long> nodeKibibytes,
        SortedMap<Integer, List<Integer>> tiers,
        Optional<List<Integer>> nodesWithCpus,
        List<String> warnings) {

    public Sysfs {
        online = List.copyOf(online);
        nodeKibibytes = Collections.unmodifiableSortedMap(new TreeMap<>(nodeKibibytes));
        tiers = Collections.unmodifiableSortedMap(new TreeMap<>(tiers));
        nodesWithCpus = nodesWithCpus.map(List::copyOf);
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads paths with values, as {@code grep -r . /sys/devices/system/memory} prints them, and links, as {@code find} or
     * {@code ls -d} prints them:
     *
     * <pre>
     * …/block_size_bytes:8000000          …/memory4/phys_index:00000004     …/memory4/state:online
     * …/node0/memory4 or …/memory4/node0  …/node0/meminfo:Node 0 MemTotal: 992512 kB
     * …/memory_tier4/nodelist:0-2,5    …/has_cpu:0-1                      …/node0/cpulist:0-7
     * </pre>
     *
     * <p>The beginnings of paths do not matter, and other lines are ignored. The texts are read as one: the size of blocks may be
     * in one text and their nodes in another. A text without any such line is refused, unless it is empty.
     *
     * @param texts the texts, by the names that messages use
     * @throws CaptureException if a line is malformed, or lines contradict each other
     */
    public static Sysfs parse(Map<String, byte[]> texts) {
        SysfsReader reader = new SysfsReader();
        texts.forEach((source, text) -> {
            reader.begin();
            new Lines(source, text).forEach(reader::read);
            reader.end(source);
        });
        return reader.finish(String.join(", ", texts.keySet()));
    }
}
