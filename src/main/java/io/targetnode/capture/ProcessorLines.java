package io.targetnode.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the lines about processors that come online: {@code .... node  #1, CPUs:      #1 #2} and {@code smp: Brought up 2 nodes, 3
 * CPUs}.
 */
final class ProcessorLines {

    /** No kernel can be built for more processors. */
    private static final int MAX_PROCESSORS = 65_536;

    private static final Pattern OF_NODE =
            Pattern.compile("\\.{4} node {1,8}+#(\\d{1,4}+), CPUs:((?: {1,16}+#\\d{1,6}+)++) *+");
    private static final Pattern TOTAL = Pattern.compile("smp: Brought up (\\d{1,4}+) nodes?+, (\\d{1,5}+) CPUs?+.*+");

    private final List<Integer> secondaryNodes = new ArrayList<>();
    private OptionalInt nodes = OptionalInt.empty();
    private OptionalInt processors = OptionalInt.empty();

    void read(String message) {
        Matcher total = TOTAL.matcher(message);
        Matcher ofNode = OF_NODE.matcher(message);
        if (total.matches()) {
            nodes = OptionalInt.of(Integer.parseInt(total.group(1)));
            processors = OptionalInt.of(Integer.parseInt(total.group(2)));
        } else if (ofNode.matches()) {
            int node = Integer.parseInt(ofNode.group(1));
            ofNode.group(2)
                    .chars()
                    .filter(c -> c == '#')
                    .limit(MAX_PROCESSORS - secondaryNodes.size())
                    .forEach(processor -> secondaryNodes.add(node));
        }
    }

    LoggedProcessors finish() {
        return new LoggedProcessors(nodes, processors, secondaryNodes);
    }
}
