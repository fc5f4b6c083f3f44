package io.targetnode.capture;

import io.targetnode.kernel.KernelRelease;
import io.targetnode.memory.Address;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the lines of one boot. */
final class BootLogReader {

    /** Limits the memory of an upload; a kernel has far fewer memblock regions. */
    static final int MAX_NODE_RANGES = 65_536;

    /** printk truncates a message at about 1,000 characters. */
    static final int POSSIBLY_CUT_CHARS = 900;

    private static final Pattern NODE_RANGE = Pattern.compile("node {1,8}+(-?\\d{1,6}+): \\[mem .*+");
    private static final Pattern LISTED_TABLE = Pattern.compile("ACPI: ([A-Z0-9_]{4}) (?:0x|[0-9A-Fa-f]{16} ).*+");

    /** The beginning of a line of the list of tables. */
    private static final Pattern CUT_TABLE = Pattern.compile("ACPI: [A-Z0-9_]{0,4}+(?: 0?+)?+");

    private static final Set<BootMessage.Kind> NODE_RANGES =
            Set.of(BootMessage.Kind.NODE_RANGES_HEADING, BootMessage.Kind.NODE);
    private static final Set<BootMessage.Kind> PARTS_OF_A_LIST = Set.of(
            BootMessage.Kind.FIRMWARE_MAP, BootMessage.Kind.XEN_MAP, BootMessage.Kind.USER_MAP, BootMessage.Kind.NODE);

    private final NodeLines nodes = new NodeLines();
    private final LookupLines lookups = new LookupLines();
    private final ProcessorLines processors = new ProcessorLines();
    private final NumaSupport numa = new NumaSupport();
    private final ListedTables tables = new ListedTables();
    private final E820Log e820 = new E820Log();
    private final EfiLog efi = new EfiLog();
    private final HotAddLines hotAdd = new HotAddLines();
    private final BuildLines build = new BuildLines();
    private final ArchitectureSigns architecture = new ArchitectureSigns();
    private final List<EarlyNodeRange> nodeRanges = new ArrayList<>();
    private final Set<String> acpiTables = new TreeSet<>();
    private final List<String> warnings = new ArrayList<>();
    private Optional<KernelRelease> kernel = Optional.empty();
    private Optional<String> commandLine = Optional.empty();
    private Optional<String> laterCommandLine = Optional.empty();
    private boolean hasNodeRangesHeading;
    private boolean insideList;
    private boolean insideNodeRanges;
    private boolean insideTables;
    private boolean hasTables;

    /** A line about a node that looks damaged. If no line follows, the log is only cut off there. */
    private Optional<Line> damaged = Optional.empty();

    /** @param warnings clauses about how the boot was chosen */
    BootLogReader(List<String> warnings) {
        this.warnings.addAll(warnings);
    }

    void read(Line line) {
        if (line.text().isEmpty()) {
            return;
        }
        if (damaged.isPresent()) {
            throw damaged.get()
                    .refuse(
                            "a line about a node does not have the form that a kernel prints; upload the unchanged log");
        }
        Optional<BootMessage> message = BootMessage.of(line.text());
        message.ifPresent(known -> read(line, known.kind(), known.text()));
        Optional<BootMessage.Kind> kind = message.map(BootMessage::kind);
        numa.read(line, kind);
        insideList = kind.filter(PARTS_OF_A_LIST::contains).isPresent();
        insideNodeRanges = kind.filter(NODE_RANGES::contains).isPresent();
    }

    /** @param boot the boot whose lines were read */
    BootLog finish(ChosenBoot boot) {
        Optional<String> loggedCommandLine = commandLine.or(() -> laterCommandLine);
        boolean softReserves = reservesSpecificPurpose(loggedCommandLine);
        Optional<BootRam> map = e820.ram().or(() -> efi.ram(softReserves));
        if (boot.boots() > 1) {
            warnings.add("the log holds %,d boots; %s is used".formatted(boot.boots(), boot.describe()));
        }
        if (e820.beginningLost()) {
            warnings.add("the log begins inside the memory map, whose first lines were lost from the ring buffer:"
                    + " the map is not used");
        }
        boolean ramCut = insideList && (nodeRanges.isEmpty() || map.isEmpty());
        if (insideList && map.filter(this::reachesBeyondNodeRanges).isPresent()) {
            nodeRanges.clear();
        }
        if (insideTables) {
            // Without the first table, the list does not count as complete.
            acpiTables.remove(BootLog.FIRST_LISTED);
            warnings.add("the log ends inside the list of ACPI tables, which may be cut off");
        }
        if (ramCut) {
            warnings.add("the log ends inside the list of RAM, which may be cut off");
        }
        if (loggedCommandLine.orElse("").length() >= POSSIBLY_CUT_CHARS) {
            warnings.add("the kernel may have logged only the beginning of its long command line");
        }
        warnings.addAll(lookups.warnings());
        return new BootLog(
                boot.boots(),
                kernel,
                build.finish(),
                loggedCommandLine,
                acpiTables,
                tables.headers(),
                nodeRanges,
                nodes.finish(),
                lookups.finish(numa.isMissing()),
                processors.finish(),
                architecture.finish(kernel),
                architecture.namesMachineModel() && !hasTables,
                hotAdd.finish(e820.ram().isPresent() ? e820.softReserved() : efi.softReserved(softReserves)),
                map,
                ramCut,
                warnings);
    }

