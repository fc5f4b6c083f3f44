package io.targetnode.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.Srat;
import io.targetnode.acpi.SratEntry;
import io.targetnode.acpi.TableHeader;
import io.targetnode.capture.LoggedProcessors;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.KernelVector;
import io.targetnode.kernel.NodeDescription;
import io.targetnode.kernel.NodeDescription.Tables;
import io.targetnode.kernel.NumaOption;
import io.targetnode.memory.UsableRam;
import io.targetnode.topology.FirmwareTable;
import io.targetnode.topology.Machine;
import io.targetnode.topology.NodeInputs;
import io.targetnode.topology.Sha256;
import io.targetnode.topology.Upload;
import io.targetnode.topology.evidence.Evidence;
import io.targetnode.topology.evidence.LoggedBoot;
import io.targetnode.topology.evidence.UploadedTable;
import io.targetnode.topology.intake.Declaration;
import io.targetnode.topology.intake.HostFile;
import io.targetnode.topology.intake.HostFiles;
import io.targetnode.topology.intake.HostMachine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Documents and uploads correspond one to one. A decoded upload equals the encoded one, so different uploads have different
 * texts. A decoded text is encoded as the same text again, so equal uploads have equal texts.
 */
class UploadDocumentTest {

    /**
     * Older versions wrote these files. Never change them: for a new format, add new files, and still read the old ones.
     */
    @ParameterizedTest
    @EnumSource
    void aDocumentOfAnOlderVersionIsReadAndEncodedTheSame(GoldenUploads golden) {
        assertThat(UploadDocument.decode(golden.document())).isEqualTo(golden.upload);
        assertThat(UploadDocument.encode(golden.upload)).isEqualTo(golden.document());
    }

    static Stream<io.targetnode.capture.Machine> machines() {
        return io.targetnode.capture.Machine.all().stream();
    }

    @ParameterizedTest
    @MethodSource("machines")
    void everyHostSurvivesARoundTrip(io.targetnode.capture.Machine host) {
        Map<HostFile, byte[]> tables = new EnumMap<>(HostFile.class);
        tables.put(HostFile.SRAT, host.bytes("SRAT.bin"));
        assertRoundTrip(read(tables));
        tables.put(HostFile.CEDT, host.bytes("CEDT.bin"));
        assertRoundTrip(read(tables));
        Map<HostFile, String> texts = Map.of(
                HostFile.DMESG, "dmesg.txt", HostFile.IOMEM, "iomem.txt", HostFile.MEMMAP, "firmware-memmap.txt");
        texts.forEach((file, name) -> {
            Map<HostFile, byte[]> files = new EnumMap<>(tables);
            files.put(file, host.bytes(name));
            assertRoundTrip(read(files));
        });
    }

    @Test
    void theMachinesOfTheVectorsSurviveARoundTrip() {
        List<String> seen = new ArrayList<>();
        for (String file : List.of("named.jsonl", "raw-tables.jsonl")) {
            try (Stream<KernelVector> vectors = KernelVector.of(file)) {
                vectors.forEach(vector -> {
                    assertRoundTrip(upload(vector.fromTables()));
                    seen.add(vector.name());
                });
            }
        }
        assertThat(seen).hasSizeGreaterThan(100);
    }

    @Test
    void randomMachinesOfTheVectorsSurviveARoundTrip() {
        try (Stream<KernelVector> vectors = KernelVector.of("random.jsonl.gz")) {
            vectors.limit(2_000).forEach(vector -> assertRoundTrip(upload(withOffsets(vector.fromEntries()))));
        }
    }

    @Test
    void oddUploadsSurviveARoundTrip() {
        OddUploads.of(20260301, 5_000).forEach(UploadDocumentTest::assertRoundTrip);
    }

    @Test
    void everyDecodedUploadCanBeReplayedAndRendered() {
        OddUploads.of(20260302, 1_000)
                .map(UploadDocument::encode)
                .map(UploadDocument::decode)
                .forEach(Answers::of);
    }

    @Test
    void theLargestUploadableSratsSurviveARoundTrip() {
        List<SratEntry> oneByteEntries = new ArrayList<>();
        for (int offset = Srat.FIRST_ENTRY_OFFSET; offset < (1 << 20) - 2; offset++) {
            oneByteEntries.add(new SratEntry.WrongLength(oneByteEntries.size(), offset, 1, 1));
        }
        assertRoundTrip(upload(oneByteEntries));
        List<SratEntry> declared = new ArrayList<>();
        for (int i = 0; i < 131_072; i++) {
            declared.add(new SratEntry.GenericInitiator(i, 48 + 32 * i, -1, true));
        }
        for (int i = 0; i < 65_536; i++) {
            int offset = 48 + 32 * 131_072 + 40 * i;
            declared.add(new SratEntry.Memory(declared.size(), offset, -1, -1L, -1L, true, true, true));
        }
        assertRoundTrip(upload(declared));
    }

