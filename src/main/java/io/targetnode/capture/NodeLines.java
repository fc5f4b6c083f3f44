package io.targetnode.capture;

import io.targetnode.memory.AddressRange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects the lines of a boot about nodes. Only a line that matches completely is stored. */
final class NodeLines {

    /** Limits the memory of an upload; a ring buffer holds far fewer lines. */
    static final int MAX_LINES = 100_000;

    private static final String MEM = "\\[mem 0x[0-9a-f]{1,16}+-0x[0-9a-f]{1,16}+]";
    private static final String NODE = "\\d{1,4}+";
    private static final String MEMORY_BEGINS = "ACPI: SRAT: Node ";
    private static final Pattern MEMORY = Pattern.compile(MEMORY_BEGINS + "(" + NODE
            + ") PXM (\\d{1,10}+) \\[mem 0x([0-9a-f]{1,16}+)-0x([0-9a-f]{1,16}+)]( hotplug)?+( non-volatile)?+");
    private static final Pattern PROCESSOR =
            Pattern.compile("SRAT: PXM (\\d{1,10}+) -> APIC 0x([0-9a-f]{2,8}+) -> Node (" + NODE + ")");
    private static final Pattern SET_UP =
            Pattern.compile("Initmem setup node (" + NODE + ") (?:as memoryless|" + MEM + ")");
    private static final Pattern JOIN =
            Pattern.compile("NUMA: Node (" + NODE + ") (" + MEM + ") \\+ (" + MEM + ") -> (" + MEM + ")");
    private static final Pattern FAKED = Pattern.compile("(?:NUMA: )?+Faking a node at " + MEM);
    private static final Pattern RANGE = Pattern.compile("node {1,8}+-?" + NODE + ": " + MEM);

    /** The messages of x86 and of arm64. */
    private static final Set<String> TURNED_OFF = Set.of("NUMA turned off", "NUMA: NUMA disabled");

    /** All forms that this message has had. */
    private static final Pattern TURNED_OFF_IN_ANY_FORM =
            Pattern.compile("(?:NUMA: )?+NUMA (?:turned off|disabled)|NUMA: (?:turned off|disabled|off)");

    private static final Pattern SHORT_ADDRESS = Pattern.compile("0x([0-9a-f]{1,15}+)(?=[-\\]])");

    /** Only the text of these lines is used. */
    private static final Pattern OTHERS =
            Pattern.compile("Warning: node " + NODE + " " + MEM + " overlaps with itself " + MEM
                    + "|node " + NODE + " " + MEM + " overlaps with node " + NODE + " " + MEM
                    + "|No NUMA configuration found|Early memory node ranges"
                    + "|Initializing node " + NODE + " as memoryless"
                    + "|NUMA: Initmem setup node " + NODE + " \\[<memory-less node>]"
                    + "|NUMA: no nodes coverage for \\d{1,14}+MB of \\d{1,14}+MB RAM"
                    + "|ACPI: NUMA: SRAT: PXM \\d{1,10}+ -> MPIDR 0x[0-9a-f]{1,16}+ -> Node (?:-1|" + NODE + ")");

    /** An APIC id is printed with two digits, an x2APIC id with four or more. */
    private static final int APIC_DIGITS = 2;

    private final List<String> lines = new ArrayList<>();
    private final List<LoggedNodes.Processor> processors = new ArrayList<>();
    private final List<LoggedNodes.Memory> memory = new ArrayList<>();
    private final Set<LoggedNodes.Block> joined = new LinkedHashSet<>();
    private final Set<AddressRange> results = new HashSet<>();
    private final SortedSet<Integer> setUp = new TreeSet<>();
    private boolean faked;
    private boolean turnedOff;

    /** @throws CaptureException if there are more lines than any log has, or a proximity domain is out of range */
    void read(Line line, String message) {
        if (RANGE.matcher(message).matches()) {
            // The indentation was removed together with the marks before it.
            store(line, "  " + padded(message));
        } else if (takeSetUp(message)) {
            store(line, padded(message));
        } else if (take(line, message) || OTHERS.matcher(message).matches()) {
            store(line, message);
        }
    }

