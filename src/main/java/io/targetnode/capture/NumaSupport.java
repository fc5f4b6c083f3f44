package io.targetnode.capture;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Recognises the log of an x86 kernel without {@code CONFIG_NUMA}. A kernel with it prints at least {@code Faking a node at …} and
 * {@code NODE_DATA(0) allocated …} between the memory map and the zones, and {@code Fallback order for Node 0} later. Therefore a
 * log shows the lack of NUMA only if it has none of these lines and is complete from its first line to the node ranges.
 */
final class NumaSupport {

    /** Parts of lines that only a kernel with {@code CONFIG_NUMA} prints, in any release. */
    private static final List<String> NUMA_ONLY = List.of(
            "NUMA", "NODE_DATA", "Faking a node", "SRAT: ", "SLIT: ", "Fallback order for Node", "Policy zone:");

    /** Text that stands in place of missing lines. The console driver or a person wrote it. */
    private static final List<String> GAP_MARKS =
            List.of("messages dropped", "messages lost", "snip", "truncated", "omitted");

    private static final Pattern DOTS = Pattern.compile("[ .\\[\\]…]{2,80}+");

    /** The lines of a complete log, in order. */
    private static final List<List<BootMessage.Kind>> COMPLETE = List.of(
            List.of(BootMessage.Kind.BANNER),
            List.of(BootMessage.Kind.COMMAND_LINE),
            List.of(BootMessage.Kind.FIRMWARE_MAP_HEADING),
            List.of(BootMessage.Kind.FIRMWARE_MAP, BootMessage.Kind.XEN_MAP),
            List.of(BootMessage.Kind.LAST_PAGE_FRAME, BootMessage.Kind.LAST_PAGE_FRAME_OF_MAP, BootMessage.Kind.ACPI),
            List.of(BootMessage.Kind.ZONES),
            List.of(BootMessage.Kind.NODE_RANGES_HEADING),
            List.of(BootMessage.Kind.NODE),
            List.of(BootMessage.Kind.NODE_SET_UP));

    /** How many lines of a complete log have been read. */
    private int linesRead;

    private boolean refuted;

    void read(Line line, Optional<BootMessage.Kind> kind) {
        if (refuted) {
            return;
        }
        boolean complete = linesRead == COMPLETE.size();
        if (!complete && kind.isPresent() && COMPLETE.get(linesRead).contains(kind.get())) {
            linesRead++;
        } else if (linesRead > 0) {
            refuted = has(line, NUMA_ONLY) || !complete && isGap(line);
        }
    }

    /** Whether the log is complete and shows that the kernel was built without {@code CONFIG_NUMA}. */
    boolean isMissing() {
        return linesRead == COMPLETE.size() && !refuted;
    }

    private static boolean isGap(Line line) {
        return has(line, GAP_MARKS) || DOTS.matcher(line.text()).matches();
    }

    private static boolean has(Line line, List<String> parts) {
        for (String part : parts) {
            if (line.text().contains(part)) {
                return true;
            }
        }
        return false;
    }
}
