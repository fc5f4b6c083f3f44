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
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import io.targetnode.memory.UsableRam;
import io.targetnode.topology.Assumption;
import io.targetnode.topology.FirmwareTable;
import io.targetnode.topology.HotAdd;
import io.targetnode.topology.Machine;
import io.targetnode.topology.NodeInputs;
import io.targetnode.topology.Sha256;
import io.targetnode.topology.Source;
import io.targetnode.topology.Upload;
import io.targetnode.topology.evidence.Evidence;
import io.targetnode.topology.evidence.LoggedBoot;
import io.targetnode.topology.evidence.MemoryTier;
import io.targetnode.topology.evidence.NodeSize;
import io.targetnode.topology.evidence.UploadedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Random unusual uploads: every kind of entry, the limits of every number, odd texts, and many missing parts. */
record OddUploads(SplittableRandom random) {

    private static final String[] TEXTS = {
        "",
        " ",
        "plain",
        "\u0000\t\r\n\u001f\u007f",
        "\"quoted\" \\ and / and </script>",
        "käse Größe 日本語",
        "\ud83d\ude00 \u2028\u2029\u0085\ufeff\uffff",
        "{\"format\":1}",
        "x".repeat(3000)
    };

    private static final String[] KEYS = {
        "rack", " ", "a/b", "a~b", "\"", "\\", "käse", "\ud83d\ude00", "\ud83d\ude00".repeat(128), "\u2028", "/labels/x"
    };

    private static final KernelRelease[] KERNELS = {
        KernelRelease.parse("7.3"),
        KernelRelease.parse("7.3-rc7"),
        KernelRelease.parse("5.16"),
        KernelRelease.parse("06.012.0"),
        KernelRelease.parse("6.12.74.2+deb12-amd64"),
        KernelRelease.parse("9999.9999.999999~" + "z".repeat(100)),
        KernelRelease.parse("6.1.0-50-amd64"),
        KernelRelease.parse("6.1.0-50-amd64").withVersionOf(KernelRelease.parse("6.1.176"))
    };

    private static final Platform[] PLATFORMS = {
        new Platform(Architecture.ARM64, 4096),
        new Platform(Architecture.ARM64, 16384),
        new Platform(Architecture.ARM64, 65536),
        new Platform(Architecture.RISCV64, 4096),
        new Platform(Architecture.LOONGARCH64, 16384)
    };

    /** A log may be of any kernel, even an unknown one. */
    private static final KernelRelease[] LOGGED_KERNELS = {
        KernelRelease.parse("5.10.0-28-amd64"), KernelRelease.parse("2.6.32"), KernelRelease.parse("7.3")
    };

    static Stream<Upload> of(long seed, int count) {
        OddUploads uploads = new OddUploads(new SplittableRandom(seed));
        return Stream.generate(uploads::next).limit(count);
    }

    private Upload next() {
        Evidence evidence = random.nextBoolean() ? Evidence.NONE : evidence();
        Machine machine = new Machine(
                inputs(),
                optional(() -> any(KERNELS)),
                random.nextInt(4) == 0 ? Optional.of(any(LookupRule.values())) : Optional.empty(),
                random.nextBoolean() ? nodes() : NodeInputs.notStored(evidence),
                random.nextBoolean() ? hotAdd() : HotAdd.NOTHING,
                some(3, () -> new Assumption(any(TEXTS), any(TEXTS))),
                some(3, () -> any(TEXTS)));
        List<Source> sources = some(
                3,
                () -> new Source(
                        any(TEXTS),
                        address() >>> 1,
                        Sha256.of(new byte[random.nextInt(9)]),
                        some(2, () -> any(TEXTS))));
        return new Upload(machine, sources, some(3, () -> any(TEXTS)), evidence, new TreeMap<>(labels()));
    }

    private Evidence evidence() {
        return new Evidence(
                optional(() -> new LoggedBoot(
                        optional(() -> any(LOGGED_KERNELS)),
                        some(3, () -> any(TEXTS)),
                        some(3, this::header),
                        random.nextBoolean() ? List.of() : some(3, this::lookup),
                        random.nextBoolean() ? LoggedProcessors.NONE : processors(),
                        random.nextInt(4) == 0)),
                some(3, () -> new UploadedTable(header(), random.nextBoolean())),
                ascending().stream()
                        .map(range -> new OnlineMemory(range, uint32() >>> 1))
                        .toList(),
                some(3, this::device),
                some(3, () -> new CxlWindow(uint32() >>> 1, range())),
                ascending(),
                some(3, () -> new NodeSize(uint32() >>> 1, address(), 1 << 10 * random.nextInt(1, 3))),
                some(3, () -> new MemoryTier(uint32() >>> 1, some(3, () -> uint32() >>> 1))),
                random.nextBoolean() ? Optional.empty() : Optional.of(some(3, () -> uint32() >>> 1)));
    }

