package io.targetnode.analysis.verification;

import io.targetnode.memory.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Joins adjacent early node ranges of one node. The kernel prints one line for each memblock region, and regions with different
 * flags, such as NOMAP on arm64, are separate (kernel-rules 9.7).
 */
final class RamLines {

    private static final Pattern RANGE =
            Pattern.compile("( {2}node {1,8}+(?:-?\\d{1,6}+): \\[mem )0x([0-9a-f]{16})-0x([0-9a-f]{16})]");

    private RamLines() {}

    /** The lines of a log, with adjacent ranges joined. O(n). */
    static List<String> joined(List<String> lines) {
        List<String> joined = new ArrayList<>(lines.size());
        Optional<RamLine> last = Optional.empty();
        for (String line : lines) {
            Optional<RamLine> next = RamLine.of(line);
            Optional<RamLine> both = last.flatMap(before -> next.flatMap(before::joinedWith));
            if (both.isPresent()) {
                joined.set(joined.size() - 1, both.get().print());
            } else {
                joined.add(line);
            }
            last = both.or(() -> next);
        }
        return joined;
    }

    /**
     * A line with a range.
     *
     * @param node the text before the range, which names the node
     * @param start first address
     * @param end last address
     */
    private record RamLine(String node, long start, long end) {

        static Optional<RamLine> of(String line) {
            Matcher range = RANGE.matcher(line);
            return range.matches()
                    ? Optional.of(new RamLine(range.group(1), hex(range.group(2)), hex(range.group(3))))
                    : Optional.empty();
        }

        Optional<RamLine> joinedWith(RamLine next) {
            return node.equals(next.node) && end + 1 == next.start
                    ? Optional.of(new RamLine(node, start, next.end))
                    : Optional.empty();
        }

        String print() {
            return "%s%s-%s]".formatted(node, Address.print(start, 16), Address.print(end, 16));
        }

        private static long hex(String digits) {
            return Long.parseUnsignedLong(digits, 16);
        }
    }
}
