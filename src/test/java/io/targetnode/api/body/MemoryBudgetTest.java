package io.targetnode.api.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.targetnode.api.problem.ProblemException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
                .hasMessage("Other large requests use the available memory. Try again in a few seconds.");
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
    void aRequestThatIsAloneNeverWaitsHoweverMuchItNeeds() {
        first.growTo(3 * MIB);
        first.addForParsing(3 * MIB);
        first.addForParsing(3 * MIB);
        assertThat(budget.freeBytes()).isZero();
        first.close();
        assertThat(budget.freeBytes()).isEqualTo(8 * MIB);
    }

    /** Each of twenty requests needs half of the memory. If all waited for each other, all would fail. */
    @Test
    void requestsThatNeedTheMemoryOfEachOtherDoNotAllFail() throws Exception {
        MemoryBudget waiting = new MemoryBudget(8 * MIB, 30);
        ExecutorService requests = Executors.newFixedThreadPool(20);
        try {
            List<Future<Boolean>> running = IntStream.range(0, 20)
                    .mapToObj(i -> requests.submit(() -> isGranted(waiting)))
                    .toList();
            int granted = 0;
            for (Future<Boolean> request : running) {
                granted += request.get(20, TimeUnit.SECONDS) ? 1 : 0;
            }
            assertThat(granted).isPositive();
            assertThat(waiting.freeBytes()).isEqualTo(8 * MIB);
        } finally {
            requests.shutdownNow();
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // the requests take turns, as those of several clients do
    private static boolean isGranted(MemoryBudget budget) {
        try (MemoryReservation memory = budget.reserve()) {
            for (int mebibytes = 1; mebibytes <= 2; mebibytes++) {
                memory.growTo((long) mebibytes * MIB);
                Thread.yield();
            }
            memory.addForParsing(MIB);
            return true;
        } catch (ProblemException e) {
            return false;
        }
    }

    @Test
    void answersLeaveHalfOfTheMemoryToBodies() {
        first.growForAnswer(3 * MIB);
        assertThatThrownBy(() -> second.growForAnswer(2 * MIB)).isInstanceOf(ProblemException.class);
        second.growTo(2 * MIB);
        first.close();
        second.close();
        first.growForAnswer(1L << 40);
        assertThat(budget.freeBytes()).isGreaterThanOrEqualTo(4 * MIB);
    }

    @Test
    void spareMemoryIsTakenOnlyWhileHalfOfTheBudgetIsFree() {
        assertThat(first.tryGrowIfHalfIsFree(3 * MIB)).isTrue();
        assertThat(first.tryGrowIfHalfIsFree(5 * MIB)).isFalse();
        assertThat(budget.freeBytes()).isBetween(4L * MIB, 5L * MIB);
    }
}