    private LoggedProcessors processors() {
        return new LoggedProcessors(count(), count(), some(3, () -> uint32() >>> 1));
    }

    private OptionalInt count() {
        return random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of((uint32() >>> 1) | 1);
    }

    private NodeInputs nodes() {
        return new NodeInputs(
                table(this::slit), table(this::hmat), optional(() -> new NodeOptions(random.nextBoolean(), count())));
    }

    private HotAdd hotAdd() {
        return new HotAdd(
                ascending(),
                random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(1L << random.nextInt(64)),
                random.nextBoolean(),
                random.nextBoolean());
    }

    private <T> FirmwareTable<T> table(Supplier<T> content) {
        return switch (random.nextInt(8)) {
            case 0 -> new FirmwareTable.Absent<>();
            case 1 -> new FirmwareTable.NotUploaded<>(random.nextBoolean());
            case 2 -> new FirmwareTable.Unreadable<>(any(TEXTS));
            case 3 -> new FirmwareTable.NotStored<>();
            default -> new FirmwareTable.Uploaded<>(content.get());
        };
    }

    private Slit slit() {
        int localities = random.nextInt(5);
        return new Slit(matrix(localities, localities, 256));
    }

    private Hmat hmat() {
        List<HmatStructure> structures = new ArrayList<>();
        int offset = Hmat.FIRST_STRUCTURE_OFFSET;
        for (int i = random.nextInt(6); i > 0; i--) {
            structures.add(structure(offset));
            offset += random.nextInt(1, 90);
        }
        return new Hmat(
                random.nextInt(256),
                structures,
                random.nextInt(4) == 0 ? OptionalInt.of(Hmat.FIRST_STRUCTURE_OFFSET) : OptionalInt.empty());
    }

    private HmatStructure structure(int offset) {
        int initiators = random.nextInt(4);
        int targets = random.nextInt(4);
        return switch (random.nextInt(4)) {
            case 0 -> new HmatStructure.Proximity(offset, random.nextInt(65_536), uint32(), uint32());
            case 1 ->
                new HmatStructure.WrongLength(
                        offset, random.nextInt(3), Integer.toUnsignedLong(uint32()), random.nextLong() >>> 1);
            case 2 -> new HmatStructure.Skipped(offset, random.nextInt(65_536));
            default ->
                new HmatStructure.Locality(
                        offset,
                        random.nextInt(256),
                        random.nextInt(256),
                        address(),
                        Stream.generate(this::uint32).limit(initiators).toList(),
                        Stream.generate(this::uint32).limit(targets).toList(),
                        matrix(initiators, targets, 65_536));
        };
    }

    private UnsignedMatrix matrix(int rows, int columns, int bound) {
        char[] values = new char[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (char) random.nextInt(bound);
        }
        return UnsignedMatrix.of(rows, columns, values);
    }

    private LoggedLookup lookup() {
        boolean byStub = random.nextBoolean();
        return new LoggedLookup(address(), byStub ? 0 : random.nextInt(-1, 3), byStub);
    }

    private TableHeader header() {
        String[] signatures = {"SRAT", "CEDT", "SLIT", "HMAT"};
        return new TableHeader(
                any(signatures), Integer.toUnsignedLong(uint32()), random.nextInt(256), uint32(), uint32());
    }

    private DaxDevice device() {
        return new DaxDevice(
                "dax%d.%d".formatted(random.nextInt(100), random.nextInt(100)),
                random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(address()),
                random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(uint32() >>> 1),
                optional(this::range),
                random.nextBoolean());
    }

    private List<AddressRange> ascending() {
        List<AddressRange> ranges = new ArrayList<>();
        for (AddressRange range : UsableRam.of(some(5, this::range)).ranges()) {
            ranges.add(range);
        }
        return ranges;
    }

    private BootInputs inputs() {
        int maxNodes = 2 << random.nextInt(10);
        NodeDescription memory =
                random.nextInt(3) == 0 ? described(maxNodes) : new Tables(optional(this::srat), optional(this::cedt));
        Platform platform = random.nextBoolean() ? Platform.X86_64 : any(PLATFORMS);
        return new BootInputs(UsableRam.of(some(5, this::range)), memory, any(NumaOption.values()), maxNodes, platform);
    }

