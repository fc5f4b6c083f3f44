package io.targetnode.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.targetnode.acpi.Srat;
import io.targetnode.acpi.SratEntry;
import io.targetnode.kernel.NodeDescription.Tables;
import io.targetnode.memory.UsableRam;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Architectures, page sizes, and what they change in a replay. */
class PlatformTest {

    private static final Platform ARM64 = new Platform(Architecture.ARM64, 4096);

    @ParameterizedTest
    @CsvSource({
        "6.12.118+deb13-arm64, ARM64, 4096, 16, true",
        "6.12.118+deb13-arm64-16k, ARM64, 16384, 16, true",
        "6.1.0-50-arm64, ARM64, 4096, 16, true",
        "6.1.0-50-cloud-arm64, ARM64, 4096, 16, true",
        "5.14.0-570.12.1.el9_6.aarch64, ARM64, 4096, 64, true",
        "5.14.0-570.12.1.el9_6.aarch64+64k, ARM64, 65536, 64, true",
        "6.14.5-300.fc42.aarch64, ARM64, 4096, 16, false",
        "6.12.38+deb13-riscv64, RISCV64, 4096, 4, false",
        "6.12.38+deb13-loong64, LOONGARCH64, 16384, 64, false",
        "7.3.4-4k.loongarch64, LOONGARCH64, 4096, 64, false",
        "6.12.118+deb13-amd64, X86_64, 4096, 1024, true",
        "6.12.0-55.el10.x86_64, X86_64, 4096, 1024, true",
        "6.14.5-300.fc42.x86_64, X86_64, 4096, 1024, true"
    })
    void theNameOfAReleaseStatesArchitecturePageSizeAndDistribution(
            String text, Architecture architecture, int pageBytes, int maxNodes, boolean known) {
        KernelRelease release = KernelRelease.parse(text);
        assertThat(Architecture.statedBy(release)).contains(architecture);
        Platform platform = Platform.of(architecture, Optional.of(release));
        assertThat(platform.pageBytes()).isEqualTo(pageBytes);
        assertThat(platform.usualMaxNodes(Optional.of(release))).isEqualTo(maxNodes);
        assertThat(platform.knowsMaxNodes(release)).isEqualTo(known);
    }

    @ParameterizedTest
    @CsvSource({"7.3", "6.8.0-45-generic", "6.8.0-45-generic-64k", "6.17.0-armor", "6.6.87.2-microsoft-standard-WSL2"})
    void otherNamesStateNoArchitecture(String release) {
        assertThat(Architecture.statedBy(KernelRelease.parse(release))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"X86_64, 16384", "X86_64, 0", "ARM64, 8192", "ARM64, -4096", "RISCV64, 65536", "LOONGARCH64, 4095"})
    void anImpossiblePageSizeIsRefused(Architecture architecture, int pageBytes) {
        assertThatThrownBy(() -> new Platform(architecture, pageBytes))
                .isInstanceOf(NotModelledException.class)
                .hasMessageStartingWith(
                        "page size %d: a kernel of %s has pages of 4096".formatted(pageBytes, architecture.apiName()));
    }

    @ParameterizedTest
    @CsvSource({
        "X86_64, 5.10, true",
        "ARM64, 6.11.11, false",
        "ARM64, 6.12, true",
        "RISCV64, 6.11, false",
        "RISCV64, 6.12.1, true",
        "LOONGARCH64, 6.12, false",
        "LOONGARCH64, 7.2, true"
    })
    void theListsCameToOtherArchitecturesLater(Architecture architecture, String release, boolean lists) {
        KernelRelease parsed = KernelRelease.parse(release);
        Behaviour behaviour = KernelTable.rangeOf(parsed).behaviour();
        assertThat(architecture.hasLists(parsed)).isEqualTo(lists);
        assertThat(architecture.ruleOf(parsed, behaviour)).isEqualTo(lists ? behaviour.rule() : LookupRule.STUB);
    }

