package io.targetnode.kernel;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a boot left behind.
 *
 * @param rejection why the firmware's configuration was not used; empty if it was
 * @param meminfo the merged list: what has RAM
 * @param reserved the reserved list: what was described and had no RAM
 * @param possibleNodes nodes that can be used at all; an answer outside of them makes kmem fail with -EINVAL
 * @param uncoveredPages pages of RAM that the firmware's configuration left without node; 0 if it did not come so far
 * @param log the lines that the kernel prints about entries, joins, overlaps and nodes, without time stamps; limited in
 *     number, see {@link KernelLog}
 * @param omittedLogLines number of lines that the kernel prints beyond those of {@code log}
 * @param warnings what the kernel would not survive or would ignore, in sentences (kernel-rules 7, surprises 10, 16)
 */
public record Boot(
        Optional<Rejection> rejection,
        Meminfo meminfo,
        Meminfo reserved,
        SortedSet<Integer> possibleNodes,
        long uncoveredPages,
        List<String> log,
        long omittedLogLines,
        List<String> warnings) {

    public Boot {
        possibleNodes = Collections.unmodifiableSortedSet(new TreeSet<>(possibleNodes));
        log = List.copyOf(log);
        warnings = List.copyOf(warnings);
    }

    /** The log for readers: if lines were omitted, a last line counts them. */
    public List<String> logWithCount() {
        return omittedLogLines == 0
                ? log
                : Stream.concat(log.stream(), Stream.of("(%d more lines)".formatted(omittedLogLines)))
                        .toList();
    }
}