    private Described described(int maxNodes) {
        List<DescribedRange> ranges = new ArrayList<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            ranges.add(new DescribedRange(ranges.size(), range(), any(MemoryType.values()), random.nextInt(maxNodes)));
        }
        return new Described(ranges);
    }

    private Srat srat() {
        List<SratEntry> entries = new ArrayList<>();
        int offset = Srat.FIRST_ENTRY_OFFSET;
        boolean logged = random.nextInt(4) == 0;
        for (int i = random.nextInt(12); i > 0; i--) {
            entries.add(entry(entries.size(), logged ? TableHeader.NO_OFFSET : offset));
            offset += random.nextInt(1, 90);
        }
        return new Srat(random.nextInt(256), entries, !entries.isEmpty() && random.nextInt(4) == 0);
    }

    private SratEntry entry(int index, int offset) {
        return switch (random.nextInt(11)) {
            case 8 ->
                new SratEntry.GenericPort(
                        index, offset, uint32(), random.nextBoolean(), random.nextInt(256), address(), uint32());
            case 0 -> new SratEntry.Apic(index, offset, uint32(), random.nextBoolean(), random.nextInt(256));
            case 1 -> new SratEntry.X2Apic(index, offset, uint32(), random.nextBoolean(), uint32());
            case 2 -> new SratEntry.GenericInitiator(index, offset, uint32(), random.nextBoolean());
            case 3 -> new SratEntry.WrongLength(index, offset, random.nextInt(3), random.nextInt(40));
            case 4 -> new SratEntry.Skipped(index, offset, random.nextInt(3, 256));
            case 5 -> new SratEntry.Gicc(index, offset, uint32(), random.nextBoolean());
            case 6 -> new SratEntry.Rintc(index, offset, uint32(), random.nextBoolean());
            case 7 -> new SratEntry.WrongLength(index, offset, random.nextBoolean() ? 3 : 7, random.nextInt(20));
            default ->
                new SratEntry.Memory(
                        index,
                        offset,
                        uint32(),
                        address(),
                        address(),
                        random.nextInt(4) != 0,
                        random.nextBoolean(),
                        random.nextBoolean());
        };
    }

    private Cedt cedt() {
        List<Cedt.Window> windows = new ArrayList<>();
        int index = random.nextInt(3);
        boolean listed = random.nextInt(4) == 0;
        for (int i = random.nextInt(6); i > 0; i--) {
            int offset = listed ? TableHeader.NO_OFFSET : Cedt.FIRST_ENTRY_OFFSET + 40 * index;
            windows.add(new Cedt.Window(
                    index, offset, address(), address(), random.nextBoolean() ? Optional.empty() : decoding()));
            index += random.nextInt(1, 4);
        }
        return new Cedt(windows);
    }

    private Optional<WindowDecoding> decoding() {
        return Optional.of(new WindowDecoding(
                random.nextInt(256),
                random.nextInt(256),
                uint32(),
                random.nextInt(65_536),
                random.nextInt(65_536),
                some(3, this::uint32)));
    }

    private AddressRange range() {
        long a = address();
        long b = address();
        return new AddressRange(Address.min(a, b), Address.max(a, b));
    }

    /** Ranges of all sizes, often at either end of the address space or near its middle. */
    private long address() {
        return switch (random.nextInt(8)) {
            case 0 -> random.nextInt(3);
            case 1 -> -1L - random.nextInt(3);
            case 2 -> Long.MIN_VALUE + random.nextInt(-2, 3);
            default -> random.nextLong() >>> random.nextInt(64);
        };
    }

    private int uint32() {
        return random.nextInt(3) == 0 ? random.nextInt() : random.nextInt(8) - 2;
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>();
        int count = random.nextInt(20) == 0 ? 64 : random.nextInt(4);
        for (int i = 0; i < count; i++) {
            labels.put(random.nextBoolean() ? any(KEYS) : "key" + i, random.nextBoolean() ? any(KEYS) : "");
        }
        return labels;
    }

    private <T> List<T> some(int most, Supplier<T> element) {
        return Stream.generate(element).limit(random.nextInt(most + 1)).toList();
    }

    private <T> Optional<T> optional(Supplier<T> value) {
        return random.nextInt(4) == 0 ? Optional.empty() : Optional.of(value.get());
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