    /** With 16 digits, as newer kernels print these addresses; 3.x and 4.x print eight. */
    private static String padded(String message) {
        return SHORT_ADDRESS
                .matcher(message)
                .replaceAll(address -> "0x" + "0".repeat(16 - address.group(1).length()) + address.group(1));
    }

    /** Whether the message begins like an entry of the SRAT, and does not end like one. */
    static boolean isDamaged(String message) {
        return message.startsWith(MEMORY_BEGINS) && !MEMORY.matcher(message).matches();
    }

    LoggedNodes finish() {
        return new LoggedNodes(lines, processors, memory, List.copyOf(joined), setUp, faked, isTurnedOff());
    }

    /** With NUMA turned off, the kernel reads no table. */
    private boolean isTurnedOff() {
        return turnedOff && memory.isEmpty() && processors.isEmpty();
    }

    private boolean take(Line line, String message) {
        return takeMemory(line, message)
                || takeProcessor(line, message)
                || takeJoin(line, message)
                || takeFaked(message)
                || takeTurnedOff(message);
    }

    private boolean takeMemory(Line line, String message) {
        Matcher entry = MEMORY.matcher(message);
        if (!entry.matches()) {
            return false;
        }
        long base = Long.parseUnsignedLong(entry.group(3), 16);
        memory.add(new LoggedNodes.Memory(
                Integer.parseInt(entry.group(1)),
                domain(line, entry.group(2)),
                base,
                Long.parseUnsignedLong(entry.group(4), 16) + 1 - base,
                entry.group(5) != null,
                entry.group(6) != null));
        return true;
    }

    private boolean takeProcessor(Line line, String message) {
        Matcher entry = PROCESSOR.matcher(message);
        if (!entry.matches()) {
            return false;
        }
        processors.add(new LoggedNodes.Processor(
                domain(line, entry.group(1)),
                Integer.parseUnsignedInt(entry.group(2), 16),
                entry.group(2).length() > APIC_DIGITS,
                Integer.parseInt(entry.group(3))));
        return true;
    }

    /** Does not count a block that an earlier line shows as the result of a join, because it may have holes. */
    private boolean takeJoin(Line line, String message) {
        Matcher join = JOIN.matcher(message);
        if (!join.matches()) {
            return false;
        }
        for (int side = 2; side <= 3; side++) {
            AddressRange range = BracketedRange.in(line, join.group(side)).range();
            if (!results.contains(range)) {
                joined.add(new LoggedNodes.Block(Integer.parseInt(join.group(1)), range));
            }
        }
        results.add(BracketedRange.in(line, join.group(4)).range());
        return true;
    }

    private boolean takeSetUp(String message) {
        Matcher node = SET_UP.matcher(message);
        boolean taken = node.matches();
        if (taken) {
            setUp.add(Integer.parseInt(node.group(1)));
        }
        return taken;
    }

    private boolean takeFaked(String message) {
        boolean taken = FAKED.matcher(message).matches();
        faked |= taken;
        return taken;
    }

    /** Returns whether to store the line: only the messages that the replay prints are stored. */
    private boolean takeTurnedOff(String message) {
        turnedOff |= message.startsWith("NUMA")
                && TURNED_OFF_IN_ANY_FORM.matcher(message).matches();
        return TURNED_OFF.contains(message);
    }

    private void store(Line line, String message) {
        if (lines.size() == MAX_LINES) {
            throw line.refuse("more than %,d lines about nodes; no kernel log holds that many".formatted(MAX_LINES));
        }
        lines.add(message);
    }

    private static int domain(Line line, String digits) {
        long domain = Long.parseLong(digits);
        if (domain != Integer.toUnsignedLong((int) domain)) {
            throw line.refuse("a proximity domain has 32 bits");
        }
        return (int) domain;
    }
}
