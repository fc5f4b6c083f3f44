package io.targetnode.analysis.verification;

import static io.targetnode.analysis.verification.Example.FAR_WINDOW;
import static io.targetnode.analysis.verification.Example.WINDOW;
import static io.targetnode.analysis.verification.Example.device;
import static io.targetnode.analysis.verification.Example.on;
import static io.targetnode.analysis.verification.Example.range;
import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.acpi.TableHeader;
import io.targetnode.capture.CxlWindow;
import io.targetnode.capture.DaxDevice;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.LookupRule;
import io.targetnode.memory.AddressRange;
import io.targetnode.topology.Assumption;
import io.targetnode.topology.evidence.MemoryTier;
import io.targetnode.topology.evidence.NodeSize;
import io.targetnode.topology.evidence.UploadedTable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class VerificationTest {

    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;

    private final Example machine = new Example();

    @Nested
    class Verdicts {

        @Test
        void aCompleteLogAndADeviceWhereTheRulesDifferVerify() {
            machine.devices = List.of(device(2, WINDOW));
            Verification verification = machine.verify();
            assertThat(verification.verdict()).isEqualTo(Verdict.VERIFIED);
            assertThat(verification.why()).isEmpty();
        }

        @Test
        void onlineMemoryWhereTheRulesDifferVerifiesToo() {
            machine.online = List.of(on(2, WINDOW.start(), WINDOW.end()));
            assertThat(machine.verify().verdict()).isEqualTo(Verdict.VERIFIED);
        }

        @Test
        void theLogAloneVerifiesIfTheRulesDoNotDiffer() {
            machine.cedt = List.of(FAR_WINDOW);
            assertThat(machine.verify().verdict()).isEqualTo(Verdict.VERIFIED);
        }

        @Test
        void theLogAloneDoesNotShowTheRule() {
            Verification verification = machine.verify();
            assertThat(verification.verdict()).isEqualTo(Verdict.CONSISTENT);
            assertThat(verification.why()).singleElement().asString().contains("upload daxctl and iomem");
        }

        @Test
        void anAssumptionKeepsTheVerdictAtConsistent() {
            machine.devices = List.of(device(2, WINDOW));
            machine.assumptions = List.of(new Assumption("It has no SLIT.", "Upload slit."));
            Verification verification = machine.verify();
            assertThat(verification.verdict()).isEqualTo(Verdict.CONSISTENT);
            assertThat(verification.why()).containsExactly("Assumed: It has no SLIT. Upload slit.");
        }

        @Test
        void aMachineWithoutALogIsAtBestConsistent() {
            machine.hasLog = false;
            machine.devices = List.of(device(2, WINDOW));
            Verification verification = machine.verify();
            assertThat(verification.verdict()).isEqualTo(Verdict.CONSISTENT);
            assertThat(verification.why())
                    .containsExactly("No boot log was uploaded: upload dmesg from its first line on.");
            assertThat(verification.comparisons())
                    .extracting(Comparison::sentence)
                    .noneMatch(sentence -> sentence.contains("the boot log"));
        }

        @Test
        void evidenceThatCannotBeComparedGivesTheVerdictAssumed() {
            machine.hasLog = false;
            machine.added = List.of(range(0x100000000L, 0x107ffffffL));
            machine.online = List.of(on(1, 0x100000000L, 0x107ffffffL));
            Verification verification = machine.verify();
            assertThat(verification.comparisons()).hasSize(1);
            assertThat(verification.verdict()).isEqualTo(Verdict.ASSUMED);
            assertThat(verification.why().get(0)).startsWith("The upload contains nothing");
        }

        @Test
        void oneContradictionDecidesTheVerdict() {
            machine.devices = List.of(device(7, WINDOW));
            Verification verification = machine.verify();
            assertThat(verification.verdict()).isEqualTo(Verdict.CONTRADICTED);
            assertThat(verification.why()).singleElement().asString().contains("in 1 of ");
        }

        @Test
        void namesAreThoseOfTheApi() {
            assertThat(Verdict.values())
                    .extracting(Verdict::apiName)
                    .containsExactly("verified", "consistent", "assumed", "contradicted");
            assertThat(Subject.values())
                    .extracting(Subject::apiName)
                    .containsExactly(
                            "kernel-release",
                            "boot-log",
                            "table-header",
                            "table-checksum",
                            "windows",
                            "lookup",
                            "target-node",
                            "online-node",
                            "node-size",
                            "memory-tier");
        }
    }

    @Nested
    class Releases {

        @Test
        void anotherReleaseContradictsEvenWithTheSameBehaviour() {
            machine.logged = Optional.of(KernelRelease.parse("7.2.13"));
            assertThat(machine.sentence(Subject.KERNEL_RELEASE))
                    .isEqualTo(
                            "The boot log is of 7.2.13, but the answers are of 7.3.4, as stated with the upload; both behave like 7.0.");
            assertThat(ids()).containsExactly(Conclusion.Id.WRONG_KERNEL);
            machine.logged = Optional.of(KernelRelease.parse("6.12.74"));
            assertThat(machine.sentence(Subject.KERNEL_RELEASE))
                    .contains("the first behaves like 6.12, the second like 7.0");
            machine.logged = Optional.of(KernelRelease.parse("4.19"));
            assertThat(machine.sentence(Subject.KERNEL_RELEASE)).contains("whose rules are not known");
        }

        @Test
        void theSameVersionUnderAnotherNameAgrees() {
            machine.logged = Optional.of(KernelRelease.parse("7.3.4+deb13-amd64"));
            assertThat(machine.verify(Subject.KERNEL_RELEASE)).containsExactly("kernel agrees");
        }

        @Test
        void aNameThatHidesTheStableLevelIsNotCompared() {
            machine.kernel = KernelRelease.parse("6.8.12");
            machine.logged = Optional.of(KernelRelease.parse("6.8.0-50-generic"));
            assertThat(machine.verify(Subject.KERNEL_RELEASE)).containsExactly("kernel not-compared");
            machine.kernel = KernelRelease.parse("6.8.0-40-generic");
            machine.logged = Optional.of(KernelRelease.parse("6.8.12"));
            assertThat(machine.verify(Subject.KERNEL_RELEASE)).containsExactly("kernel not-compared");
            machine.logged = Optional.of(KernelRelease.parse("6.9.0-50-generic"));
            assertThat(machine.verify(Subject.KERNEL_RELEASE)).containsExactly("kernel contradicts");
            machine.kernel = KernelRelease.parse("6.12.74");
            machine.logged = Optional.of(KernelRelease.parse("6.12.75"));
            assertThat(machine.verify(Subject.KERNEL_RELEASE)).containsExactly("kernel contradicts");
        }

        @Test
        void theSameNameAgreesEvenIfTheBannerShowsAnotherVersion() {
            machine.kernel = KernelRelease.parse("6.1.0-50-amd64");
            machine.logged = Optional.of(machine.kernel.withVersionOf(KernelRelease.parse("6.1.176")));
            assertThat(machine.verify(Subject.KERNEL_RELEASE)).containsExactly("kernel agrees");
        }

        @Test
        void aLogWithoutItsFirstLineShowsNoRelease() {
            machine.logged = Optional.empty();
            assertThat(machine.verify(Subject.KERNEL_RELEASE)).containsExactly("kernel not-compared");
            assertThat(machine.verify().why()).anyMatch(why -> why.contains("from its first line on"));
        }
    }

    @Nested
    class Tables {

        @Test
        void aListedHeaderAndARightChecksumAgree() {
            machine.tables = List.of(new UploadedTable(Example.SRAT, true), new UploadedTable(Example.CEDT, true));
            assertThat(machine.verify(Subject.TABLE_HEADER)).containsExactly("SRAT agrees", "CEDT agrees");
            assertThat(machine.verify(Subject.TABLE_CHECKSUM)).containsExactly("SRAT agrees", "CEDT agrees");
        }

        @Test
        void aWrongChecksumContradicts() {
            machine.tables = List.of(new UploadedTable(Example.SRAT, false));
            assertThat(machine.verify(Subject.TABLE_CHECKSUM)).containsExactly("SRAT contradicts");
            assertThat(ids()).containsExactly(Conclusion.Id.EDITED_TABLE);
        }

        @Test
        void everyPartOfAHeaderIsCompared() {
            for (TableHeader other : List.of(
                    new TableHeader("SRAT", 185, 3, 16, 1),
                    new TableHeader("SRAT", 184, 2, 16, 1),
                    new TableHeader("SRAT", 184, 3, 17, 1),
                    new TableHeader("SRAT", 184, 3, 16, 2))) {
                machine.tables = List.of(new UploadedTable(other, true));
                assertThat(machine.verify(Subject.TABLE_HEADER)).contains("SRAT contradicts");
                assertThat(ids()).containsExactly(Conclusion.Id.OTHER_FIRMWARE);
            }
        }

        @Test
        void aTableThatTheLogDoesNotListContradictsIfTheListIsComplete() {
            machine.tables = List.of(new UploadedTable(Example.SRAT, true));
            machine.listed = List.of(Example.CEDT);
            assertThat(machine.verify(Subject.TABLE_HEADER)).containsExactly("SRAT contradicts", "CEDT not-compared");
            machine.logged = Optional.empty();
            assertThat(machine.verify(Subject.TABLE_HEADER)).containsExactly("SRAT not-compared", "CEDT not-compared");
            machine.logged = Optional.of(machine.kernel);
            machine.listed = List.of();
            assertThat(machine.verify(Subject.TABLE_HEADER)).containsExactly("SRAT not-compared");
            machine.hasLog = false;
            assertThat(machine.verify(Subject.TABLE_HEADER)).containsExactly("SRAT not-compared");
        }
    }

    @Nested
    class Windows {

        @Test
        void aListedWindowAgreesAndAnUnlistedWindowProvesNothing() {
            machine.cedt = List.of(WINDOW, FAR_WINDOW, range(0x200000000L, 0x207ffffffL));
            machine.windows = List.of(new CxlWindow(0, FAR_WINDOW));
            assertThat(machine.verify(Subject.WINDOWS))
                    .containsExactly(
                            "CXL Window 0 agrees",
                            "0x20000000-0x2fffffff not-compared",
                            "0x200000000-0x207ffffff not-compared");
            assertThat(sentences(Comparison::agrees, Subject.WINDOWS)).containsExactly("The replay has this window.");
            assertThat(sentences(comparison -> !comparison.agrees(), Subject.WINDOWS))
                    .anyMatch(sentence -> sentence.contains("interleaving"))
                    .anyMatch(sentence -> sentence.contains("not aligned"));
        }

        @Test
        void anotherRangeContradicts() {
            machine.windows = List.of(new CxlWindow(0, range(0x20000000, 0x3fffffff)), new CxlWindow(1, FAR_WINDOW));
            machine.ram = List.of(range(0, 0x1fffffff), range(0x40000000, 0x7fffffff));
            assertThat(machine.verify(Subject.WINDOWS))
                    .contains("CXL Window 0 contradicts", "CXL Window 1 contradicts");
            assertThat(ids()).containsExactly(Conclusion.Id.OTHER_FIRMWARE);
        }

        @Test
        void anotherOrderContradictsAsItDecidesTheNodes() {
            machine.cedt = List.of(WINDOW, FAR_WINDOW);
            machine.windows = List.of(new CxlWindow(1, WINDOW), new CxlWindow(0, FAR_WINDOW));
            assertThat(machine.verify(Subject.WINDOWS))
                    .containsExactly(
                            "CXL Window 0 agrees", "CXL Window 1 contradicts", "0x20000000-0x2fffffff not-compared");
        }

        @Test
        void aWindowThatIomemExtendsOverRamIsNotCompared() {
            machine.cedt = List.of(range(0x30000000, 0x47ffffff));
            machine.windows = List.of(new CxlWindow(0, range(0x30000000, 0x7fffffff)));
            assertThat(machine.verify(Subject.WINDOWS)).containsExactly("CXL Window 0 not-compared");
        }

        @Test
        void aWindowOfAMachineWithoutWindowsShowsAMissingTable() {
            machine.cedt = List.of();
            machine.windows = List.of(new CxlWindow(0, FAR_WINDOW));
            assertThat(machine.verify(Subject.WINDOWS)).containsExactly("CXL Window 0 contradicts");
            assertThat(ids()).containsExactly(Conclusion.Id.MISSING_TABLE);
        }
    }

    @Nested
    class Devices {

        @Test
        void aDeviceHasTheNodeOfItsStart() {
            machine.devices = List.of(device(2, WINDOW));
            assertThat(machine.sentence(Subject.TARGET_NODE))
                    .isEqualTo(
                            "dax0.0 begins at 0x20000000 and has node 2, as prefer-reserved of 7.3.4 predicts; a kernel without the fix would have put it on node 0.");
        }

        @Test
        void aBackportedFixIsProposed() {
            machine.kernel = KernelRelease.parse("6.12.74");
            machine.logged = Optional.of(machine.kernel);
            machine.devices = List.of(device(2, WINDOW));
            Verification verification = machine.verify();
            assertThat(verification.proposedRule()).contains(LookupRule.PREFER_RESERVED);
            assertThat(verification.conclusions())
                    .containsExactly(new Conclusion(
                            Conclusion.Id.BACKPORTED_FIX,
                            "6.12.74 uses prefer-reserved, although its release does not: the fix was backported.",
                            "Choose the rule prefer-reserved."));
        }

        @Test
        void aMissingFixIsProposedToo() {
            machine.devices = List.of(device(0, WINDOW));
            machine.online = List.of(on(0, 0, 0x2fffffff));
            Verification verification = machine.verify();
            assertThat(verification.proposedRule()).contains(LookupRule.PREFER_ONLINE);
            assertThat(ids()).containsExactly(Conclusion.Id.MISSING_FIX);
            assertThat(verification.conclusions().get(0).sentence()).contains("this kernel lacks it");
        }

        @Test
        void theRequestedRuleMayNotBeTheRuleOfTheKernel() {
            machine.rule = Optional.of(LookupRule.PREFER_ONLINE);
            machine.devices = List.of(device(2, WINDOW));
            assertThat(machine.verify().conclusions().get(0).sentence()).contains("as its release does");
        }

        @Test
        void noRuleIsProposedIfItDoesNotExplainAllContradictions() {
            machine.devices = List.of(device(0, WINDOW));
            machine.tables = List.of(new UploadedTable(Example.SRAT, false));
            assertThat(machine.verify().proposedRule()).isEmpty();
            assertThat(ids()).containsExactly(Conclusion.Id.EDITED_TABLE);
            machine.tables = List.of();
            machine.devices = List.of(device(5, WINDOW));
            assertThat(machine.verify().proposedRule()).isEmpty();
            assertThat(ids()).containsExactly(Conclusion.Id.OTHER_BOOT);
        }

        @Test
        void aDeviceWithoutTargetNodeHasTheHotAddNode() {
            machine.cedt = List.of(FAR_WINDOW);
            machine.devices = List.of(device(2, range(0x110000000L, 0x11fffffffL)));
            assertThat(machine.verify(Subject.TARGET_NODE)).containsExactly("dax0.0 agrees");
            machine.devices = List.of(device(0, range(0x300000000L, 0x30fffffffL)));
            assertThat(machine.verify(Subject.TARGET_NODE)).containsExactly("dax0.0 agrees");
        }

        @Test
        void theNodeOfADeviceOutsideOfWindowsMayComeFromOtherTables() {
            machine.devices = List.of(device(3, range(0x300000000L, 0x30fffffffL)));
            assertThat(machine.verify(Subject.TARGET_NODE)).containsExactly("dax0.0 not-compared");
        }

        @Test
        void aDeviceWithUnknownRangeOrNodeIsNotCompared() {
            machine.devices = List.of(
                    new DaxDevice("dax0.0", OptionalLong.empty(), OptionalInt.of(2), Optional.empty(), false),
                    new DaxDevice("dax1.0", OptionalLong.empty(), OptionalInt.empty(), Optional.of(WINDOW), false));
            assertThat(machine.verify(Subject.TARGET_NODE))
                    .containsExactly("dax0.0 not-compared", "dax1.0 not-compared");
        }
    }

    @Nested
    class Online {

        @Test
        void ramAtBootIsOnlineOnItsNodeInMeminfo() {
            machine.online =
                    List.of(on(0, 0, 0x1fffffff), on(0, 0x40000000, 0x5fffffff), on(1, 0x60000000, 0x7fffffff));
            assertThat(machine.verify(Subject.ONLINE_NODE))
                    .containsExactly(
                            "0x0-0x1fffffff agrees", "0x40000000-0x5fffffff agrees", "0x60000000-0x7fffffff agrees");
        }

        @Test
        void ramOnAnotherNodeContradicts() {
            machine.online = List.of(on(0, 0x40000000, 0x7fffffff));
            assertThat(machine.verify(Subject.ONLINE_NODE))
                    .containsExactly("0x40000000-0x5fffffff agrees", "0x60000000-0x7fffffff contradicts");
            assertThat(ids()).containsExactly(Conclusion.Id.OTHER_BOOT);
        }

        @Test
        void onlyAddressesWithRamAreCompared() {
            machine.ram = List.of(range(0, 0x1fffffff), range(0x48000000, 0x4fffffff), range(0x68000000, 0x7ffeffff));
            machine.online = List.of(on(0, 0x48000000, 0x4fffffff), on(1, 0x68000000, 0x7fffffff));
            assertThat(machine.verify(Subject.ONLINE_NODE))
                    .containsExactly("0x48000000-0x4fffffff agrees", "0x68000000-0x7ffeffff agrees");
        }

        @Test
        void aBlockThatTwoNodesShareIsShownOnOneOfThem() {
            machine.border = 0x64000000;
            machine.online = List.of(on(0, 0x40000000, 0x67ffffff), on(1, 0x68000000, 0x7fffffff));
            assertThat(machine.verify(Subject.ONLINE_NODE))
                    .containsExactly(
                            "0x40000000-0x63ffffff agrees",
                            "0x64000000-0x67ffffff not-compared",
                            "0x68000000-0x7fffffff agrees");
            machine.online = List.of(on(0, 0x40000000, 0x6fffffff));
            assertThat(machine.verify(Subject.ONLINE_NODE)).contains("0x64000000-0x6fffffff contradicts");
            machine.online = List.of(on(2, 0x60000000, 0x67ffffff));
            assertThat(machine.verify(Subject.ONLINE_NODE))
                    .containsExactly("0x60000000-0x63ffffff contradicts", "0x64000000-0x67ffffff contradicts");
        }

        /** Node 0 is on both sides of a piece of node 1 that is smaller than two blocks. */
        @Test
        void aRangeMayShareBothOfItsBlocksWithAnotherNode() {
            machine.border = 0x4c000000;
            machine.ram = List.of(range(0, 0x1fffffff), range(0x40000000, 0x4fffffff));
            machine.online = List.of(on(0, 0x48000000, 0x4fffffff));
            assertThat(machine.verify(Subject.ONLINE_NODE))
                    .containsExactly("0x48000000-0x4bffffff agrees", "0x4c000000-0x4fffffff not-compared");
        }

        @Test
        void memoryOfADeviceIsOnlineOnItsNode() {
            machine.devices = List.of(device(2, WINDOW));
            machine.online = List.of(on(2, WINDOW.start(), WINDOW.end()));
            assertThat(machine.sentence(Subject.ONLINE_NODE))
                    .isEqualTo(
                            "Memory of dax0.0 in 0x20000000-0x2fffffff is online on node 2, as prefer-reserved of 7.3.4 predicts; a kernel without the fix would have put it on node 0.");
            machine.online = List.of(on(1, WINDOW.start(), WINDOW.end()));
            assertThat(machine.verify(Subject.ONLINE_NODE)).containsExactly("0x20000000-0x2fffffff contradicts");
        }

        @Test
        void onlineMemoryInAWindowIsMemoryOfADeviceEvenIfNoneIsListed() {
            machine.online = List.of(on(0, 0, 0x2fffffff));
            assertThat(machine.verify(Subject.ONLINE_NODE))
                    .containsExactly("0x0-0x1fffffff agrees", "0x20000000-0x2fffffff contradicts");
            assertThat(machine.verify().proposedRule()).contains(LookupRule.PREFER_ONLINE);
            machine.added = List.of(WINDOW);
            assertThat(machine.verify().proposedRule()).contains(LookupRule.PREFER_ONLINE);
            machine.devices = List.of(
                    new DaxDevice("dax0.0", OptionalLong.empty(), OptionalInt.empty(), Optional.of(WINDOW), true));
            assertThat(machine.verify().proposedRule()).contains(LookupRule.PREFER_ONLINE);
        }

        @Test
        void aNodeThatAcpiDecidesIsNotPredicted() {
            AddressRange dimm = range(0x300000000L, 0x307ffffffL);
            machine.added = List.of(dimm);
            machine.online = List.of(on(1, dimm.start(), dimm.end()));
            assertThat(machine.verify(Subject.ONLINE_NODE)).containsExactly(dimm + " not-compared");
            assertThat(machine.sentence(Subject.ONLINE_NODE)).contains("_PXM of the added device decides.");
            machine.devices = List.of(
                    new DaxDevice("dax0.0", OptionalLong.empty(), OptionalInt.empty(), Optional.of(dimm), true));
            assertThat(machine.sentence(Subject.ONLINE_NODE)).contains("is not known");
            machine.added = List.of();
            machine.devices = List.of();
            assertThat(machine.sentence(Subject.ONLINE_NODE)).contains("upload iomem");
        }
    }

    @Nested
    class Sizes {

        @Test
        void aNodeMayHaveLessThanItsRamButNotMore() {
            machine.sizes = List.of(new NodeSize(0, 1000L << 20, MIB), new NodeSize(1, 512L << 20, MIB));
            machine.added = List.of(WINDOW);
            assertThat(machine.verify(Subject.NODE_SIZE)).containsExactly("node 0 agrees", "node 1 agrees");
            machine.sizes = List.of(new NodeSize(1, (512L << 20) + KIB, KIB));
            assertThat(machine.verify(Subject.NODE_SIZE)).containsExactly("node 1 contradicts");
            assertThat(ids()).containsExactly(Conclusion.Id.MEMORY_ADDED_LATER);
        }

        @Test
        void aLargerNodeIsNotComparedIfAddedMemoryIsUnknown() {
            machine.sizes = List.of(new NodeSize(1, 600L << 20, MIB));
            assertThat(machine.verify(Subject.NODE_SIZE)).containsExactly("node 1 not-compared");
            assertThat(machine.sentence(Subject.NODE_SIZE)).contains("upload iomem");
            machine.added = List.of(range(0x300000000L, 0x307ffffffL));
            assertThat(machine.verify(Subject.NODE_SIZE)).containsExactly("node 1 not-compared");
        }

        @Test
        void addedMemoryCountsOnTheNodeWhereItIsOnline() {
            machine.added = List.of(range(0x300000000L, 0x307ffffffL));
            machine.online = List.of(on(1, 0x60000000, 0x7fffffff), on(1, 0x300000000L, 0x307ffffffL));
            machine.sizes = List.of(new NodeSize(1, 640L << 20, MIB));
            assertThat(machine.verify(Subject.NODE_SIZE)).containsExactly("node 1 agrees");
            machine.sizes = List.of(new NodeSize(1, 641L << 20, MIB));
            assertThat(machine.verify(Subject.NODE_SIZE)).containsExactly("node 1 contradicts");
        }

        @Test
        void memoryOfADeviceCountsOnItsNode() {
            machine.devices = List.of(device(2, WINDOW));
            machine.added = List.of(WINDOW);
            machine.sizes = List.of(new NodeSize(2, 256L << 20, MIB));
            assertThat(machine.verify(Subject.NODE_SIZE)).containsExactly("node 2 agrees");
        }

        @Test
        void aNodeWithRamAtBootHasMemory() {
            machine.sizes = List.of(new NodeSize(1, 0, MIB), new NodeSize(2, 0, MIB));
            assertThat(machine.verify(Subject.NODE_SIZE)).containsExactly("node 1 contradicts", "node 2 agrees");
            assertThat(ids()).containsExactly(Conclusion.Id.OTHER_BOOT);
            machine.online = List.of(on(0, 0, 0x1fffffff));
            assertThat(machine.verify(Subject.NODE_SIZE)).containsExactly("node 1 not-compared", "node 2 agrees");
            machine.online = List.of(on(1, 0x60000000, 0x7fffffff));
            assertThat(machine.verify(Subject.NODE_SIZE)).containsExactly("node 1 contradicts", "node 2 agrees");
        }
    }

    @Nested
    class Tiers {

        @Test
        void onlyTheTierOfRamWithoutAnHmatIsCertain() {
            machine.tiers = List.of(new MemoryTier(4, List.of(0)), new MemoryTier(22, List.of(1, 2)));
            assertThat(machine.verify(Subject.MEMORY_TIER))
                    .containsExactly("node 0 agrees", "node 1 contradicts", "node 2 not-compared");
            assertThat(ids()).containsExactly(Conclusion.Id.OTHER_BOOT);
            machine.listed = List.of(Example.SRAT, new TableHeader("HMAT", 64, 2, 1, 1));
            assertThat(machine.verify(Subject.MEMORY_TIER))
                    .containsExactly("node 0 not-compared", "node 1 not-compared", "node 2 not-compared");
            machine.listed = List.of();
            assertThat(machine.verify(Subject.MEMORY_TIER)).contains("node 0 not-compared");
            machine.listed = List.of(Example.SRAT);
            machine.logged = Optional.empty();
            assertThat(machine.verify(Subject.MEMORY_TIER)).contains("node 0 not-compared");
        }
    }

    private List<Conclusion.Id> ids() {
        return machine.verify().conclusions().stream().map(Conclusion::id).toList();
    }

    private List<String> sentences(Predicate<Comparison> wanted, Subject subject) {
        return machine.verify().comparisons().stream()
                .filter(comparison -> comparison.subject() == subject)
                .filter(wanted)
                .map(Comparison::sentence)
                .toList();
    }
}
