package io.targetnode.analysis.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.targetnode.capture.CxlWindow;
import io.targetnode.capture.Machine;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.LookupRule;
import io.targetnode.kernel.NotModelledException;
import io.targetnode.kernel.NumaOption;
import io.targetnode.memory.AddressRange;
import io.targetnode.topology.Assumption;
import io.targetnode.topology.Upload;
import io.targetnode.topology.intake.Declaration;
import io.targetnode.topology.intake.HostFile;
import io.targetnode.topology.intake.HostFiles;
import io.targetnode.topology.intake.HostMachine;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.Replayed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs of real machines that show the look-up rule, the windows or the lack of NUMA. */
class LoggedAnswersTest {

    private static final long WINDOW = 0x190000000L;

    private static byte[] bytes(String file) {
        try {
            return Files.readAllBytes(Path.of("src/test/resources/field-cases", file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    private static String without(String log, String part) {
        String shorter = log.replaceAll("(?m)^.*(?:" + part + ").*\n", "");
        assertThat(shorter).isNotEqualTo(log);
        return shorter;
    }

    private static Upload read(String log) {
        return read(Map.of(HostFile.DMESG, log.getBytes(StandardCharsets.UTF_8)), Optional.empty(), Optional.empty());
    }

    private static Upload read(Map<HostFile, byte[]> files, Optional<String> kernel, Optional<String> commandLine) {
        Declaration declaration = new Declaration(kernel.map(KernelRelease::parse), commandLine, 1024);
        return HostMachine.read(new HostFiles(new EnumMap<>(files), declaration, Map.of()));
    }

    private static KernelView view(Upload upload) {
        return Replayed.of(upload).under(Optional.empty(), Optional.empty());
    }

    private static KernelView under(Upload upload, String kernel) {
        return Replayed.of(upload).under(Optional.of(KernelRelease.parse(kernel)), Optional.empty());
    }

    private static KernelView under(Upload upload, LookupRule rule) {
        return Replayed.of(upload).under(Optional.empty(), Optional.of(rule));
    }

    private static int node(KernelView view, long address) {
        return view.resolver().targetNode(address);
    }

    private static List<String> assumptions(Upload upload) {
        return upload.machine().assumptions().stream().map(Assumption::text).toList();
    }

    private static List<Comparison> of(Verification verification, Subject subject) {
        return verification.comparisons().stream()
                .filter(comparison -> comparison.subject() == subject)
                .toList();
    }

    private static List<Conclusion.Id> conclusions(Verification verification) {
        return verification.conclusions().stream().map(Conclusion::id).toList();
    }

    /** A kernel without NUMA_KEEP_MEMINFO, whose log has the debug messages of the CXL driver. */
    @Nested
    class TargetNodeLines {

        private static final String STUB_LINES = "Unknown target node";

        private final String log = text("target-node-lines/dmesg.txt");

        @Test
        void theStubAnswersNode0EverywhereForTheMachinesOwnKernel() {
            Upload upload = read(log);
            for (long address : new long[] {0, WINDOW, 0x28fffffffL, 0x300000000L, Long.MIN_VALUE, -1L}) {
                assertThat(node(view(upload), address)).isZero();
                assertThat(view(upload).resolver().hotAddNode(address)).isZero();
                assertThat(node(under(upload, "6.4.0-rc6-dev-00055-g0c0df63177e3"), address))
                        .isZero();
            }
            assertThat(view(upload).choice().rule()).isEqualTo(LookupRule.STUB);
            assertThat(upload.machine().warnings())
                    .containsExactly(
                            "The boot log has the line '… node for memory at 0x190000000, assuming node 0', which only the stub of phys_to_target_node() prints: this kernel answers node 0 for every address.");
        }

        @Test
        void anotherReleaseAndARequestedRuleAnswerByTheirOwnRule() {
            Upload upload = read(log);
            assertThat(under(upload, "7.3").choice().rule()).isEqualTo(LookupRule.PREFER_RESERVED);
            assertThat(node(under(upload, "7.3"), 0x300000000L)).isEqualTo(-1);
            assertThat(node(under(upload, LookupRule.PREFER_ONLINE), WINDOW)).isEqualTo(-1);
            assertThat(node(under(read(without(log, STUB_LINES)), LookupRule.STUB), WINDOW))
                    .isZero();
        }

        @Test
        void theWindowOfTheDriverReplacesTheCedtAsAnAssumption() {
            Upload upload = read(log);
            assertThat(upload.evidence().windows())
                    .containsExactly(new CxlWindow(0, new AddressRange(WINDOW, 0x28fffffffL)));
            assertThat(assumptions(upload)).anyMatch(text -> text.contains("The driver leaves out windows"));
            assertThat(upload.sources().get(0).read()).contains("1 window", "2 answers of the kernel's own look-up");
            assertThat(node(under(upload, "7.3"), WINDOW))
                    .as("the first window without an SRAT")
                    .isZero();
        }

        @Test
        void theVerificationNamesTheLinesAndAgrees() {
            Verification verification = Verification.of(view(read(log)));
            assertThat(verification.verdict()).isEqualTo(Verdict.CONSISTENT);
            assertThat(of(verification, Subject.LOOKUP))
                    .extracting(Comparison::sentence)
                    .containsExactly(
                            "The boot log has the line '… node for memory at 0x190000000, assuming node 0', which only the stub of phys_to_target_node() prints.",
                            "The CXL driver printed node 0 for the window at 0x190000000.");
            assertThat(verification.why()).noneMatch(why -> why.contains("look-up rules differ"));
        }

        @Test
        void theVerificationOfAnotherRuleIsContradictedAndNamesTheRemedy() {
            Verification verification = Verification.of(under(read(log), LookupRule.PREFER_ONLINE));
            assertThat(verification.verdict()).isEqualTo(Verdict.CONTRADICTED);
            assertThat(of(verification, Subject.LOOKUP).get(0).sentence())
                    .contains("only the stub")
                    .endsWith("but the answers are those of prefer-online: choose the rule stub.");
        }

        @Test
        void theStubAloneExplainsItsOwnLineUnderAnotherRule() {
            String onlyStub = without(log, "cxl_acpi");
            Verification verification = Verification.of(under(read(onlyStub), LookupRule.PREFER_RESERVED));
            assertThat(verification.proposedRule()).hasValue(LookupRule.STUB);
            assertThat(verification.conclusions())
                    .containsExactly(new Conclusion(
                            Conclusion.Id.STUB,
                            "The boot log shows that 6.4.0-rc6-dev-00055-g0c0df63177e3 has the stub of phys_to_target_node(), which answers node 0 for every address; the answers are those of prefer-reserved.",
                            "Choose the rule stub."));
        }

        @Test
        void theVerificationOfAnotherReleaseConcludesOnlyTheWrongKernel() {
            Verification verification = Verification.of(under(read(log), "6.12.74"));
            assertThat(verification.verdict()).isEqualTo(Verdict.CONTRADICTED);
            assertThat(conclusions(verification)).containsExactly(Conclusion.Id.WRONG_KERNEL);
        }

        @Test
        void aDeclaredReleaseThatIsNotThatOfTheLogHasItsOwnRule() {
            Map<HostFile, byte[]> files = Map.of(HostFile.DMESG, log.getBytes(StandardCharsets.UTF_8));
            assertThat(read(files, Optional.of("7.3"), Optional.empty())
                            .machine()
                            .rule())
                    .isEmpty();
            assertThat(read(files, Optional.of("6.4.0"), Optional.empty())
                            .machine()
                            .rule())
                    .hasValue(LookupRule.STUB);
        }

        @Test
        void aLogWithoutItsFirstLineStillShowsTheStub() {
            Map<HostFile, byte[]> files =
                    Map.of(HostFile.DMESG, without(log, "Linux version").getBytes(StandardCharsets.UTF_8));
            Upload upload = read(files, Optional.of("6.4"), Optional.empty());
            assertThat(view(upload).choice().rule()).isEqualTo(LookupRule.STUB);
            Upload unnamed = read(files, Optional.empty(), Optional.empty());
            assertThat(view(unnamed).choice().rule()).isEqualTo(LookupRule.STUB);
            assertThat(under(unnamed, "7.3").choice().rule()).isEqualTo(LookupRule.PREFER_RESERVED);
        }

        @Test
        void withoutTheStubsLinesTheAnswerOfTheDriversLineIsCompared() {
            Upload upload = read(without(log, STUB_LINES));
            assertThat(upload.machine().rule()).isEmpty();
            Verification verification = Verification.of(view(upload));
            assertThat(verification.verdict()).isEqualTo(Verdict.CONTRADICTED);
            assertThat(of(verification, Subject.LOOKUP)).singleElement().satisfies(comparison -> {
                assertThat(comparison.expected()).hasValue("-1");
                assertThat(comparison.found()).hasValue("0");
                assertThat(comparison.sentence())
                        .isEqualTo("The CXL driver printed node 0, not -1, for the window at 0x190000000.");
            });
            assertThat(conclusions(verification)).containsExactly(Conclusion.Id.MISSING_TABLE);
        }

        @Test
        void aNodeOfMinus1ContradictsTheStubsLine() {
            Upload upload = read(log.replace("node: 0 range", "node: -1 range"));
            assertThat(upload.machine().rule()).isEmpty();
            assertThat(upload.machine().warnings()).singleElement().asString().contains("from different kernels");
            assertThat(node(view(upload), WINDOW)).isEqualTo(-1);
            Verification verification = Verification.of(view(upload));
            assertThat(of(verification, Subject.LOOKUP))
                    .extracting(Comparison::outcome)
                    .containsExactly(Outcome.CONTRADICTS, Outcome.AGREES);
            assertThat(verification.proposedRule()).hasValue(LookupRule.STUB);
        }

        @Test
        void aListingOfTheDriverComesBeforeTheLog() {
            byte[] cxl = """
                    [{"bus":"root0","decoders:root0":[{"decoder":"decoder0.0","resource":8589934592,"size":268435456}]}]""".getBytes(StandardCharsets.UTF_8);
            Upload upload = read(
                    Map.of(HostFile.DMESG, log.getBytes(StandardCharsets.UTF_8), HostFile.CXL, cxl),
                    Optional.empty(),
                    Optional.empty());
            assertThat(upload.evidence().windows())
                    .containsExactly(new CxlWindow(0, new AddressRange(0x200000000L, 0x20fffffffL)));
        }

        @Test
        void theRemedyForAMissingCedtSaysWhenAKernelPrintsWindows() {
            assertThat(read(without(log, "cxl_acpi")).machine().assumptions())
                    .extracting(Assumption::remedy)
                    .anyMatch(remedy -> remedy.contains("dyndbg"));
        }
    }

    /** Lines of the CXL driver beside the tables of a machine, whose window lies between RAM of node 0. */
    @Nested
    class LinesBesideTables {

        private static final String LINE =
                "[ 9.1] cxl_acpi ACPI0017:00: add: decoder0.0 node: %d range [0x20000000 - 0x2fffffff]\n";

        private Map<HostFile, byte[]> files(String kernel, String lines) {
            Machine machine = Machine.of("E-seed-sandwich", kernel);
            Map<HostFile, byte[]> files = new EnumMap<>(HostFile.class);
            files.put(HostFile.SRAT, machine.bytes("SRAT.bin"));
            files.put(HostFile.CEDT, machine.bytes("CEDT.bin"));
            files.put(HostFile.DMESG, (machine.text("dmesg.txt") + lines).getBytes(StandardCharsets.UTF_8));
            return files;
        }

        private Verification verify(String kernel, String lines) {
            return Verification.of(view(read(files(kernel, lines), Optional.empty(), Optional.empty())));
        }

        @Test
        void theNodeOfTheWindowConfirmsTheRule() {
            Verification verification = verify("7.3.4", LINE.formatted(2));
            assertThat(verification.verdict()).isEqualTo(Verdict.VERIFIED);
            assertThat(of(verification, Subject.LOOKUP)).singleElement().satisfies(comparison -> {
                assertThat(comparison.speaksFor()).hasValue(LookupRule.PREFER_RESERVED);
                assertThat(comparison.sentence())
                        .isEqualTo(
                                "The CXL driver printed node 2 for the window at 0x20000000, as prefer-reserved of 7.3.4+deb13-amd64 predicts; a kernel without the fix would have put it on node 0.");
            });
        }

        @Test
        void theNodeOfTheWindowShowsABackportedFix() {
            Verification verification = verify("6.12.74", LINE.formatted(2));
            assertThat(verification.proposedRule()).hasValue(LookupRule.PREFER_RESERVED);
            assertThat(conclusions(verification)).containsExactly(Conclusion.Id.BACKPORTED_FIX);
        }

        @Test
        void aNodeThatNoRuleExplainsMeansThatATableWasChanged() {
            Verification verification = verify("7.3.4", LINE.formatted(1));
            assertThat(conclusions(verification)).containsExactly(Conclusion.Id.EDITED_TABLE);
            Upload tableless = read(
                    Map.of(HostFile.DMESG, files("7.3.4", LINE.formatted(1)).get(HostFile.DMESG)),
                    Optional.empty(),
                    Optional.empty());
            assertThat(conclusions(Verification.of(view(tableless)))).containsExactly(Conclusion.Id.MISSING_TABLE);
        }

        @Test
        void theLogAloneAnswersWithTheWindowOfTheDriver() {
            Upload upload = read(
                    Map.of(HostFile.DMESG, files("7.3.4", LINE.formatted(2)).get(HostFile.DMESG)),
                    Optional.empty(),
                    Optional.empty());
            assertThat(node(view(upload), 0x20000000L)).isEqualTo(2);
            assertThat(Verification.of(view(upload)).comparisons()).noneMatch(Comparison::contradicts);
        }

        @Test
        void theStubCountsBesideTablesToo() {
            Upload upload = read(
                    files("7.3.4", "[ 9.1] Unknown target node for memory at 0x20000000, assuming node 0\n"),
                    Optional.empty(),
                    Optional.empty());
            assertThat(node(view(upload), 0x20000000L)).isZero();
            assertThat(node(view(upload), 0x70000000L)).isZero();
            Verification verification = Verification.of(view(upload));
            assertThat(verification.verdict()).isEqualTo(Verdict.VERIFIED);
            assertThat(Verification.of(under(upload, LookupRule.PREFER_ONLINE)).proposedRule())
                    .hasValue(LookupRule.STUB);
        }

        @Test
        void theStubThatIsOnlyRequestedIsComparedWithTheRuleOfTheRelease() {
            Upload upload = read(files("7.3.4", LINE.formatted(2)), Optional.empty(), Optional.empty());
            Verification verification = Verification.of(under(upload, LookupRule.STUB));
            assertThat(verification.proposedRule()).hasValue(LookupRule.PREFER_RESERVED);
            assertThat(verification.conclusions())
                    .singleElement()
                    .satisfies(
                            conclusion -> assertThat(conclusion.sentence())
                                    .isEqualTo(
                                            "7.3.4+deb13-amd64 uses prefer-reserved, as its release does, and not the requested rule."));
        }

        @Test
        void aPartOfALogWithOnlyTheLinesOfTheDriverIsEnoughForTheWindows() {
            Machine machine = Machine.of("E-seed-sandwich", "7.3.4");
            Upload upload = read(
                    Map.of(
                            HostFile.SRAT,
                            machine.bytes("SRAT.bin"),
                            HostFile.IOMEM,
                            machine.bytes("iomem.txt"),
                            HostFile.DMESG,
                            LINE.formatted(2).getBytes(StandardCharsets.UTF_8)),
                    Optional.of("7.3.4"),
                    Optional.of("quiet"));
            assertThat(node(view(upload), 0x20000000L)).isEqualTo(2);
            assertThat(Verification.of(view(upload)).comparisons()).noneMatch(Comparison::contradicts);
        }
    }

    /** A Xen dom0, which turns NUMA off without an option. */
    @Nested
    class XenNumaOff {

        private static final String WARNING =
                "The boot log says 'NUMA turned off', although the command line does not have numa=off: the kernel did this itself, as in a Xen PV domain. SRAT and CEDT have no effect.";

        private final String log = text("xen-numa-off/dmesg.txt");
        private final Map<HostFile, byte[]> files =
                Map.of(HostFile.DMESG, bytes("xen-numa-off/dmesg.txt"), HostFile.SRAT, bytes("xen-numa-off/SRAT"));

        @Test
        void theSratHasNoEffect() {
            Upload upload = read(files, Optional.empty(), Optional.empty());
            assertThat(upload.machine().inputs().numa()).isEqualTo(NumaOption.OFF);
            assertThat(node(view(upload), 0x100000000L)).isZero();
            assertThat(node(view(upload), 0x200000000L)).isEqualTo(-1);
            assertThat(upload.machine().warnings()).containsExactly(WARNING);
        }

        @Test
        void theVerificationAgreesWithAndWithoutTheSrat() {
            for (Upload upload : List.of(read(files, Optional.empty(), Optional.empty()), read(log))) {
                Verification verification = Verification.of(view(upload));
                assertThat(verification.comparisons()).noneMatch(Comparison::contradicts);
                assertThat(verification.conclusions()).isEmpty();
            }
        }

        @Test
        void theOptionOnTheCommandLineIsNoWarning() {
            Upload upload = read(log.replace("placeholder root", "numa=off root"));
            assertThat(upload.machine().inputs().numa()).isEqualTo(NumaOption.OFF);
            assertThat(upload.machine().warnings()).isEmpty();
        }

        @Test
        void aLostCommandLineIsNotAssumedToLackTheOption() {
            Upload upload = read(without(log, "Command line"));
            assertThat(upload.machine().inputs().numa()).isEqualTo(NumaOption.OFF);
            assertThat(assumptions(upload)).noneMatch(text -> text.contains("numa=off"));
            assertThat(upload.machine().warnings()).isEmpty();
        }

        @Test
        void aDeclaredCommandLineReplacesTheOptionOfTheLogButNotWhatXenDoes() {
            Optional<String> declared = Optional.of("quiet");
            assertThat(read(files, Optional.empty(), declared)
                            .machine()
                            .inputs()
                            .numa())
                    .isEqualTo(NumaOption.OFF);
            byte[] optioned = log.replace("placeholder root", "numa=off root").getBytes(StandardCharsets.UTF_8);
            Upload replaced = read(Map.of(HostFile.DMESG, optioned), Optional.empty(), declared);
            assertThat(replaced.machine().inputs().numa()).isEqualTo(NumaOption.NONE);
            Upload off = read(Map.of(HostFile.DMESG, optioned), Optional.empty(), Optional.of("numa=off"));
            assertThat(off.machine().inputs().numa()).isEqualTo(NumaOption.OFF);
        }

        @Test
        void numaNoacpiInALogThatTurnsNumaOffIsOff() {
            assertThat(read(log.replace("placeholder root", "numa=noacpi root"))
                            .machine()
                            .inputs()
                            .numa())
                    .isEqualTo(NumaOption.OFF);
        }

        @Test
        void fakedNodesAreStillRefused() {
            assertThatThrownBy(() -> read(log.replace("placeholder root", "numa=fake=4 root")))
                    .isInstanceOf(NotModelledException.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"NUMA: NUMA turned off", "NUMA: NUMA disabled", "NUMA: off"})
        void otherWordingsOfNumaOffMeanTheSame(String words) {
            Upload upload = read(log.replace("NUMA turned off", words));
            assertThat(upload.machine().inputs().numa()).isEqualTo(NumaOption.OFF);
        }

        @Test
        void everyReleaseHasNumaOff() {
            Upload upload = read(files, Optional.empty(), Optional.empty());
            for (String kernel : List.of("6.12.107", "6.18.15", "7.3")) {
                assertThat(node(under(upload, kernel), 0x100000000L)).isZero();
            }
        }

        @Test
        void windowsOfTheDriverAreNotCompared() {
            String window = "[ 4.1] cxl_acpi ACPI0017:00: add: decoder0.0 node: -1 range [0x190000000 - 0x28fffffff]\n";
            Verification verification = Verification.of(view(read(log + window)));
            assertThat(of(verification, Subject.WINDOWS)).singleElement().satisfies(comparison -> {
                assertThat(comparison.outcome()).isEqualTo(Outcome.NOT_COMPARED);
                assertThat(comparison.sentence()).isEqualTo("NUMA is off: the kernel gives no window a node.");
            });
            assertThat(of(verification, Subject.LOOKUP))
                    .extracting(Comparison::outcome)
                    .containsExactly(Outcome.AGREES);
        }

        /** The line that says why is lost, and the replay prints another one. */
        @Test
        void withoutTablesAMissingTableIsTheConclusion() {
            String changed = log.replace("NUMA turned off", "node 0 [mem 0x1-0x2] overlaps with node 1 [mem 0x1-0x2]");
            Verification verification = Verification.of(view(read(changed)));
            assertThat(verification.verdict()).isEqualTo(Verdict.CONTRADICTED);
            assertThat(verification.conclusions()).singleElement().satisfies(conclusion -> {
                assertThat(conclusion.id()).isEqualTo(Conclusion.Id.MISSING_TABLE);
                assertThat(conclusion.remedy()).startsWith("Upload srat and cedt");
            });
        }
    }

    /** A kernel without CONFIG_NUMA, with a complete log. */
    @Nested
    class NoNumaKernel {

        private final String log = text("no-numa-kernel/dmesg.txt");

        @Test
        void everyAddressIsOnNode0AndAnAssumptionSaysWhy() {
            Upload upload = read(log);
            for (long address : new long[] {0, 0x100000000L, 0x200000000L, -1L}) {
                assertThat(node(view(upload), address)).isZero();
                assertThat(view(upload).resolver().hotAddNode(address)).isZero();
            }
            assertThat(upload.machine().rule()).hasValue(LookupRule.STUB);
            assertThat(assumptions(upload))
                    .anyMatch(text -> text.startsWith("The kernel was built without CONFIG_NUMA"));
        }

        @Test
        void theVerificationDoesNotSayThatLinesWereLost() {
            Verification verification = Verification.of(view(read(log)));
            assertThat(verification.verdict()).isEqualTo(Verdict.CONSISTENT);
            assertThat(verification.comparisons())
                    .noneMatch(comparison -> comparison.sentence().contains("lost"))
                    .noneMatch(comparison -> comparison.about().equals("the faked node"));
            assertThat(of(verification, Subject.LOOKUP)).singleElement().satisfies(comparison -> {
                assertThat(comparison.about()).isEqualTo("CONFIG_NUMA");
                assertThat(comparison.outcome()).isEqualTo(Outcome.AGREES);
            });
            assertThat(verification.why()).anyMatch(why -> why.contains("built without CONFIG_NUMA"));
        }

        @Test
        void anotherRuleIsContradicted() {
            Verification verification = Verification.of(under(read(log), LookupRule.PREFER_ONLINE));
            assertThat(verification.proposedRule()).hasValue(LookupRule.STUB);
            assertThat(conclusions(verification)).containsExactly(Conclusion.Id.STUB);
        }

        @Test
        void anotherReleaseHasNuma() {
            assertThat(node(under(read(log), "7.3"), 0x200000000L)).isEqualTo(-1);
        }

        @Test
        void anIncompleteLogKeepsTheRuleOfTheRelease() {
            Upload upload = read(without(log, "last_pfn|ACPI: "));
            assertThat(upload.machine().rule()).isEmpty();
            assertThat(node(view(upload), 0x200000000L)).isEqualTo(-1);
            assertThat(Verification.of(view(upload)).comparisons())
                    .anyMatch(comparison -> comparison.sentence().contains("the ring buffer lost them"));
        }
    }
}
