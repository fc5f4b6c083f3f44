package io.targetnode.capture;

import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Collects the lines in which a kernel states an answer of its own look-up. Only a line that matches completely is used.
 *
 * <p>If debug messages are on, the CXL driver prints a line for each window, with the node of its start: {@code add: decoder0.0
 * node: 0 range [0x190000000 - 0x28fffffff]}, or since 6.9, without the number of a decoder, {@code decode range: node: 0 range
 * [0x190000000 - 0x28fffffff]}. For a window that it cannot use, it always prints {@code Failed to add decode range: …}. The
 * lines are in the order of the CEDT.
 */
final class LookupLines {

    /** Limits the memory of an upload. A CEDT has at most a few dozen windows. */
    static final int MAX_LINES = 4096;

    private static final String STUB_END = ", assuming node 0";

    /** The device of the CEDT. */
    private static final String CEDT_DEVICE = " ACPI0017:";

    private static final String HEX = "0x([0-9a-f]{1,16}+)";
    private static final String DRIVER = "(?:cxl_acpi:[^ ]{0,120}+ )?+cxl_acpi ACPI0017:[0-9a-f]{2}: ";

    /** {@code [0x1 - 0x2]}, {@code 0x1-0x2}, {@code [mem 0x1-0x2 flags 0x200]}, {@code [range 0x1-0x2]}. */
    private static final String RANGE =
            "\\[?+(?:mem |range )?+" + HEX + "(?: - |-)" + HEX + "(?: flags 0x[0-9a-f]{1,16}+)?+]?+";

    private static final Pattern WINDOW = Pattern.compile(
            DRIVER + "(?:add: decoder\\d{1,4}+\\.(\\d{1,6}+) |decode range: )node: (-?\\d{1,4}+) range:? " + RANGE);
    private static final Pattern UNUSABLE_WINDOW =
            Pattern.compile(DRIVER + "Failed to add decode range:? " + RANGE + "(?: \\(-\\d{1,4}+\\))?+");

    /** The stubs of {@code phys_to_target_node()} and {@code memory_add_physaddr_to_nid()}; a kernel has both stubs or neither. */
    private static final Pattern STUB =
            Pattern.compile("(?:ACPI: )?+Unknown (?:target|online) node for memory at " + HEX + STUB_END);

    private final Set<LoggedLookup> answers = new LinkedHashSet<>();

    /** The windows by the number of their decoder. */
    private final SortedMap<Integer, AddressRange> numbered = new TreeMap<>();

    /** All windows in the order of the log. */
    private final Set<AddressRange> windows = new LinkedHashSet<>();

    private final List<String> warnings = new ArrayList<>();

    /** @throws CaptureException if there are more lines than any log has */
    void read(Line line, String message) {
        if (message.endsWith(STUB_END)) {
            stub(line, message);
        } else if (message.contains(CEDT_DEVICE)) {
            driver(line, message);
        }
    }

    private void stub(Line line, String message) {
        Matcher stub = STUB.matcher(message);
        if (stub.matches()) {
            add(line, new LoggedLookup(hex(stub.group(1)), 0, true));
        }
    }

    private void driver(Line line, String message) {
        Matcher window = WINDOW.matcher(message);
        Matcher unusable = UNUSABLE_WINDOW.matcher(message);
        if (window.matches()) {
            long start = hex(window.group(3));
            add(line, new LoggedLookup(start, Integer.parseInt(window.group(2)), false));
            range(start, hex(window.group(4)))
                    .ifPresent(range -> add(line, Optional.ofNullable(window.group(1)), range));
        } else if (unusable.matches()) {
            range(hex(unusable.group(1)), hex(unusable.group(2))).ifPresent(range -> add(line, windows, range));
        }
    }

    /** @param withoutNuma whether the log shows a kernel without {@code CONFIG_NUMA} */
    LoggedLookups finish(boolean withoutNuma) {
        return new LoggedLookups(List.copyOf(answers), windows(), withoutNuma);
    }

    /** Clauses about lines that contradict each other. */
    List<String> warnings() {
        List<String> all = new ArrayList<>(warnings);
        if (finish(false).areContradictory()) {
            all.add(
                    "the log has a line that only the stub of phys_to_target_node() prints, and a line with a node other than 0:"
                            + " the lines are from different kernels, so the look-up rule of the release is used");
        }
        return all;
    }

    /** Empty without debug messages: the log then has only the windows that the driver cannot use. */
    private List<CxlWindow> windows() {
        if (answers.stream().allMatch(LoggedLookup::byStub)) {
            return List.of();
        }
        if (numbered.size() == windows.size()) {
            return numbered.entrySet().stream()
                    .map(window -> new CxlWindow(window.getKey(), window.getValue()))
                    .toList();
        }
        List<CxlWindow> inOrder = new ArrayList<>();
        windows.forEach(range -> inOrder.add(new CxlWindow(inOrder.size(), range)));
        return inOrder;
    }

    private void add(Line line, LoggedLookup answer) {
        add(line, answers, answer);
    }

    private void add(Line line, Optional<String> decoder, AddressRange range) {
        if (decoder.isEmpty()) {
            add(line, windows, range);
            return;
        }
        AddressRange before = numbered.putIfAbsent(Integer.parseInt(decoder.get()), range);
        if (before == null) {
            add(line, windows, range);
        } else if (!before.equals(range) && warnings.isEmpty()) {
            warnings.add("the log has decoder0.%s at %s and at %s: the first is used"
                    .formatted(decoder.get(), before.asKernelPrints(), range.asKernelPrints()));
        }
    }

    private static <T> void add(Line line, Set<T> lines, T added) {
        lines.add(added);
        if (lines.size() > MAX_LINES) {
            throw line.refuse("more than %,d CXL windows or answers; no kernel prints that many".formatted(MAX_LINES));
        }
    }

    /** Empty if the window is empty or wraps around 2^64. The kernel then prints an end below the start. */
    private static Optional<AddressRange> range(long start, long end) {
        return Address.below(end, start) ? Optional.empty() : Optional.of(new AddressRange(start, end));
    }

    private static long hex(String digits) {
        return Long.parseUnsignedLong(digits, 16);
    }
}
