package io.targetnode.analysis.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.analysis.ExpectedLists;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.KernelVector;
import io.targetnode.kernel.KernelVector.Profile;
import io.targetnode.kernel.LookupRule;
import io.targetnode.kernel.Machines;
import io.targetnode.kernel.MemoryType;
import io.targetnode.kernel.NodeDescription.DescribedRange;
import io.targetnode.memory.AddressRange;
import io.targetnode.topology.Machine;
import io.targetnode.topology.service.Replayed;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JudgementTest {

    private static final Map<Profile, String> RELEASES =
            Map.of(Profile.V7_3, "7.3", Profile.V6_12, "6.12.74", Profile.V6_1, "6.1.176");

    @ParameterizedTest
    @CsvSource({
        "6.12.74, affected,     0x10000000",
        "6.12.75, fixed,        0x10000000",
        "7.3,     fixed,        0x10000000",
        "5.15.1,  not-affected, 0x0"
    })
    void theReleaseDecidesWhetherAWindowInsideASpanOfRamIsAffected(String kernel, String verdict, String bytes) {
        Judgement judgement = judge(Machines.mission(), kernel, Optional.empty());
        assertThat(judgement.verdict().apiName()).isEqualTo(verdict);
        assertThat(judgement.affectedBytes()).isEqualTo(Long.decode(bytes));
    }

    @Test
    void aKernelWithoutTheListsIsNotAffected() {
        assertThat(judge(Machines.mission(), "6.12.74", Optional.of(LookupRule.STUB)))
                .isEqualTo(new Judgement(Verdict.NOT_AFFECTED, 0));
    }

    @Test
    void moreThanHalfOfTheAddressSpaceIsCounted() {
        BootInputs inputs = Machines.described(
                range(0, 0, 0xfff, MemoryType.SYSTEM_RAM, 0),
                range(1, 0x1000, -0x2001L, MemoryType.CXL_WINDOW, 1),
                range(2, -0x2000L, -0x1001L, MemoryType.SYSTEM_RAM, 0));
        assertThat(judge(inputs, "6.12.74", Optional.empty())).isEqualTo(new Judgement(Verdict.AFFECTED, -0x3000L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"named.jsonl", "raw-tables.jsonl"})
    void theVerdictOnANamedVectorFollowsFromItsLists(String file) {
        try (Stream<KernelVector> vectors = KernelVector.of(file)) {
            vectors.forEach(vector -> check(vector, vector.fromTables()));
        }
    }

    @Test
    @Tag("exhaustive")
    void theVerdictOnARandomVectorFollowsFromItsLists() {
        Map<Verdict, Integer> seen = new EnumMap<>(Verdict.class);
        try (Stream<KernelVector> vectors = KernelVector.of("random.jsonl.gz")) {
            vectors.forEach(vector -> seen.merge(check(vector, vector.fromEntries()), 1, Integer::sum));
        }
        assertThat(seen).containsOnlyKeys(Verdict.FIXED, Verdict.NOT_AFFECTED);
        assertThat(seen.getOrDefault(Verdict.FIXED, 0) + seen.getOrDefault(Verdict.NOT_AFFECTED, 0))
                .isEqualTo(20_000);
    }

    /** Returns the verdict for 7.3. */
    private static Verdict check(KernelVector vector, BootInputs inputs) {
        for (Profile profile : Profile.values()) {
            Judgement judgement = judge(inputs, Objects.requireNonNull(RELEASES.get(profile)), Optional.empty());
            Judgement expected = expected(ExpectedLists.of(vector.expectation(profile)), profile.behaviour.rule());
            if (!judgement.equals(expected)) {
                assertThat(judgement).as("%s, %s", vector.name(), profile).isEqualTo(expected);
            }
        }
        return judge(inputs, "7.3", Optional.empty()).verdict();
    }

    private static Judgement expected(ExpectedLists lists, LookupRule rule) {
        Long[] starts = lists.starts().toArray(Long[]::new);
        long bytes = 0;
        boolean contested = false;
        for (int i = 0; i < starts.length; i++) {
            int online = lists.meminfoNode(starts[i]);
            int described = lists.reservedNode(starts[i]);
            if (online != -1 && described != -1 && online != described) {
                contested = true;
                bytes += starts[i + 1] - starts[i];
            }
        }
        if (!contested) {
            return new Judgement(Verdict.NOT_AFFECTED, 0);
        }
        return new Judgement(rule == LookupRule.PREFER_ONLINE ? Verdict.AFFECTED : Verdict.FIXED, bytes);
    }

    private static Judgement judge(BootInputs inputs, String kernel, Optional<LookupRule> rule) {
        Machine machine = new Machine(inputs, Optional.of(KernelRelease.parse(kernel)), List.of(), List.of());
        return Judgement.of(Replayed.of(machine).under(Optional.empty(), rule));
    }

    private static DescribedRange range(int index, long start, long end, MemoryType type, int node) {
        return new DescribedRange(index, new AddressRange(start, end), type, node);
    }
}
