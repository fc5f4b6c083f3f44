package io.targetnode.api.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.analysis.verification.Verification;
import io.targetnode.capture.DaxDevice;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.MemoryType;
import io.targetnode.kernel.NodeDescription.DescribedRange;
import io.targetnode.memory.AddressRange;
import io.targetnode.topology.Machine;
import io.targetnode.topology.Upload;
import io.targetnode.topology.evidence.Evidence;
import io.targetnode.topology.evidence.LoggedBoot;
import io.targetnode.topology.intake.Declaration;
import io.targetnode.topology.intake.DeclaredMachine;
import io.targetnode.topology.service.Replayed;
import io.targetnode.topology.service.ReplayedTopology;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The example machine on a kernel with a backported fix. Its log lacks one line and has an additional one. */
class VerificationAnswerTest {

    private static final AddressRange WINDOW = new AddressRange(0x20000000, 0x2fffffff);

    @Test
    void theAnswerHasEveryField() {
        VerificationAnswer answer = VerificationAnswer.of(verify(false));
        JsonNode json = new JsonMapper().valueToTree(answer);
        assertThat(json.get("verdict").asString()).isEqualTo("contradicted");
        assertThat(json.get("proposedRule").asString()).isEqualTo("prefer-reserved");
        assertThat(json.get("counts").get("contradicts").asInt()).isEqualTo(1);
        assertThat(json.get("comparisons")
                        .get(json.get("comparisons").size() - 1)
                        .toString())
                .isEqualTo("""
                        {"what":"target-node","about":"dax0.0","source":"dax device","expected":"0","found":"2",\
                        "outcome":"contradicts","sentence":"dax0.0 begins at 0x20000000 and has node 2, not 0; a kernel with \
                        the fix would have put it there.","speaksFor":"prefer-reserved"}""");
        assertThat(json.at("/comparisons/0/outcome").asString()).isEqualTo("agrees");
        assertThat(json.at("/comparisons/0").has("speaksFor")).isFalse();
        assertThat(json.at("/conclusions/0").toString()).isEqualTo("""
                        {"id":"backported-fix","sentence":"6.12.74 uses prefer-reserved, although its release does not: \
                        the fix was backported.","remedy":"Choose the rule prefer-reserved."}""");
    }

    @Test
    void theTextBeginsWithContradictionsAndEndsWithConclusions() throws IOException {
        StringBuilder text = new StringBuilder();
        VerificationText.write(verify(true), text);
        assertThat(text.toString()).isEqualTo("""
                contradicted: 6.12.74 prefer-online; 5 agree, 3 contradict, 1 not compared
                  The running kernel differs from the replay in 3 of 8 comparisons.
                ! boot-log        not printed: Early memory node ranges
                ! boot-log        not expected: Initmem setup node 9 as memoryless
                ! target-node     dax0.0 begins at 0x20000000 and has node 2, not 0; a kernel with the fix would have put it there.
                ? boot-log        The log has no lines about merges and overlaps: the ring buffer lost them, or the log was cut.
                = kernel-release  The boot log and the answers are of the same release.
                = boot-log          node   0: [mem 0x0000000000000000-0x000000001fffffff]
                = boot-log          node   0: [mem 0x0000000040000000-0x000000005fffffff]
                = boot-log        Initmem setup node 0 [mem 0x0000000000000000-0x000000005fffffff]
                = boot-log        Initmem setup node 2 as memoryless
                missing-table: The kernel's nodes do not follow from the uploaded files, which have neither the SRAT nor the CEDT. \
                Upload srat and cedt (/sys/firmware/acpi/tables/SRAT and CEDT) with the boot log.
                """);
    }

    private static Verification verify(boolean otherLog) {
        Machine machine = DeclaredMachine.described(
                List.of(
                        range(0, 0, 0x1fffffff, MemoryType.SYSTEM_RAM, 0),
                        range(1, WINDOW.start(), WINDOW.end(), MemoryType.CXL_WINDOW, 2),
                        range(2, 0x40000000, 0x5fffffff, MemoryType.SYSTEM_RAM, 0)),
                new Declaration(
                        Optional.of(KernelRelease.parse("6.12.74")), Optional.empty(), BootInputs.DEFAULT_MAX_NODES));
        List<String> replayed = booted(machine, Evidence.NONE)
                .under(Optional.empty(), Optional.empty())
                .boot()
                .log();
        List<String> printed = new ArrayList<>(replayed);
        if (otherLog) {
            printed.removeIf(line -> line.startsWith("NUMA: ") || line.startsWith("Early "));
            printed.add("Initmem setup node 9 as memoryless");
        }
        Evidence evidence = new Evidence(
                Optional.of(new LoggedBoot(machine.kernel(), printed, List.of())),
                List.of(),
                List.of(),
                List.of(new DaxDevice("dax0.0", OptionalLong.empty(), OptionalInt.of(2), Optional.of(WINDOW), true)),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        return Verification.of(booted(machine, evidence).under(Optional.empty(), Optional.empty()));
    }

    private static ReplayedTopology booted(Machine machine, Evidence evidence) {
        return Replayed.of(new Upload(machine, List.of(), List.of(), evidence, new TreeMap<>()));
    }

    private static DescribedRange range(int index, long start, long end, MemoryType type, int node) {
        return new DescribedRange(index, new AddressRange(start, end), type, node);
    }
}