    @Test
    void anAbsentTableIsNotAnEmptyOne() {
        assertThat(UploadDocument.encode(GoldenUploads.NOTHING.upload)).contains("\"srat\":null,\"cedt\":null");
        assertThat(UploadDocument.encode(GoldenUploads.EMPTY_TABLES.upload)).contains("\"entries\":[],", "\"cedt\":[]");
    }

    @Test
    void theOrderInWhichLabelsAreGivenDoesNotMatter() {
        Upload golden = GoldenUploads.EVERY_ENTRY.upload;
        TreeMap<String, String> backwards = new TreeMap<>(Collections.reverseOrder());
        backwards.putAll(golden.labels());
        Upload same = new Upload(
                golden.machine(), golden.sources(), golden.unused(), Collections.unmodifiableSortedMap(backwards));
        assertThat(same).isEqualTo(golden);
        assertThat(UploadDocument.encode(same)).isEqualTo(UploadDocument.encode(golden));
    }

    @Test
    void otherSpellingsOfTheSameValuesAreAccepted() {
        String respelled = GoldenUploads.MISSION
                .document()
                .replace("[", " [\n\t")
                .replace("]", "\r\n]")
                .replace("0x1fffffff", "0X001FFFFFFF")
                .replace("rack", "\\u0072ack");
        assertThat(UploadDocument.decode(respelled)).isEqualTo(GoldenUploads.MISSION.upload);
    }

    /** Digests of uploads that older versions stored must not change. */
    @Test
    void aLaterFormatIsUsedOnlyForWhatEarlierFormatsCannotExpress() {
        Upload stated = GoldenUploads.STATED.upload;
        Machine machine = stated.machine();
        Machine withoutRule =
                new Machine(machine.inputs(), machine.kernel(), machine.assumptions(), machine.warnings());
        LoggedBoot log = stated.evidence().log().orElseThrow();
        LoggedBoot plain = new LoggedBoot(log.kernel(), log.lines(), log.tables());
        LoggedBoot answered =
                new LoggedBoot(log.kernel(), log.lines(), log.tables(), log.lookups(), LoggedProcessors.NONE, false);
        LoggedBoot withoutNuma =
                new LoggedBoot(log.kernel(), log.lines(), log.tables(), List.of(), LoggedProcessors.NONE, true);
        assertThat(UploadDocument.encode(with(withoutRule, plain))).startsWith("{\"format\":2,");
        assertThat(UploadDocument.encode(with(machine, plain))).startsWith("{\"format\":3,");
        assertThat(UploadDocument.encode(with(withoutRule, answered))).startsWith("{\"format\":3,");
        assertThat(UploadDocument.encode(with(withoutRule, withoutNuma))).startsWith("{\"format\":3,");
        assertRoundTrip(new Upload(machine, List.of(), List.of(), Map.of()));
        LoggedProcessors two = new LoggedProcessors(OptionalInt.of(1), OptionalInt.of(2), List.of(0));
        LoggedBoot processors = new LoggedBoot(log.kernel(), log.lines(), log.tables(), List.of(), two, false);
        assertThat(UploadDocument.encode(with(withoutRule, processors))).startsWith("{\"format\":5,");
        NodeInputs absent =
                new NodeInputs(new FirmwareTable.Absent<>(), new FirmwareTable.Absent<>(), Optional.empty());
        assertThat(UploadDocument.encode(with(withoutRule.with(absent), plain))).startsWith("{\"format\":5,");
    }

