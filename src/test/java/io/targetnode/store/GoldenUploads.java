package io.targetnode.store;

import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.Hmat;
import io.targetnode.acpi.HmatStructure;
import io.targetnode.acpi.Slit;
import io.targetnode.acpi.Srat;
import io.targetnode.acpi.SratEntry;
import io.targetnode.acpi.TableHeader;
import io.targetnode.acpi.UnsignedMatrix;
import io.targetnode.acpi.WindowDecoding;
import io.targetnode.capture.CxlWindow;
import io.targetnode.capture.DaxDevice;
import io.targetnode.capture.LoggedLookup;
import io.targetnode.capture.LoggedProcessors;
import io.targetnode.capture.OnlineMemory;
import io.targetnode.kernel.Architecture;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.LookupRule;
import io.targetnode.kernel.MemoryType;
import io.targetnode.kernel.NodeDescription;
import io.targetnode.kernel.NodeDescription.Described;
import io.targetnode.kernel.NodeDescription.DescribedRange;
import io.targetnode.kernel.NodeDescription.Tables;
import io.targetnode.kernel.NodeOptions;
import io.targetnode.kernel.NumaOption;
import io.targetnode.kernel.Platform;
import io.targetnode.memory.AddressRange;
import io.targetnode.memory.UsableRam;
import io.targetnode.topology.Assumption;
import io.targetnode.topology.FirmwareTable;
import io.targetnode.topology.HotAdd;
import io.targetnode.topology.Machine;
import io.targetnode.topology.NodeInputs;
import io.targetnode.topology.Source;
import io.targetnode.topology.Upload;
import io.targetnode.topology.evidence.Evidence;
import io.targetnode.topology.evidence.LoggedBoot;
import io.targetnode.topology.evidence.MemoryTier;
import io.targetnode.topology.evidence.NodeSize;
import io.targetnode.topology.evidence.UploadedTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The uploads of the documents in src/test/resources/store/format-1 to format-5. They are written out, so that changes
 * in the intake of files do not affect them.
 */
enum GoldenUploads {
    /** The project's main example, with described ranges. */
    MISSION(mission()),
    /** Debian's 6.1.176 in the machine E-seed-sandwich. */
    SEED_SANDWICH(seedSandwich()),
    /** Every kind of entry, the limits of every number, and texts and labels that need escaping. */
    EVERY_ENTRY(everyEntry()),
    /** Every type of range, and nodes of a small kernel. */
    EVERY_TYPE(everyType()),
    /** Tables that exist and are empty. */
    EMPTY_TABLES(emptyTables()),
    /** A machine without any known facts. */
    NOTHING(nothing()),
    /** Every kind of evidence, and every optional value both present and missing. */
    EVIDENCE(evidence(), 2),
    /** What a kernel states about its own look-ups, and the rule that follows from it. */
    STATED(stated(), 3),
    /** A machine of arm64 with pages of 64 KiB, and the entries that only it and riscv64 have. */
    ARM64(arm64(), 4),
    /** Every structure of the tables that distances and memory tiers depend on, and the processors that came online. */
    NODES(nodes(), 5),
    /** Why a table is missing, and options without effect. */
    MISSING_TABLES(missingTables(), 5);

    private static final Path FOLDER = Path.of("src/test/resources/store");

    final Upload upload;
    private final int format;

    GoldenUploads(Upload upload) {
        this(upload, 1);
    }

    GoldenUploads(Upload upload, int format) {
        this.upload = upload;
        this.format = format;
    }