    @ParameterizedTest
    @CsvSource({
        "6.11.11, true",
        "6.1.0-50-arm64, true",
        "6.8.0-45-generic, false",
        "5.14.0-570.el9.aarch64, false",
        "6.12.0-55.el10.aarch64, true"
    })
    void aVendorMayHaveTheListsInAnOlderRelease(String release, boolean known) {
        assertThat(Architecture.ARM64.knowsLists(KernelRelease.parse(release))).isEqualTo(known);
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void eachArchitectureReadsItsOwnProcessors(Architecture architecture) {
        for (SratEntry processor : List.of(
                new SratEntry.Apic(0, 48, 5, true, 0),
                new SratEntry.X2Apic(0, 48, 5, true, 0),
                new SratEntry.Gicc(0, 48, 5, true),
                new SratEntry.Rintc(0, 48, 5, true))) {
            boolean own = architecture.processorTypes().contains(processor.type());
            assertThat(architecture.foreignProcessorTypes().contains(processor.type()))
                    .isNotEqualTo(own);
            Boot boot = replay(machine().entry(processor).memory(0, 0x40000000, 0xbfffffffL), architecture);
            assertThat(boot.possibleNodes()).hasSize(own ? 2 : 1);
        }
    }

    @ParameterizedTest
    @CsvSource({"3, ARM64", "7, RISCV64", "0, X86_64", "2, LOONGARCH64"})
    void aProcessorOfAWrongLengthDisablesTheSratOfItsArchitectureOnly(int type, Architecture architecture) {
        for (Architecture other : Architecture.values()) {
            Boot boot = replay(
                    machine().entry(new SratEntry.WrongLength(0, 48, type, 15)).memory(0, 0x40000000, 0xbfffffffL),
                    other);
            boolean read = other.processorTypes().contains(type);
            assertThat(boot.rejection().isPresent()).as("%s", other).isEqualTo(read);
        }
        assertThat(architecture.processorTypes()).contains(type);
    }

    /** In revision 1, the proximity domains of memory have 8 bits, and those of GICC entries 32. */
    @Test
    void aProximityDomainOfAGiccEntryHas32BitsInEveryRevision() {
        List<SratEntry> entries = List.of(
                new SratEntry.Gicc(0, 48, 0x101, true),
                new SratEntry.Memory(1, 66, 0x101, 0x40000000, 0x80000000L, true, false, false));
        BootInputs inputs = new BootInputs(
                machine().inputs().ram(),
                new Tables(Optional.of(new Srat(1, entries, false)), Optional.empty()),
                NumaOption.NONE,
                1024);
        Boot boot = BootReplay.of(on(inputs, ARM64, 1024), Behaviour.V7_0);
        assertThat(boot.meminfo().blocks()).extracting(Memblk::node).containsExactly(1);
        assertThat(rejection(inputs, 16))
                .hasValueSatisfying(why -> assertThat(why)
                        .contains("SRAT entry 0 (byte 48) has proximity domain 257, which is out of range"));
    }

    @Test
    void theSeventeenthDomainDisablesTheSratOfAKernelWith16Nodes() {
        Machines machine = machine();
        for (int domain = 0; domain < 17; domain++) {
            machine.entry(new SratEntry.Gicc(domain, 48 + 18 * domain, domain, true));
        }
        assertThat(rejection(machine.memory(0, 0x40000000, 0xbfffffffL).inputs(), 16))
                .hasValueSatisfying(why -> assertThat(why).contains("SRAT entry 16"));
    }

    @ParameterizedTest
    @CsvSource({"4096, true", "16384, false", "65536, false"})
    void aGapWithinAPageIsAccepted(int pageBytes, boolean rejected) {
        Machines machine = machine().memory(0, 0x40000000, 0x7fffefff).memory(1, 0x80000000L, 0xbfffffffL);
        Boot boot =
                BootReplay.of(on(machine.inputs(), new Platform(Architecture.ARM64, pageBytes), 16), Behaviour.V7_0);
        assertThat(boot.rejection().isPresent()).isEqualTo(rejected);
        assertThat(boot.warnings()).isEmpty();
    }

    @Test
    void thePrintedLinesOfTheFallbackAreThoseOfArm64() {
        BootInputs inputs = machine().inputs(NumaOption.OFF);
        assertThat(BootReplay.of(on(inputs, ARM64, 16), Behaviour.V7_0).log())
                .startsWith(
                        "NUMA: NUMA disabled", "NUMA: Faking a node at [mem 0x0000000040000000-0x00000000bfffffff]");
        BootInputs noSrat = machine().memory(0, 0x40000000, 0x7fffffff).inputs();
        assertThat(BootReplay.of(on(noSrat, ARM64, 16), Behaviour.V7_0).log())
                .contains("NUMA: Faking a node at [mem 0x0000000040000000-0x00000000bfffffff]")
                .noneMatch(line -> line.contains("No NUMA configuration"));
    }

    @Test
    void numaNoacpiHasNoEffectOnArm64() {
        BootInputs inputs = machine().memory(0, 0x40000000, 0xbfffffffL).inputs(NumaOption.NO_ACPI);
        assertThat(BootReplay.of(on(inputs, ARM64, 16), Behaviour.V7_0).rejection())
                .isEmpty();
        assertThat(BootReplay.of(on(inputs, Platform.X86_64, 16), Behaviour.V7_0)
                        .rejection())
                .isPresent();
    }

    @Test
    void loongarchReadsNoWindowAndHasNoFallbackForUncoveredRam() {
        Platform platform = new Platform(Architecture.LOONGARCH64, 16384);
        Machines machine = machine().memory(0, 0x40000000, 0x7fffffff).window(0x100000000L, 0x10fffffffL);
        Boot boot = BootReplay.of(on(machine.inputs(), platform, 64), Behaviour.V7_0);
        assertThat(boot.rejection())
                .hasValueSatisfying(why -> assertThat(why.reason()).isEqualTo(Rejection.Reason.COVERAGE));
        assertThat(boot.meminfo().blocks()).hasSize(1);
        assertThat(boot.reserved().blocks()).isEmpty();
        assertThat(boot.warnings()).singleElement().asString().contains("no fallback");
    }

    private static Machines machine() {
        return new Machines().ram(0x40000000, 0xbfffffffL);
    }

    private static Boot replay(Machines machine, Architecture architecture) {
        Platform platform = Platform.of(architecture, Optional.empty());
        return BootReplay.of(on(machine.inputs(), platform, 1024), Behaviour.V7_0);
    }

    private static Optional<String> rejection(BootInputs inputs, int maxNodes) {
        return BootReplay.of(on(inputs, ARM64, maxNodes), Behaviour.V7_0)
                .rejection()
                .map(Rejection::detail);
    }

    private static BootInputs on(BootInputs inputs, Platform platform, int maxNodes) {
        UsableRam ram = inputs.ram();
        return new BootInputs(ram, inputs.memory(), inputs.numa(), maxNodes, platform);
    }
}
