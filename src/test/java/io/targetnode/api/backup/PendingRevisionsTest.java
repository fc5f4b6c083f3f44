package io.targetnode.api.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.targetnode.api.body.MemoryBudget;
import io.targetnode.api.body.MemoryReservation;
import io.targetnode.api.problem.ProblemException;
import io.targetnode.kernel.Architecture;
import io.targetnode.topology.RevisionSummary;
import io.targetnode.topology.StoredJudgement;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.VerifiedRevision;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PendingRevisionsTest {

    private static final int MIB = 1 << 20;

    private static final VerifiedRevision REVISION = new VerifiedRevision(
            new RevisionSummary(
                    new TopologyName("a"),
                    1,
                    Instant.EPOCH,
                    "",
                    Optional.empty(),
                    Architecture.X86_64,
                    new TreeMap<>(),
                    true),
            "",
            new StoredJudgement("not-affected", 0, "", "7.3", true, true, true));

    private final MemoryBudget budget = new MemoryBudget(64 * MIB, 0);
    private final PendingRevisions pending = new PendingRevisions(budget);

    @Test
    void atMostFiveHundredRevisionsArePending() {
        assertThat(fill(100)).isEqualTo(500);
        pending.close();
        assertThat(pending.revisions()).isEmpty();
        assertThat(fill(100)).isEqualTo(500);
    }

    @Test
    void atMostFourMebibytesArePending() {
        assertThat(fill(MIB)).isEqualTo(4);
        assertThat(pending.canAdd(1)).isFalse();
    }

    @Test
    void aLongRevisionIsPendingAloneAndTakesNoFurtherMemory() {
        assertThat(pending.canAdd(MIB + 1)).isFalse();
        MemoryReservation all = budget.reserve();
        all.addForParsing(64 * MIB);
        pending.add(REVISION, 2, 30 * MIB);
        assertThat(pending.revisions()).containsExactly(REVISION);
    }

    @Test
    void fewerRevisionsArePendingWhileNoMemoryIsFree() {
        MemoryReservation all = budget.reserve();
        all.addForParsing(64 * MIB);
        assertThat(fill(10_000)).as("64 KiB are not counted").isEqualTo(6);
        assertThatThrownBy(() -> pending.add(REVISION, 8, 10_000)).isInstanceOf(ProblemException.class);
        all.close();
        assertThat(pending.canAdd(10_000)).isTrue();
    }

    @Test
    void closeReleasesTheMemory() {
        fill(MIB);
        assertThat(budget.freeBytes()).isLessThan(60 * MIB);
        pending.close();
        assertThat(budget.freeBytes()).isGreaterThan(60 * MIB);
    }

    @Test
    void eachRevisionHasItsLineNumber() {
        pending.add(REVISION, 2, 10);
        pending.add(REVISION, 5, 10);
        assertThat(pending.line(1)).isEqualTo(5);
    }

    /** Adds revisions of this length while possible, and returns their number. */
    private int fill(int length) {
        int count = 0;
        while (pending.canAdd(length)) {
            pending.add(REVISION, 2 + count++, length);
        }
        return count;
    }
}
