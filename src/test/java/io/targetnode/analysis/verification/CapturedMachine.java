package io.targetnode.analysis.verification;

import io.targetnode.acpi.TableHeader;
import io.targetnode.capture.BootLog;
import io.targetnode.capture.Machine;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.memory.AddressRange;
import io.targetnode.memory.UsableRam;
import io.targetnode.resolve.LookupRule;
import io.targetnode.topology.Booted;
import io.targetnode.topology.KernelView;
import io.targetnode.topology.Upload;
import io.targetnode.topology.evidence.DaxDevice;
import io.targetnode.topology.evidence.Evidence;
import io.targetnode.topology.evidence.ListedWindow;
import io.targetnode.topology.evidence.LoggedBoot;
import io.targetnode.topology.evidence.MemoryTier;
import io.targetnode.topology.evidence.NodeSize;
import io.targetnode.topology.evidence.OnlineMemory;
import io.targetnode.topology.evidence.UploadedTable;
import io.targetnode.topology.intake.HostFile;
import io.targetnode.topology.intake.HostFiles;
import io.targetnode.topology.intake.HostMachine;
import io.targetnode.topology.intake.Statement;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A booted machine with all that its kernel showed later. What is read here is read plainly: the captures are known to be sound.
 */
final class CapturedMachine {

    private static final Pattern NODE_LINE = Pattern.compile(
            "SRAT: PXM .*|ACPI: SRAT: Node .*|NUMA: .*|Warning: node .*|node \\d+ \\[mem .*overlaps.*|No NUMA configuration.*"
                    + "|NUMA turned off|Faking a node.*|Early memory node ranges|  node +\\d+: \\[mem .*"
                    + "|Init(ializing|mem setup) node .*");

    private final Machine machine;
    private final byte[] srat;
    private final byte[] cedt;

    private CapturedMachine(Machine machine, byte[] srat, byte[] cedt) {
        this.machine = machine;
        this.srat = srat;
        this.cedt = cedt;
    }

    Machine machine() {
        return machine;
    }

    /** The SRAT that is uploaded. */
    byte[] srat() {
        return srat;
    }

    /** The CEDT that is uploaded. */
    byte[] cedt() {
        return cedt;
    }

    static CapturedMachine of(Machine machine) {
        return new CapturedMachine(machine, machine.bytes("SRAT.bin"), machine.bytes("CEDT.bin"));
    }

    static CapturedMachine of(String scenario, String kernel) {
        return of(Machine.of(scenario, kernel));
    }

    CapturedMachine withSrat(byte[] bytes) {
        return new CapturedMachine(machine, bytes, cedt);
    }

    CapturedMachine withCedt(byte[] bytes) {
        return new CapturedMachine(machine, srat, bytes);
    }

    KernelView view() {
        return view(evidence(), Optional.empty(), Optional.empty());
    }

    KernelView view(Evidence evidence, Optional<KernelRelease> kernel, Optional<LookupRule> rule) {
        Upload read = HostMachine.read(new HostFiles(
                Map.of(HostFile.SRAT, srat, HostFile.CEDT, cedt, HostFile.DMESG, machine.bytes("dmesg.txt")),
                new Statement(Optional.empty(), Optional.empty(), 1024),
                Map.of()));
        Upload upload = new Upload(read.machine(), read.sources(), read.unused(), evidence, read.labels());
        return Booted.of(upload).under(kernel, rule);
    }

    Evidence evidence() {
        return new Evidence(
                Optional.of(log()),
                List.of(uploaded(srat), uploaded(cedt)),
                online(),
                devices(),
                windows(),
                added(),
                sizes(),
                tiers());
    }

    LoggedBoot log() {
        BootLog log = BootLog.parse(machine.bytes("dmesg.txt"));
        List<String> lines =
                logLines().filter(line -> NODE_LINE.matcher(line).matches()).toList();
        Map<String, TableHeader> tables = new TreeMap<>();
        logLines()
                .flatMap(line -> Pattern.compile(
                                "ACPI: (SRAT|CEDT|SLIT|HMAT) 0x\\w+ (\\w{6}) \\(v(\\w\\w) .{6} .{8} (\\w{8}) .{4} (\\w{8})\\)")
                        .matcher(line)
                        .results())
                .map(CapturedMachine::header)
                .forEach(header -> tables.put(header.signature(), header));
        return new LoggedBoot(log.kernel(), lines, List.copyOf(tables.values()));
    }

