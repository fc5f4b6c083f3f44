package io.targetnode.analysis.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.targetnode.capture.Machine;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.KernelVector;
import io.targetnode.kernel.LookupRule;
import io.targetnode.kernel.Machines;
import io.targetnode.kernel.MemoryType;
import io.targetnode.kernel.NodeDescription.DescribedRange;
import io.targetnode.kernel.NodeDescription.Tables;
import io.targetnode.kernel.NumaOption;
import io.targetnode.memory.AddressRange;
import io.targetnode.topology.intake.Declaration;
import io.targetnode.topology.intake.HostFile;
import io.targetnode.topology.intake.HostFiles;
import io.targetnode.topology.intake.HostMachine;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.Replayed;
import io.targetnode.topology.service.ReplayedTopology;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PictureTest {

    private static final int SHOWN_BLOCKS = 2_000;

    @TestFactory
    Stream<DynamicTest> everyNamedVectorIsDrawnAsItsKernelAnswersIt() {
        return KernelVector.of("named.jsonl")
                .map(vector -> DynamicTest.dynamicTest(
                        vector.name(),
                        () -> Stream.of("6.1.176", "6.12.74", "7.3")
                                .forEach(kernel -> agrees(replayed(vector.fromTables()), kernel))));
    }

    @TestFactory
    Stream<DynamicTest> everyBootedMachineIsDrawnAsItsKernelAnswersIt() {
        return Stream.of(Machine.all(), Machine.allOfArm64())
                .flatMap(List::stream)
                .map(machine -> DynamicTest.dynamicTest(machine.toString(), () -> agrees(captured(machine), "")));
    }

    /** @param kernel empty for the machine's own */
    private static void agrees(ReplayedTopology topology, String kernel) {
        List<KernelRelease> kernels = kernel.isEmpty() ? List.of() : List.of(KernelRelease.parse(kernel));
        KernelView view = topology.under(kernels.stream().findFirst(), Optional.empty());
        Picture picture = picture(topology, kernels, Optional.empty());
        DrawnMap drawn = DrawnMap.parse(SvgMap.of(picture, ""));
        assertThat(drawn.lane(LaneKind.ANSWER)).isEqualTo(DrawnMap.segments(view));
        assertThat(drawn.lane(LaneKind.MEMINFO))
                .isEqualTo(DrawnMap.list(view.boot().meminfo()));
        assertThat(drawn.lane(LaneKind.RESERVED))
                .isEqualTo(DrawnMap.list(view.boot().reserved()));
        assertThat(TextMap.of(picture).lines()).allMatch(line -> line.length() <= TextMap.COLUMNS);
        if (kernels.isEmpty()) {
            LookupRule other = view.choice().rule().other();
            assertThat(drawn.lane(LaneKind.OTHER_RULE))
                    .isEqualTo(DrawnMap.segments(topology.under(Optional.empty(), Optional.of(other))));
        }
    }

    @Test
    void theLanesOfTheExampleShowWhatItsFirmwareDescribes() {
        DrawnMap drawn = DrawnMap.parse(SvgMap.of(own(Machines.mission()), "/numa"));
        assertThat(drawn.lane(LaneKind.RAM)).containsExactly("0x0-0x1fffffff", "0x40000000-0x7fffffff");
        assertThat(drawn.lane(LaneKind.SRAT))
                .containsExactly("0x0-0x1fffffff 0", "0x40000000-0x5fffffff 0", "0x60000000-0x7fffffff 1");
        assertThat(drawn.lane(LaneKind.WINDOW)).containsExactly("0x20000000-0x2fffffff");
        assertThat(drawn.lane(LaneKind.DIFFERENCE)).containsExactly("0x20000000-0x2fffffff");
        assertThat(drawn.blocks(LaneKind.DIFFERENCE).get(0).getAttribute("data-nodes"))
                .isEqualTo("0 2");
        assertThat(drawn.blocks(LaneKind.ANSWER).get(1).getAttribute("data-rule"))
                .isEqualTo("prefer-online");
        assertThat(drawn.elements("a").map(link -> link.getAttribute("href")))
                .contains("/numa/findings/window-inside-ram-span", "/numa/findings/lookup-fix-missing");
    }

    @Test
    void theExampleIsReadableInCharacters() {
        assertThat(TextMap.of(own(Machines.mission()))).isEqualTo("""
                booted, revision 1
                6.12.74 prefer-online: affected, 256 MiB

                                                               0x30000000
                              0x0               0x20000000     |     0x40000000        0x60000000        0x80000000
                              |-----------------|--------------|--//-|-----------------|-----------------|
                ram           [=== 512 MiB ====]                     [============= 1 GiB ==============]
                srat          [==== node 0 ====]                     [==== node 0 ====][==== node 1 ====]
                window                          [= window 0 ==]
                meminfo       [=================== node 0, 1.5 GiB ===================][==== node 1 ====]
                reserved                        [== node 2 ===]
                answer        [==== node 0 ====][== node 0 ===][ 0 .][==== node 0 ====][==== node 1 ====]
                difference                      [!! 0 or 2 !!!]
                other rule    [==== node 0 ====][== node 2 ===][ 0 .][==== node 0 ====][==== node 1 ====]

                answer: 6.12.74 prefer-online
                other rule: 6.12.74 prefer-reserved
                //: a hole, not to scale; [..]: the node of addresses in a hole; < and >: the block continues
                Findings under 6.12.74 prefer-online
                  error [window-inside-ram-span] 0x20000000-0x2fffffff
                  error [lookup-fix-missing]
                  info [window-not-in-srat] 0x20000000-0x2fffffff
                """);
    }

    @Test
    void theVerdictNamesTheTablesThatTheKernelReadsAndTheUploadLacks() {
        Tables tables = (Tables) Machines.mission().memory();
        Tables withoutCedt = new Tables(tables.srat(), Optional.empty());
        assertThat(verdict(withoutCedt, "6.12.74")).isEqualTo("6.12.74 prefer-online: not-affected, without CEDT");
        assertThat(verdict(withoutCedt, "5.15")).isEqualTo("5.15 prefer-online: not-affected");
        assertThat(verdict(new Tables(Optional.empty(), Optional.empty()), "6.12.74"))
                .isEqualTo("6.12.74 prefer-online: not-affected, without SRAT and CEDT");
    }

    private static String verdict(Tables tables, String kernel) {
        BootInputs inputs = new BootInputs(Machines.mission().ram(), tables, NumaOption.NONE, 1024);
        return picture(replayed(inputs), List.of(KernelRelease.parse(kernel)), Optional.empty())
                .verdict();
    }

    @Test
    void equalPicturesGiveEqualDocuments() {
        assertThat(SvgMap.of(own(Machines.mission()), "")).isEqualTo(SvgMap.of(own(Machines.mission()), ""));
    }

    /** A proxy can send any prefix. */
    @Test
    void aPrefixOfLinksCannotAddElements() {
        DrawnMap drawn =
                DrawnMap.parse(SvgMap.of(own(Machines.mission()), "\"><script>alert(1)</script>&\u0000\ud800"));
        assertThat(drawn.elements("script")).isEmpty();
        assertThat(drawn.elements("a").map(link -> link.getAttribute("href")))
                .allMatch(link -> link.startsWith("\"><script>alert(1)</script>&\ufffd\ufffd/findings/"));
    }

    @Test
    void addressesUpToTheLastOneAreDrawn() {
        BootInputs inputs = Machines.described(
                new DescribedRange(0, new AddressRange(0, 0xfffffff), MemoryType.SYSTEM_RAM, 0),
                new DescribedRange(1, new AddressRange(1L << 32, (129L << 32) - 1), MemoryType.SYSTEM_RAM, 1),
                new DescribedRange(2, new AddressRange(1L << 63, (1L << 63) + 0xfffffff), MemoryType.HOTPLUG, 1023),
                new DescribedRange(3, new AddressRange(-1L << 32, -1L), MemoryType.CXL_WINDOW, 2));
        agrees(replayed(inputs), "7.3");
        DrawnMap drawn = DrawnMap.parse(SvgMap.of(own(inputs), ""));
        assertThat(drawn.lane(LaneKind.WINDOW)).containsExactly("0xffffffff00000000-0xffffffffffffffff 2");
        assertThat(drawn.blocks(LaneKind.RAM))
                .allSatisfy(block -> assertThat(DrawnMap.width(block)).isGreaterThan(20));
    }

    /** On a kernel without the lists, node 0 is the answer everywhere. */
    @Test
    void aStubAnswersTheWholeAxis() {
        Picture picture = picture(
                replayed(Machines.mission()), List.of(KernelRelease.parse("7.3")), Optional.of(LookupRule.STUB));
        List<String> answers = DrawnMap.parse(SvgMap.of(picture, "")).lane(LaneKind.ANSWER);
        assertThat(answers.get(answers.size() - 1)).isEqualTo("0x80000000-0xffffffffffffffff 0");
    }

    @Test
    void aMachineWithoutMemoryIsDrawnEmpty() {
        agrees(replayed(Machines.described()), "7.3");
        agrees(replayed(Machines.described()), "");
    }

    @Test
    void kernelsWithDifferentListsHaveLanesOfTheirOwn() {
        BootInputs inputs =
                new Machines().ram(0x1000, 0x1fffffff).memory(0, 0, 0x1fffffff).inputs();
        Picture picture = picture(
                replayed(inputs),
                List.of(KernelRelease.parse("6.1.176"), KernelRelease.parse("7.3")),
                Optional.empty());
        DrawnMap drawn = DrawnMap.parse(SvgMap.of(picture, ""));
        assertThat(drawn.blocks(LaneKind.MEMINFO))
                .extracting(block -> block.getAttribute("data-kernel") + " " + block.getAttribute("data-start"))
                .containsExactly("6.1.176 0x0", "7.3 0x1000");
        assertThat(drawn.blocks(LaneKind.DIFFERENCE).get(0).getAttribute("data-nodes"))
                .isEqualTo("0 -1");
    }

    @Test
    void thousandsOfBlocksAreDrawnInABoundedTime() {
        ReplayedTopology topology = replayed(ranges(SHOWN_BLOCKS / 4));
        assertTimeout(Duration.ofSeconds(20), () -> agrees(topology, ""));
        Picture picture = picture(topology, List.of(), Optional.empty());
        int blocks =
                picture.lanes().stream().mapToInt(lane -> lane.blocks().size()).sum();
        assertThat(blocks).isGreaterThan(SHOWN_BLOCKS);
        assertThat(SvgMap.of(picture, "")).hasSizeLessThan(1_000 * blocks);
    }

    @Test
    void aPictureWithTooManyBlocksIsRefused() {
        assertThatThrownBy(() -> own(ranges(1 << 16)))
                .isInstanceOf(PictureTooLargeException.class)
                .hasMessageContaining("at most 20,000 are drawn");
    }

    private static BootInputs ranges(int count) {
        MemoryType[] types = {MemoryType.SYSTEM_RAM, MemoryType.CXL_WINDOW, MemoryType.SYSTEM_RAM};
        return Machines.described(IntStream.range(0, count)
                .mapToObj(i -> new DescribedRange(
                        i,
                        new AddressRange((long) i << 32, ((long) i << 32) + 0x7fffffff),
                        types[i % types.length],
                        i % 40))
                .toArray(DescribedRange[]::new));
    }

    private static Picture own(BootInputs inputs) {
        return picture(replayed(inputs), List.of(), Optional.empty());
    }

    private static Picture picture(ReplayedTopology topology, List<KernelRelease> kernels, Optional<LookupRule> rule) {
        return Picture.of(PicturedKernels.of(topology, kernels, rule));
    }

    private static ReplayedTopology replayed(BootInputs inputs) {
        return Replayed.of(new io.targetnode.topology.Machine(
                inputs, Optional.of(KernelRelease.parse("6.12.74")), List.of(), List.of()));
    }

    private static ReplayedTopology captured(Machine machine) {
        Map<HostFile, byte[]> files = new EnumMap<>(Map.of(HostFile.DMESG, machine.bytes("dmesg.txt")));
        Map.of(HostFile.SRAT, "SRAT.bin", HostFile.CEDT, "CEDT.bin").forEach((kind, file) -> {
            if (machine.has(file)) {
                files.put(kind, machine.bytes(file));
            }
        });
        return Replayed.of(HostMachine.read(new HostFiles(files, Declaration.NOTHING, Map.of())));
    }
}
