package io.targetnode.api.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.targetnode.api.problem.ProblemException;
import org.junit.jupiter.api.Test;

/** The memory that all large requests share. */
class MemoryBudgetTest {

    private static final int MIB = 1 << 20;

    private final MemoryBudget budget = new MemoryBudget(8 * MIB, 0);
    private final MemoryReservation first = budget.reserve();
    private final MemoryReservation second = budget.reserve();

    @Test
    void memoryIsTakenUntilItsReservationIsClosed() {
        first.growTo(3 * MIB);
        assertThatThrownBy(() -> second.growTo(2 * MIB))
                .isInstanceOf(ProblemException.class)
                .hasMessage(
                        "Other large requests use the available memory; not enough became free within 0 seconds. Try again.");
        assertThat(second.tryGrowTo(2 * MIB)).isFalse();
        first.close();
        second.growTo(2 * MIB);
        second.close();
        assertThat(budget.freeBytes()).isEqualTo(8 * MIB);
    }

    @Test
    void aReservationForMoreThanTheBudgetTakesAllOfIt() {
        first.addForParsing(1L << 50);
        assertThat(budget.freeBytes()).isZero();
        assertThat(second.tryGrowTo(64 << 10)).as("64 KiB are not counted").isTrue();
        assertThat(second.tryGrowTo((64 << 10) + 1)).isFalse();
        first.close();
        assertThat(second.tryGrowTo((64 << 10) + 1)).isTrue();
    }

    @Test
    void spareMemoryIsTakenOnlyWhileHalfOfTheBudgetIsFree() {
        assertThat(first.tryGrowIfHalfIsFree(3 * MIB)).isTrue();
        assertThat(first.tryGrowIfHalfIsFree(5 * MIB)).isFalse();
        assertThat(budget.freeBytes()).isBetween(4L * MIB, 5L * MIB);
    }
}
