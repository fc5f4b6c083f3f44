package io.targetnode.api.view;

import io.targetnode.topology.Topology;
import java.util.List;

/** The kernel's two lists for a terminal: a line for each block, with its origin and changes, and the lines that the kernel prints. */
public final class MeminfoText {

    private MeminfoText() {}

    public static String of(MeminfoAnswer answer) {
        StringBuilder text = new StringBuilder("%s; %s %s; boot: %s\n"
                .formatted(
                        Topology.title(answer.by().topology(), answer.by().revision()),
                        answer.by().kernel(),
                        answer.by().rule(),
                        answer.boot()));
        append(text, "numa_meminfo", answer.meminfo());
        append(text, "numa_reserved_meminfo", answer.reservedMeminfo());
        text.append("boot log\n");
        answer.bootLog().forEach(line -> indented(text, line));
        return text.toString();
    }

    private static void append(StringBuilder text, String list, List<BlockAnswer> blocks) {
        text.append(list).append('\n');
        if (blocks.isEmpty()) {
            indented(text, "no blocks");
        }
        for (BlockAnswer block : blocks) {
            indented(
                    text,
                    "%s-%s  node %d  %s"
                            .formatted(
                                    block.start(),
                                    block.end(),
                                    block.node(),
                                    block.origin().text()));
            block.changes().forEach(change -> indented(text, "  " + change));
        }
    }

    private static void indented(StringBuilder text, String line) {
        text.append("  ").append(line).append('\n');
    }
}