    static UploadedTable uploaded(byte[] table) {
        ByteBuffer bytes = ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN);
        int sum = 0;
        for (byte b : table) {
            sum += b;
        }
        return new UploadedTable(
                new TableHeader(
                        new String(table, 0, 4, StandardCharsets.US_ASCII),
                        bytes.getInt(4),
                        table[8],
                        bytes.getInt(24),
                        bytes.getInt(32)),
                (byte) sum == 0);
    }

    List<DaxDevice> devices() {
        if (!Files.exists(machine.folder().resolve("after/daxctl-list.json"))) {
            return List.of();
        }
        int node = Integer.parseInt(
                find(after("daxctl-list.json"), "\"target_node\":(\\d+)").get(0).group(1));
        return find(iomem(), "(?m)^ *(\\w+)-(\\w+) : (dax\\d\\.\\d)$").stream()
                .map(device -> new DaxDevice(
                        device.group(3),
                        OptionalLong.of(range(device).sizeBytes()),
                        OptionalInt.of(node),
                        Optional.of(range(device)),
                        after("daxctl-list.json").contains("\"system-ram\"")))
                .toList();
    }

    private Stream<String> logLines() {
        return machine.text("dmesg.txt").lines().map(line -> line.replaceFirst("^\\[ *\\d+\\.\\d+] ", ""));
    }

    private List<ListedWindow> windows() {
        return find(iomem(), "(?m)^ *(\\w+)-(\\w+) : CXL Window (\\d+)$").stream()
                .map(window -> new ListedWindow(Integer.parseInt(window.group(3)), range(window)))
                .toList();
    }

    private List<AddressRange> added() {
        UsableRam boot = BootLog.parse(machine.bytes("dmesg.txt"))
                .usableRam()
                .orElseThrow()
                .normalised();
        return find(iomem(), "(?m)^ *(\\w+)-(\\w+) : System RAM.*$").stream()
                .map(CapturedMachine::range)
                .filter(range -> !boot.overlaps(range))
                .toList();
    }

    private List<OnlineMemory> online() {
        String blocks = after("memory-blocks.txt");
        long size =
                Long.parseLong(find(blocks, "block_size_bytes:(\\w+)").get(0).group(1), 16);
        Map<String, Long> indexes = new HashMap<>();
        find(blocks, "memory(\\d+)/phys_index:(\\w+)")
                .forEach(block -> indexes.put(block.group(1), Long.parseLong(block.group(2), 16)));
        TreeMap<Long, Integer> nodes = new TreeMap<>();
        find(after("nodes.txt"), "node(\\d+)/memory(\\d+)")
                .forEach(link ->
                        nodes.put(indexes.getOrDefault(link.group(2), -1L) * size, Integer.parseInt(link.group(1))));
        List<OnlineMemory> runs = new ArrayList<>();
        nodes.forEach((start, node) -> {
            long first = start;
            if (!runs.isEmpty()) {
                OnlineMemory last = runs.get(runs.size() - 1);
                if (last.node() == node && last.range().end() + 1 == start) {
                    first = runs.remove(runs.size() - 1).range().start();
                }
            }
            runs.add(new OnlineMemory(new AddressRange(first, start + size - 1), node));
        });
        return runs;
    }

    private List<NodeSize> sizes() {
        return find(after("numactl-H.txt"), "node (\\d+) size: (\\d+) MB").stream()
                .map(size ->
                        new NodeSize(Integer.parseInt(size.group(1)), Long.parseLong(size.group(2)) << 20, 1 << 20))
                .toList();
    }

    private List<MemoryTier> tiers() {
        return find(after("memory-tiers.txt"), "memory_tier(\\d+)/nodelist:(\\d+)(?:-(\\d+))?").stream()
                .map(tier -> {
                    int first = Integer.parseInt(tier.group(2));
                    int last = tier.group(3) == null ? first : Integer.parseInt(tier.group(3));
                    List<Integer> nodes = Stream.iterate(first, node -> node <= last, node -> node + 1)
                            .toList();
                    return new MemoryTier(Integer.parseInt(tier.group(1)), nodes);
                })
                .sorted(Comparator.comparingInt(MemoryTier::tier))
                .toList();
    }

    private String iomem() {
        return after("iomem.txt");
    }

    private String after(String file) {
        return machine.text("after/" + file);
    }

    private static TableHeader header(MatchResult line) {
        return new TableHeader(
                line.group(1),
                Long.parseLong(line.group(2), 16),
                Integer.parseInt(line.group(3), 16),
                Integer.parseUnsignedInt(line.group(4), 16),
                Integer.parseUnsignedInt(line.group(5), 16));
    }

    private static List<MatchResult> find(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().toList();
    }

    private static AddressRange range(MatchResult result) {
        return new AddressRange(
                Long.parseUnsignedLong(result.group(1), 16), Long.parseUnsignedLong(result.group(2), 16));
    }

    @Override
    public String toString() {
        return machine.toString();
    }
}
