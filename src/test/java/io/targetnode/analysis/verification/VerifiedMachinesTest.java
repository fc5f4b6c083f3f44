package io.targetnode.analysis.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.capture.Machine;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.LookupRule;
import io.targetnode.topology.evidence.Evidence;
import io.targetnode.topology.intake.HostFile;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.Replayed;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The machines that were booted, with their evidence after a region was created. */
class VerifiedMachinesTest {

    private static final long MIB_256 = 256L << 20;

    /** Machines whose evidence does not show the look-up rule of the kernel, although the rules differ. */
    private static final List<String> RULE_NOT_SEEN = List.of("E-seed-sandwich/6.1.176", "F1-", "F3a-");

    private static final List<CapturedMachine> MACHINES =
            Machine.all().stream().map(CapturedMachine::of).toList();

    static Stream<CapturedMachine> machines() {
        return MACHINES.stream();
    }

    /** A log and a release of the same scenario. */
    static Stream<Arguments> pairs() {
        return machines()
                .flatMap(logged -> machines()
                        .filter(other -> other.machine()
                                .scenario()
                                .equals(logged.machine().scenario()))
                        .filter(other -> !other.toString().equals(logged.toString()))
                        .map(other -> Arguments.of(logged, other)));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void theEvidenceOfAMachineVerifiesItsReplay(CapturedMachine machine) {
        Verification verification = Verification.of(machine.view());
        boolean seen = RULE_NOT_SEEN.stream().noneMatch(machine.toString()::startsWith);
        assertThat(verification.verdict()).isEqualTo(seen ? Verdict.VERIFIED : Verdict.CONSISTENT);
        assertThat(verification.why()).hasSize(seen ? 0 : 1);
        assertThat(verification.conclusions()).isEmpty();
        assertThat(verification.proposedRule()).isEmpty();
        assertThat(verification.comparisons().stream()
                        .filter(Comparison::agrees)
                        .filter(comparison -> comparison.subject() == Subject.BOOT_LOG))
                .hasSameSizeAs(machine.log().lines());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theLogOfOneKernelContradictsTheReleaseOfAnother(CapturedMachine logged, CapturedMachine other) {
        KernelRelease release = other.log().kernel().orElseThrow();
        Verification verification =
                Verification.of(logged.view(logged.evidence(), Optional.of(release), Optional.empty()));
        assertThat(verification.verdict()).isEqualTo(Verdict.CONTRADICTED);
        assertThat(verification.conclusions()).extracting(Conclusion::id).contains(Conclusion.Id.WRONG_KERNEL);
        assertThat(verification.comparisons().get(0).sentence()).contains(", as requested;");
    }

    @Test
    void onlyTheTargetNodeContradictsTheRuleOfAnotherKernel() {
        assertRuleIsProposed(
                "6.12.74", LookupRule.PREFER_RESERVED, LookupRule.PREFER_ONLINE, Conclusion.Id.MISSING_FIX);
        assertRuleIsProposed(
                "6.12.107", LookupRule.PREFER_ONLINE, LookupRule.PREFER_RESERVED, Conclusion.Id.BACKPORTED_FIX);
    }

    private static void assertRuleIsProposed(
            String kernel, LookupRule requested, LookupRule proposed, Conclusion.Id conclusion) {
        CapturedMachine machine = CapturedMachine.of("E-seed-sandwich", kernel);
        Verification verification =
                Verification.of(machine.view(machine.evidence(), Optional.empty(), Optional.of(requested)));
        assertThat(verification.verdict()).isEqualTo(Verdict.CONTRADICTED);
        assertThat(contradictions(verification)).extracting(Comparison::subject).containsExactly(Subject.TARGET_NODE);
        assertThat(verification.proposedRule()).contains(proposed);
        assertThat(verification.conclusions()).extracting(Conclusion::id).containsExactly(conclusion);
    }

    /** The kernel put memory blocks in the window on the node of the RAM around it. */
    @Test
    void memoryThatTheKernelPutOnTheWrongNodeIsOnlineThereAsPredicted() {
        Verification verification =
                Verification.of(CapturedMachine.of("E-seed-sandwich", "6.12.74").view());
        assertThat(verification.comparisons())
                .filteredOn(comparison -> comparison.subject() == Subject.ONLINE_NODE)
                .filteredOn(comparison -> comparison.about().equals("0x20000000-0x2fffffff"))
                .singleElement()
                .satisfies(comparison -> {
                    assertThat(comparison.outcome()).isEqualTo(Outcome.AGREES);
                    assertThat(comparison.found()).contains("0");
                    assertThat(comparison.sentence())
                            .isEqualTo(
                                    "Memory of dax0.0 in 0x20000000-0x2fffffff is online on node 0, as prefer-online of 6.12.74+deb12-amd64 predicts; a kernel with the fix would have put it on node 2.");
                });
    }

    @ParameterizedTest
    @MethodSource("machines")
    void anEditedTableHasAWrongChecksum(CapturedMachine machine) {
        sratEdits(machine.srat()).forEach(edited -> assertContradicts(machine.withSrat(edited)));
        cedtEdits(machine.cedt()).forEach(edited -> assertContradicts(machine.withCedt(edited)));
    }

    /** With numa=off the kernel prints nothing about its tables, so only the checksum can contradict. */
    @ParameterizedTest
    @MethodSource("machines")
    void anEditedSratWithACorrectedChecksumPrintsOtherLines(CapturedMachine machine) {
        if (!machine.machine().scenario().startsWith("F9-")) {
            sratEdits(machine.srat())
                    .map(VerifiedMachinesTest::withChecksum)
                    .forEach(edited -> assertContradicts(machine.withSrat(edited)));
        }
    }

    @ParameterizedTest
    @MethodSource("machines")
    void anEditedWindowDiffersFromTheListedOne(CapturedMachine machine) {
        if (!machine.evidence().windows().isEmpty()) {
            cedtEdits(machine.cedt())
                    .map(VerifiedMachinesTest::withChecksum)
                    .forEach(edited -> assertContradicts(machine.withCedt(edited)));
        }
    }

    @ParameterizedTest
    @MethodSource("machines")
    void aTableWithoutItsLastEntryHasAnotherLengthThanInTheLog(CapturedMachine machine) {
        byte[] srat = machine.srat();
        int last = entries(srat, 48, 1).reduce((a, b) -> b).orElseThrow();
        byte[] shorter = Arrays.copyOf(srat, last);
        ByteBuffer.wrap(shorter).order(ByteOrder.LITTLE_ENDIAN).putInt(4, last);
        Verification verification =
                Verification.of(machine.withSrat(withChecksum(shorter)).view());
        assertThat(contradictions(verification)).extracting(Comparison::subject).contains(Subject.TABLE_HEADER);
        assertThat(verification.conclusions()).extracting(Conclusion::id).contains(Conclusion.Id.OTHER_FIRMWARE);
    }

    @ParameterizedTest
    @MethodSource("machines")
    void aMachineWithoutEvidenceIsAssumed(CapturedMachine machine) {
        Verification verification = Verification.of(machine.view(Evidence.NONE, Optional.empty(), Optional.empty()));
        assertThat(verification.verdict()).isEqualTo(Verdict.ASSUMED);
        assertThat(verification.comparisons()).isEmpty();
        assertThat(verification.why()).anyMatch(why -> why.contains("upload dmesg"));
    }

    /** Tries every subset of the files of the evidence. */
    @ParameterizedTest
    @MethodSource("machines")
    void noSubsetOfTheEvidenceContradicts(CapturedMachine machine) {
        List<HostFile> files = List.copyOf(machine.evidenceFiles());
        for (int bits = 0; bits < 1 << files.size(); bits++) {
            Set<HostFile> some = EnumSet.noneOf(HostFile.class);
            for (int i = 0; i < files.size(); i++) {
                if ((bits >> i & 1) != 0) {
                    some.add(files.get(i));
                }
            }
            KernelView view = Replayed.of(machine.upload(some)).under(Optional.empty(), Optional.empty());
            assertThat(Verification.of(view).verdict()).as("%s", some).isIn(Verdict.VERIFIED, Verdict.CONSISTENT);
        }
    }

    private static void assertContradicts(CapturedMachine machine) {
        Verification verification = Verification.of(machine.view());
        assertThat(verification.verdict()).isEqualTo(Verdict.CONTRADICTED);
        assertThat(verification.conclusions())
                .extracting(Conclusion::id)
                .containsAnyOf(Conclusion.Id.EDITED_TABLE, Conclusion.Id.OTHER_FIRMWARE);
    }

    private static List<Comparison> contradictions(Verification verification) {
        return verification.comparisons().stream()
                .filter(Comparison::contradicts)
                .toList();
    }

    /** Each memory entry with another base, length, domain, hot-plug flag, and disabled. */
    private static Stream<byte[]> sratEdits(byte[] srat) {
        return entries(srat, 48, 1)
                .filter(at -> (srat[at + 28] & 1) != 0)
                .boxed()
                .flatMap(at -> Stream.of(
                        edited(srat, table -> table.putLong(at + 8, table.getLong(at + 8) + 0x10000)),
                        edited(srat, table -> table.putLong(at + 16, table.getLong(at + 16) + 0x10000)),
                        edited(srat, table -> table.putInt(at + 2, table.getInt(at + 2) + 1)),
                        edited(srat, table -> table.putInt(at + 28, table.getInt(at + 28) ^ 2)),
                        edited(srat, table -> table.putInt(at + 28, 0))));
    }

    private static Stream<byte[]> cedtEdits(byte[] cedt) {
        return entries(cedt, 36, 2)
                .filter(at -> cedt[at] == 1)
                .boxed()
                .flatMap(at -> Stream.of(
                        edited(cedt, table -> table.putLong(at + 8, table.getLong(at + 8) + MIB_256)),
                        edited(cedt, table -> table.putLong(at + 16, table.getLong(at + 16) + MIB_256))));
    }

    /** The offsets of the entries of type 1: memory entries of an SRAT, windows of a CEDT. */
    private static IntStream entries(byte[] table, int first, int lengthBytes) {
        ByteBuffer bytes = ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN);
        return IntStream.iterate(
                        first,
                        at -> at + 3 < table.length,
                        at -> at + (lengthBytes == 1 ? bytes.get(at + 1) : bytes.getShort(at + 2)))
                .filter(at -> table[at] == 1);
    }

    private static byte[] edited(byte[] table, Consumer<ByteBuffer> edit) {
        byte[] copy = table.clone();
        edit.accept(ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN));
        return copy;
    }

    private static byte[] withChecksum(byte[] table) {
        byte[] copy = table.clone();
        copy[9] = 0;
        int sum = 0;
        for (byte b : copy) {
            sum += b;
        }
        copy[9] = (byte) -sum;
        return copy;
    }
}
