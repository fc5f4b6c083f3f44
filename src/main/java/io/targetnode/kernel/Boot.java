package io.targetnode.kernel;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The result of a boot.
 *
 * @param rejection why the kernel did not use the firmware's configuration; empty if it did
 * @param meminfo {@code numa_meminfo}: described ranges with RAM
 * @param reserved {@code numa_reserved_meminfo}: described ranges without RAM
 * @param possibleNodes the nodes that exist; if an answer is not one of them, kmem fails with -EINVAL
 * @param nodes the numbers of proximity domains, processors, initiators and RAM by node
 * @param uncoveredPages pages of RAM without a node in the firmware's configuration; 0 if it was rejected before the count
 * @param log the lines that the kernel prints about entries, joins, overlaps and nodes, without time stamps; limited in
 *     number, see {@link KernelLog}
 * @param omittedLogLines number of lines that the kernel prints beyond those of {@code log}
 * @param warnings one sentence for each condition that would crash the kernel or that the kernel ignores (kernel-rules 7,
 *     surprises 10, 16)
 */
public record Boot(
        Optional<Rejection> rejection,
        Meminfo meminfo,
        Meminfo reserved,
        SortedSet<Integer> possibleNodes,
        NodeFacts nodes,
        long uncoveredPages,
        List<String> log,
        long omittedLogLines,
        List<String> warnings) {

    public Boot {
        possibleNodes = Collections.unmodifiableSortedSet(new TreeSet<>(possibleNodes));
        log = List.copyOf(log);
        warnings = List.copyOf(warnings);
    }

    /** The log. If lines were omitted, an additional last line states their number. */
    public List<String> logWithCount() {
        return omittedLogLines == 0
                ? log
                : Stream.concat(log.stream(), Stream.of("(%d more lines)".formatted(omittedLogLines)))
                        .toList();
    }
}