    /** Whether the list of node ranges is cut off: the last one ends where the memory map ends. */
    private boolean reachesBeyondNodeRanges(BootRam map) {
        return nodeRanges.stream()
                .reduce((earlier, last) -> last)
                .filter(last -> map.ranges().stream()
                        .anyMatch(range -> Address.below(last.range().end(), range.end())))
                .isPresent();
    }

    private static boolean reservesSpecificPurpose(Optional<String> commandLine) {
        return commandLine.stream()
                .flatMap(line -> Arrays.stream(line.split(" ")))
                .noneMatch(word -> word.startsWith("efi=") && word.contains("nosoftreserve"));
    }

    private void read(Line line, BootMessage.Kind kind, String message) {
        if (NodeLines.isDamaged(message) || isDamagedRange(kind, message)) {
            damaged = Optional.of(line);
            return;
        }
        insideTables &= CUT_TABLE.matcher(message).matches();
        nodes.read(line, message);
        architecture.read(kind, message);
        switch (kind) {
            case BANNER -> {
                kernel = Optional.of(KernelBanner.releaseOf(line, kind.restOf(message)));
                build.banner(message);
            }
            // Only the first one: a program may log a similar line later.
            case COMMAND_LINE -> commandLine = commandLine.or(() -> Optional.of(kind.restOf(message)));
            case LATER_COMMAND_LINE -> laterCommandLine = laterCommandLine.or(() -> Optional.of(kind.restOf(message)));
            case FIRMWARE_MAP_HEADING -> e820.heading(BootRam.Source.FIRMWARE_MAP);
            case FIRMWARE_MAP, XEN_MAP -> e820.firmwareEntry(line, message);
            case USER_MAP_HEADING -> e820.heading(BootRam.Source.USER_MAP);
            case USER_MAP -> e820.userEntry(line, message);
            case MAP_UPDATE -> e820.update(line, message);
            case MAP_REMOVE -> e820.remove(line, message);
            case MODIFIED_MAP_HEADING, RAMDISK -> e820.handOver();
            case EFI -> efi.read(line, message);
            case MEMORY_BLOCK_SIZE -> hotAdd.blockSize(kind.restOf(message));
            case HYPERVISOR -> hotAdd.hypervisor();
            case HASH_TABLE -> build.hashTable(kind.restOf(message));
            case ACPI -> {
                acpiTable(message);
                lookups.read(line, message);
            }
            case UNKNOWN_TARGET_NODE, UNKNOWN_ONLINE_NODE, CXL_DRIVER, CXL_DRIVER_WITH_PLACE ->
                lookups.read(line, message);
            case PROCESSORS, PROCESSORS_OF_NODE -> processors.read(message);
            case NODE_RANGES_HEADING -> nodeRangesFollow();
            case NODE -> nodeRange(line, message);
            default -> {
                // Only the text of other lines is used.
            }
        }
    }

    /** Other programs print such lines, too, but not within the list. */
    private boolean isDamagedRange(BootMessage.Kind kind, String message) {
        return insideNodeRanges
                && kind == BootMessage.Kind.NODE
                && message.contains(": [mem ")
                && !NODE_RANGE.matcher(message).matches();
    }

    private void acpiTable(String message) {
        Matcher matcher = LISTED_TABLE.matcher(message);
        if (matcher.matches()) {
            insideTables = true;
            acpiTables.add(matcher.group(1));
            hasTables = true;
            tables.read(message);
            e820.handOver();
        }
    }

    private void nodeRangesFollow() {
        hasNodeRangesHeading = true;
        e820.handOver();
    }

    private void nodeRange(Line line, String message) {
        Matcher matcher = NODE_RANGE.matcher(message);
        if (!hasNodeRangesHeading || !matcher.matches()) {
            return;
        }
        if (nodeRanges.size() == MAX_NODE_RANGES) {
            throw line.refuse("more than %,d node ranges; no kernel prints that many".formatted(MAX_NODE_RANGES));
        }
        nodeRanges.add(
                new EarlyNodeRange(BracketedRange.in(line, message).range(), Integer.parseInt(matcher.group(1))));
    }
}