    /** The tables are evidence of an older version: it stored their headers only. */
    @Test
    void aTableThatAnOlderVersionDidNotStoreIsNotAnAbsentOne() {
        TableHeader slit = new TableHeader("SLIT", 48, 1, 1, 1);
        TableHeader hmat = new TableHeader("HMAT", 40, 2, 1, 1);
        LoggedBoot log = new LoggedBoot(Optional.empty(), List.of(), List.of(hmat));
        Evidence evidence = new Evidence(
                Optional.of(log),
                List.of(new UploadedTable(slit, true)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        NodeInputs notStored = new NodeInputs(
                new FirmwareTable.NotStored<>(), new FirmwareTable.NotUploaded<>(true), Optional.empty());
        Machine machine = GoldenUploads.STATED.upload.machine();
        Upload older = new Upload(machine.with(notStored), List.of(), List.of(), evidence, new TreeMap<>());
        String document = UploadDocument.encode(older);
        assertThat(document).startsWith("{\"format\":3,");
        assertThat(UploadDocument.decode(document)).isEqualTo(older);
    }

    private static Upload with(Machine machine, LoggedBoot log) {
        Evidence evidence = new Evidence(
                Optional.of(log), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
        return new Upload(machine, List.of(), List.of(), evidence, new TreeMap<>());
    }

    @Test
    void theDigestIsThatOfTheBytesInUtf8() {
        assertThat(Sha256.of("é")).isEqualTo("4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c");
    }

    private static void assertRoundTrip(Upload upload) {
        String text = UploadDocument.encode(upload);
        Upload read = UploadDocument.decode(text);
        // Compared first, because the assertion takes longer than decoding and prints the complete document.
        if (!read.equals(upload) || !UploadDocument.encode(read).equals(text) || text.indexOf('\n') >= 0) {
            assertThat(read).isEqualTo(upload);
            assertThat(UploadDocument.encode(read)).isEqualTo(text).doesNotContain("\n");
        }
    }

    private static Upload read(Map<HostFile, byte[]> files) {
        Declaration declaration = new Declaration(Optional.empty(), Optional.empty(), BootInputs.DEFAULT_MAX_NODES);
        return HostMachine.read(new HostFiles(files, declaration, Map.of("rack", "r1")));
    }

    private static Upload upload(List<SratEntry> entries) {
        Tables tables = new Tables(Optional.of(new Srat(3, entries, false)), Optional.empty());
        return upload(new BootInputs(UsableRam.of(List.of()), tables, NumaOption.NONE, 1024));
    }

    private static Upload upload(BootInputs inputs) {
        Machine machine = new Machine(inputs, Optional.empty(), List.of(), List.of());
        return new Upload(machine, List.of(), List.of(), Map.of());
    }

    /** The vectors list entries without offsets and APIC ids of any size. This converts them to the entries of a table. */
    private static BootInputs withOffsets(BootInputs inputs) {
        Tables tables = (Tables) inputs.memory();
        NodeDescription memory = new Tables(
                tables.srat().map(UploadDocumentTest::withOffsets),
                tables.cedt().map(UploadDocumentTest::withOffsets));
        return new BootInputs(inputs.ram(), memory, inputs.numa(), inputs.maxNodes());
    }

    private static Srat withOffsets(Srat srat) {
        List<SratEntry> entries = new ArrayList<>();
        srat.entries().forEach(entry -> entries.add(at(Srat.FIRST_ENTRY_OFFSET + 40 * entries.size(), entry)));
        return new Srat(srat.revision(), entries, srat.endsInZeroLength());
    }

    private static SratEntry at(int offset, SratEntry entry) {
        int index = entry.index();
        if (entry instanceof SratEntry.Apic apic) {
            return new SratEntry.Apic(index, offset, apic.proximityDomain(), apic.enabled(), apic.apicId() & 0xff);
        }
        if (entry instanceof SratEntry.X2Apic x2apic) {
            return new SratEntry.X2Apic(index, offset, x2apic.proximityDomain(), x2apic.enabled(), x2apic.apicId());
        }
        if (entry instanceof SratEntry.GenericInitiator initiator) {
            return new SratEntry.GenericInitiator(index, offset, initiator.proximityDomain(), initiator.enabled());
        }
        SratEntry.Memory memory = (SratEntry.Memory) entry;
        return new SratEntry.Memory(
                index,
                offset,
                memory.proximityDomain(),
                memory.base(),
                memory.lengthBytes(),
                memory.enabled(),
                memory.hotPluggable(),
                memory.nonVolatile());
    }

    private static Cedt withOffsets(Cedt cedt) {
        return new Cedt(cedt.windows().stream()
                .map(window -> new Cedt.Window(
                        window.index(),
                        Cedt.FIRST_ENTRY_OFFSET + Cedt.CFMWS_BYTES * window.index(),
                        window.base(),
                        window.sizeBytes()))
                .toList());
    }

    /** An upload that cannot be decoded from its stored form would be lost. */
    @Test
    void uploadsFromHostFilesCanBeReadFromTheStore() {
        for (io.targetnode.capture.Machine machine : io.targetnode.capture.Machine.all()) {
            Map<HostFile, byte[]> files = Map.of(
                    HostFile.DMESG, machine.bytes("dmesg.txt"),
                    HostFile.IOMEM, machine.bytes("after/iomem.txt"),
                    HostFile.MEMORY_BLOCKS, machine.bytes("after/memory-blocks.txt"),
                    HostFile.NODES, machine.bytes("after/nodes.txt"),
                    HostFile.MEMORY_TIERS, machine.bytes("after/memory-tiers.txt"));
            Upload upload = HostMachine.read(
                    new HostFiles(files, new Declaration(Optional.empty(), Optional.empty(), 1024), Map.of()));
            assertThat(UploadDocument.decode(UploadDocument.encode(upload)))
                    .as(machine.toString())
                    .isEqualTo(upload);
        }
    }
}