    /** The document without the line feed at the file's end. */
    String document() {
        try {
            String file = name().toLowerCase(Locale.ROOT).replace('_', '-') + ".json";
            return Files.readString(FOLDER.resolve("format-" + format).resolve(file))
                    .stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Upload mission() {
        Described memory = new Described(List.of(
                new DescribedRange(0, new AddressRange(0x0, 0x1fffffff), MemoryType.SYSTEM_RAM, 0),
                new DescribedRange(1, new AddressRange(0x20000000, 0x2fffffff), MemoryType.CXL_WINDOW, 2),
                new DescribedRange(2, new AddressRange(0x40000000, 0x5fffffff), MemoryType.SYSTEM_RAM, 0),
                new DescribedRange(3, new AddressRange(0x60000000, 0x7fffffff), MemoryType.SYSTEM_RAM, 1)));
        UsableRam ram = ram(new AddressRange(0x0, 0x1fffffff), new AddressRange(0x40000000, 0x7fffffff));
        Machine machine = new Machine(
                new BootInputs(ram, memory, NumaOption.NONE, 1024),
                Optional.of(KernelRelease.parse("7.3")),
                List.of(
                        new Assumption(
                                "Nodes are taken as they are described; the kernel would number them from the SRAT and the CEDT, and stretch SRAT ranges over windows.",
                                "Upload srat and cedt, or the firmware view."),
                        new Assumption(
                                "The kernel's command line has neither numa=off nor numa=noacpi.",
                                "Upload dmesg, or state commandLine.")),
                List.of());
        return new Upload(
                machine,
                List.of(new Source("described-ranges", 429, digest(), List.of())),
                List.of(),
                Map.of("rack", "r1"));
    }

    private static Upload seedSandwich() {
        io.targetnode.capture.Machine host = io.targetnode.capture.Machine.of("E-seed-sandwich", "6.1.176");
        byte[] srat = host.bytes("SRAT.bin");
        byte[] cedt = host.bytes("CEDT.bin");
        Tables tables = new Tables(
                Optional.of(Srat.parse(srat).table()),
                Optional.of(rangesOf(Cedt.parse(cedt).table())));
        UsableRam ram = ram(
                new AddressRange(0x1000, 0x9efff),
                new AddressRange(0x100000, 0x1fffffff),
                new AddressRange(0x40000000, 0x7ffdffff));
        Machine machine = new Machine(
                new BootInputs(ram, tables, NumaOption.NONE, 1024),
                Optional.of(KernelRelease.parse("6.1.0-50-amd64").withVersionOf(KernelRelease.parse("6.1.176"))),
                List.of(),
                List.of());
        List<Source> sources =
                List.of(Source.of("srat", srat), Source.of("cedt", cedt), Source.of("dmesg", host.bytes("dmesg.txt")));
        return new Upload(machine, sources, List.of(), Map.of("rack", "r1", "row", "7"));
    }

    private static Upload everyEntry() {
        Srat srat = new Srat(
                255,
                List.of(
                        new SratEntry.Apic(0, 48, 0xffffffff, true, 255),
                        new SratEntry.X2Apic(1, 64, 0x80000000, false, 0xffffffff),
                        new SratEntry.GenericInitiator(2, 88, 1, true),
                        new SratEntry.Memory(3, 120, 0, 0, 0x40000000, true, false, false),
                        new SratEntry.Memory(4, 160, 7, -1L, -1L, false, true, false),
                        new SratEntry.Memory(5, 200, 7, Long.MIN_VALUE, 0, true, true, true),
                        new SratEntry.WrongLength(6, 240, 2, 23),
                        new SratEntry.Skipped(7, 263, 3),
                        new SratEntry.Skipped(8, 283, 255)),
                true);
        Cedt cedt = new Cedt(List.of(
                new Cedt.Window(0, 36, 0x20000000, 0x10000000),
                new Cedt.Window(3, 148, -0x1000L, 0xffffffffffffffffL)));
        UsableRam ram = ram(new AddressRange(0, 0xfff), new AddressRange(0x8000000000000000L, -1L));
        Machine machine = new Machine(
                new BootInputs(ram, new Tables(Optional.of(srat), Optional.of(cedt)), NumaOption.NO_ACPI, 2),
                Optional.of(KernelRelease.parse("6.12.74+deb12-amd64")),
                List.of(new Assumption("First.", "Remedy."), new Assumption("Second.", "")),
                List.of("a / b \\ c \"d\" \u0000\b\t\n\f\r\u001f\u007f", "é 日本 \ud83d\ude00 \u2028 \ufeff"));
        return new Upload(
                machine,
                List.of(
                        new Source("srat", 0, digest(), List.of()),
                        new Source("dmesg", Long.MAX_VALUE, digest(), List.of())),
                List.of("slit: not used"),
                Map.of("a/b~c", "x=y", "k\"\\", "", "\ud83d\ude00", "é", "\uffee", "behind a surrogate"));
    }

    private static Upload everyType() {
        Described memory = new Described(List.of(
                new DescribedRange(0, new AddressRange(0x0, 0x0), MemoryType.SYSTEM_RAM, 0),
                new DescribedRange(1, new AddressRange(0x1000, 0x1fff), MemoryType.CXL_WINDOW, 1),
                new DescribedRange(2, new AddressRange(0x1000, 0x1fff), MemoryType.HOTPLUG, 2),
                new DescribedRange(3, new AddressRange(0x2000, 0x2fff), MemoryType.SOFT_RESERVED, 3),
                new DescribedRange(4, new AddressRange(0, -1L), MemoryType.PERSISTENT, 0)));
        return new Upload(machine(memory, NumaOption.NONE, 4), List.of(), List.of(), Map.of());
    }

    private static Upload arm64() {
        Srat srat = new Srat(
                3,
                List.of(
                        new SratEntry.Gicc(0, 48, 0xffffffff, true),
                        new SratEntry.Gicc(1, 66, 1, false),
                        new SratEntry.WrongLength(2, 84, 3, 17),
                        new SratEntry.Rintc(3, 101, 2, true),
                        new SratEntry.WrongLength(4, 121, 7, 19),
                        new SratEntry.Memory(5, 140, 0, 0x40000000, 0x80000000L, true, false, false)),
                false);
        Machine machine = new Machine(
                new BootInputs(
                        ram(new AddressRange(0x40000000, 0xbfffffffL)),
                        new Tables(Optional.of(srat), Optional.empty()),
                        NumaOption.NONE,
                        64,
                        new Platform(Architecture.ARM64, 65536)),
                Optional.of(KernelRelease.parse("6.12.0-55.el10.aarch64+64k")),
                List.of(new Assumption("The machine has no CEDT.", "Upload cedt.")),
                List.of());
        return new Upload(machine, List.of(), List.of(), Map.of());
    }

    /** Formats before 5 have only the ranges of windows. */
    private static Cedt rangesOf(Cedt cedt) {
        return new Cedt(cedt.windows().stream()
                .map(window -> new Cedt.Window(window.index(), window.offset(), window.base(), window.sizeBytes()))
                .toList());
    }

    private static Upload nodes() {
        Srat srat = new Srat(
                3,
                List.of(
                        new SratEntry.GenericPort(0, 48, 0xffffffff, true, 0, 0x3631303049504341L, 0x80000000),
                        new SratEntry.GenericPort(1, 80, 7, false, 255, -1L, 0)),
                false);
        Cedt cedt = new Cedt(List.of(
                new Cedt.Window(
                        0,
                        36,
                        0x20000000,
                        0x10000000,
                        Optional.of(new WindowDecoding(1, 0, 6, 6, 65535, List.of(7, 0xffffffff)))),
                new Cedt.Window(1, 80, 0x30000000, 0x10000000)));
        Slit slit = new Slit(UnsignedMatrix.of(2, 2, (char) 10, (char) 255, (char) 0, (char) 10));
        Hmat hmat = new Hmat(
                2,
                List.of(
                        new HmatStructure.Proximity(40, 65535, 0xffffffff, 7),
                        new HmatStructure.Locality(
                                80,
                                240,
                                5,
                                -1L,
                                List.of(0xffffffff),
                                List.of(0, 7),
                                UnsignedMatrix.of(1, 2, (char) 0, (char) 65535)),
                        new HmatStructure.WrongLength(128, 1, 0xffffffffL, 0x2_0000_0020L),
                        new HmatStructure.Skipped(136, 2)),
                OptionalInt.of(168));
        Machine machine = new Machine(
                        new BootInputs(
                                ram(new AddressRange(0x1000, 0x1fffffff)),
                                new Tables(Optional.of(srat), Optional.of(cedt)),
                                NumaOption.NONE,
                                1024),
                        Optional.empty(),
                        List.of(),
                        List.of())
                .with(new NodeInputs(
                        new FirmwareTable.Uploaded<>(slit),
                        new FirmwareTable.Uploaded<>(hmat),
                        Optional.of(new NodeOptions(true, OptionalInt.of(1)))))
                .with(new HotAdd(
                        List.of(new AddressRange(0x40000000, 0x4fffffff), new AddressRange(0x8000000000000000L, -1L)),
                        OptionalLong.of(Long.MIN_VALUE),
                        true,
                        true));
        LoggedBoot log = new LoggedBoot(
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                new LoggedProcessors(OptionalInt.of(3), OptionalInt.of(2), List.of(1)),
                false);
        Evidence evidence = new Evidence(
                Optional.of(log),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.of(List.of(0, 1)));
        return new Upload(machine, List.of(), List.of(), evidence, new TreeMap<>());
    }

    private static Upload missingTables() {
        Machine machine = machine(new Tables(Optional.empty(), Optional.empty()), NumaOption.NONE, 1024)
                .with(new NodeInputs(
                        new FirmwareTable.Unreadable<>("slit: SLIT, byte offset 36 (0x24): damaged"),
                        new FirmwareTable.Absent<>(),
                        Optional.of(NodeOptions.NONE)));
        return new Upload(machine, List.of(), List.of(), Map.of());
    }

    private static Upload emptyTables() {
        Tables memory = new Tables(Optional.of(new Srat(0, List.of(), false)), Optional.of(new Cedt(List.of())));
        return new Upload(machine(memory, NumaOption.NONE, 1024), List.of(), List.of(), Map.of());
    }

    private static Upload evidence() {
        Srat srat = new Srat(
                3,
                List.of(
                        new SratEntry.GenericInitiator(0, TableHeader.NO_OFFSET, 1, true),
                        new SratEntry.Memory(1, TableHeader.NO_OFFSET, 0, 0, 0x40000000, true, false, false)),
                false);
        Cedt cedt = new Cedt(List.of(new Cedt.Window(0, TableHeader.NO_OFFSET, 0x40000000, 0x10000000)));
        Tables memory = new Tables(Optional.of(srat), Optional.of(cedt));
        UsableRam ram = ram(new AddressRange(0x1000, 0x3fffffff));
        TableHeader header = new TableHeader("CEDT", 108, 1, 16, 0xffffffff);
        AddressRange window = new AddressRange(0x40000000, 0x4fffffff);
        Evidence evidence = new Evidence(
                Optional.of(new LoggedBoot(
                        Optional.of(
                                KernelRelease.parse("6.1.0-50-amd64").withVersionOf(KernelRelease.parse("6.1.176"))),
                        List.of("ACPI: SRAT: Node 0 PXM 0 [mem 0x00000000-0x3fffffff]"),
                        List.of(header))),
                List.of(new UploadedTable(header, false)),
                List.of(
                        new OnlineMemory(new AddressRange(0, 0x3fffffff), 0),
                        new OnlineMemory(new AddressRange(Long.MIN_VALUE, -1L), 2)),
                List.of(
                        new DaxDevice(
                                "dax0.0", OptionalLong.of(0x10000000), OptionalInt.of(2), Optional.of(window), true),
                        new DaxDevice("dax1.0", OptionalLong.empty(), OptionalInt.empty(), Optional.empty(), false)),
                List.of(new CxlWindow(0, window)),
                List.of(window),
                List.of(new NodeSize(0, 1008730112, 1 << 20)),
                List.of(new MemoryTier(4, List.of(0, 1)), new MemoryTier(22, List.of())));
        Machine machine =
                new Machine(new BootInputs(ram, memory, NumaOption.NONE, 1024), Optional.empty(), List.of(), List.of());
        Source source = new Source("dmesg", 5, digest(), List.of("kernel 6.1.0-50-amd64"));
        return new Upload(machine, List.of(source), List.of(), evidence, new TreeMap<>());
    }

    private static Upload stated() {
        Optional<KernelRelease> kernel = Optional.of(KernelRelease.parse("6.4.0-rc6"));
        Cedt cedt = new Cedt(List.of(new Cedt.Window(0, TableHeader.NO_OFFSET, 0x40000000, 0x10000000)));
        LoggedBoot log = new LoggedBoot(
                kernel,
                List.of("NUMA turned off"),
                List.of(),
                List.of(new LoggedLookup(0x40000000, -1, false), new LoggedLookup(0x40000000, 0, true)),
                LoggedProcessors.NONE,
                true);
        Evidence evidence = new Evidence(
                Optional.of(log),
                List.of(),
                List.of(),
                List.of(),
                List.of(new CxlWindow(0, new AddressRange(0x40000000, 0x4fffffff))),
                List.of(),
                List.of(),
                List.of());
        Machine machine = new Machine(
                new BootInputs(
                        ram(new AddressRange(0x1000, 0x3fffffff)),
                        new Tables(Optional.empty(), Optional.of(cedt)),
                        NumaOption.OFF,
                        1024),
                kernel,
                Optional.of(LookupRule.STUB),
                List.of(),
                List.of());
        Source source = new Source("dmesg", 5, digest(), List.of("kernel 6.4.0-rc6"));
        return new Upload(machine, List.of(source), List.of(), evidence, new TreeMap<>());
    }

    private static Upload nothing() {
        Tables memory = new Tables(Optional.empty(), Optional.empty());
        return new Upload(machine(memory, NumaOption.OFF, 1024), List.of(), List.of(), Map.of());
    }

    private static Machine machine(NodeDescription memory, NumaOption numa, int maxNodes) {
        return new Machine(new BootInputs(ram(), memory, numa, maxNodes), Optional.empty(), List.of(), List.of());
    }

    private static String digest() {
        return "0123456789abcdef".repeat(4);
    }

    private static UsableRam ram(AddressRange... ranges) {
        return UsableRam.of(List.of(ranges));
    }
}
