package io.targetnode.analysis.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.analysis.AnalysedMachine;
import io.targetnode.analysis.nodes.HmatFault.Reason;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.topology.Assumption;
import io.targetnode.topology.intake.Declaration;
import io.targetnode.topology.intake.HostFile;
import io.targetnode.topology.intake.HostFiles;
import io.targetnode.topology.intake.HostMachine;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.Replayed;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryTiersTest {

    private static final List<AnalysedMachine> MACHINES = AnalysedMachine.all();

    @ParameterizedTest
    @CsvSource({
        "T12-hmat-bad-mpda/7.3.4,             BAD_STRUCTURE",
        "T21-hmat-cpu-node-not-target/7.3.4,  NO_REFERENCE",
        "T22-numa-nohmat/7.3.4,               DISABLED_BY_OPTION",
        "T23-bad-srat-hmat/7.3.4,             NO_USABLE_SRAT",
        "T25-hmat-just-over-ten-percent/7.3.4,REFERENCE_MISMATCH",
        "T3-hmat-mismatch/7.3.4,              REFERENCE_MISMATCH",
        "T1-hmat-five-tiers/6.1.176,          OLD_KERNEL",
        "E-seed-sandwich/6.12.118,            NO_TABLE"
    })
    void aKernelThatDoesNotUseTheHmatHasAReason(String name, Reason reason) {
        HmatFault fault =
                MemoryTiers.of(view(machine(name), table -> {})).fault().orElseThrow();
        assertThat(fault.reason()).isEqualTo(reason);
        assertThat(fault.why()).isNotBlank();
        assertThat(fault.offset().isPresent()).isEqualTo(reason == Reason.BAD_STRUCTURE);
    }

    @Test
    void aUsedHmatHasNoFault() {
        assertThat(MemoryTiers.of(view(machine("T1-hmat-five-tiers/7.3.4"), table -> {}))
                        .fault())
                .isEmpty();
    }

    /** The first structure of this HMAT is at byte 40, of type 0, with 40 bytes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8 | 3 | the HMAT has revision 3; the kernel knows 1 and 2",
                "44 | 41 | HMAT, byte offset 40: a type 0 structure of 41 bytes, where the kernel needs 40; the kernel drops the table",
                "44 | 0 | HMAT, byte offset 40: a type 0 structure of 0 bytes, where the kernel needs 40; the kernel drops the table",
                "56 | 77 | HMAT, byte offset 40: the memory proximity domain 77 is in no enabled memory entry or generic port of the SRAT; the kernel drops the table",
                "52 | 77 | HMAT, byte offset 40: the processor proximity domain 77 has no node; the kernel drops the table"
            })
    void aBadByteDropsTheTable(int offset, byte value, String why) {
        KernelView view = view(machine("T1-hmat-five-tiers/7.3.4"), table -> {
            table.put(48, (byte) 1);
            table.put(offset, value);
        });
        MemoryTiers tiers = MemoryTiers.of(view);
        assertThat(tiers.fault()).map(HmatFault::why).contains(why);
        assertThat(tiers.of(1)).isEqualTo(Tier.DEFAULT_DRAM);
        assertThat(tiers.of(5)).isEqualTo(Tier.DEFAULT_KMEM);
        assertThat(tiers.of(99)).isEqualTo(Tier.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "10,    1,          0, 1, 1",
        "9,     1,          0, 1, 0",
        "11,    1,          3, 1, 2",
        "5,     1000,       1, 2, 5",
        "5,     1001,       2, 2, 6",
        "2,     3,          3, 2, 6",
        "65535, 1,          3, 2, 0",
        "0,     1,          3, 2, 0",
        "2,     2147483648, 3, 2, 0",
        "1,     4294967295, 3, 2, -1"
    })
    void entriesHaveTheUnitsOfTheRevision(int entry, long unit, int dataType, int revision, int value) {
        assertThat(HmatLocality.normalized(entry, unit, dataType, revision)).isEqualTo(value);
    }

    /** The kernel adds the divisor before it divides, in 32 bits. */
    @Test
    void theLargestLatenciesOverflow() {
        assertThat(HmatLocality.normalized(1, 0xffff_ffffL, 0, 2)).isZero();
    }

    /** In the capture, the log shows the CPUs; without its lines, the SRAT and maxcpus= do. */
    @Test
    void withoutEvidenceTheSratAndTheCommandLineShowTheCpus() {
        AnalysedMachine machine = machine("T27b-maxcpus-1/7.3.4");
        byte[] log = machine.text("dmesg.txt")
                .lines()
                .filter(line -> !line.contains("smp: Brought up") && !line.contains(".... node"))
                .reduce("", (text, line) -> text + line + "\n")
                .getBytes(StandardCharsets.UTF_8);
        Map<HostFile, byte[]> files = machine.tables();
        files.put(HostFile.DMESG, log);
        NodeTable table = NodeTable.of(view(files));
        assertThat(table.cpus().basis()).isEqualTo(OnlineCpus.Basis.SRAT);
        assertThat(table.cpus().nodes()).containsExactly(0);
        assertThat(table.assumptions())
                .extracting(Assumption::text)
                .anyMatch(text -> text.startsWith("The processors of the SRAT are online"));
        files.put(HostFile.NODES, machine.files().get("nodes.txt"));
        assertThat(NodeTable.of(view(files)).cpus().basis()).isEqualTo(OnlineCpus.Basis.EVIDENCE);
        assertThat(NodeTable.of(view(machine, table2 -> {})).cpus().basis()).isEqualTo(OnlineCpus.Basis.LOG);
    }

    /** The uploaded memory tiers were read after the region was created. */
    @Test
    void theTierOfADeviceIsTheOneThatTheRunningKernelShows() {
        AnalysedMachine machine = machine("X9c-generic-port-own-pxm/7.3.4");
        Map<HostFile, byte[]> files = machine.tables();
        files.put(HostFile.DMESG, machine.files().get("dmesg.txt"));
        files.put(HostFile.MEMORY_TIERS, machine.files().get("after/memory-tiers.txt"));
        KernelView view = view(files);
        assertThat(MemoryTiers.of(view).of(2))
                .isEqualTo(new Tier(OptionalInt.of(13), OptionalInt.empty(), Tier.Source.DEVICE));
        KernelView other = view.replayed().under(Optional.of(KernelRelease.parse("6.18.20")), Optional.empty());
        assertThat(MemoryTiers.of(other).of(2).id()).isEmpty();
        KernelView older = view.replayed().under(Optional.of(KernelRelease.parse("6.10")), Optional.empty());
        assertThat(MemoryTiers.of(older).of(2)).isEqualTo(Tier.DEFAULT_KMEM);
    }

    @Test
    void aSlitThatTheKernelRefusesHasAFaultAndNoDistances() {
        Distances distances = Distances.of(view(machine("T6-slit-invalid-below10/7.3.4"), table -> {}));
        assertThat(distances.fault()).isPresent();
        assertThat(distances.slit()).isEmpty();
        assertThat(distances.between(0, 1)).isEqualTo(20);
    }

    private static AnalysedMachine machine(String name) {
        return MACHINES.stream()
                .filter(machine -> machine.name().equals(name.strip()))
                .findFirst()
                .orElseThrow();
    }

    /** @param edit changes the bytes of the HMAT */
    private static KernelView view(AnalysedMachine machine, Consumer<ByteBuffer> edit) {
        Map<HostFile, byte[]> files = machine.tables();
        if (files.containsKey(HostFile.HMAT)) {
            byte[] hmat = files.get(HostFile.HMAT).clone();
            edit.accept(ByteBuffer.wrap(hmat).order(ByteOrder.LITTLE_ENDIAN));
            files.put(HostFile.HMAT, hmat);
        }
        files.put(HostFile.DMESG, machine.files().get("dmesg.txt"));
        return view(files);
    }

    private static KernelView view(Map<HostFile, byte[]> files) {
        return Replayed.of(HostMachine.read(new HostFiles(files, Declaration.NOTHING, Map.of())))
                .under(Optional.empty(), Optional.empty());
    }
}
