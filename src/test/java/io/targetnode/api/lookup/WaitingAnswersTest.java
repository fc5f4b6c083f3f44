package io.targetnode.api.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.api.body.MemoryBudget;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** The limits on answers that wait for a client. */
class WaitingAnswersTest {

    private static final int MIB = 1 << 20;

    @Test
    void answersUpToTheLimitMayWaitWhileMemoryIsFree() {
        WaitingAnswers answers = new WaitingAnswers(new MemoryBudget(64 * MIB, 0).reserve(), new StreamBuffers());
        assertThat(fill(answers)).isBetween(WaitingAnswers.MAX_WAITING_BYTES, WaitingAnswers.MAX_WAITING_BYTES + MIB);
    }

    @Test
    void onlyOneBlockWaitsIfNoMemoryIsFree() {
        WaitingAnswers answers = new WaitingAnswers(new MemoryBudget(MIB, 0).reserve(), new StreamBuffers());
        assertThat(fill(answers)).isLessThanOrEqualTo(3 * BatchStreams.BLOCK_BYTES);
        assertThat(answers.hasCompleteBlock()).isTrue();
    }

    @Test
    void halfOfTheMemoryStaysFreeForBodies() {
        MemoryBudget budget = new MemoryBudget(8 * MIB, 0);
        assertThat(fill(new WaitingAnswers(budget.reserve(), new StreamBuffers())))
                .isLessThan(5 * MIB);
        assertThat(budget.freeBytes()).isGreaterThanOrEqualTo(4 * MIB);
    }

    @Test
    void memoryIsReleasedWhenTheClientHasTakenAllAnswers() {
        MemoryBudget budget = new MemoryBudget(8 * MIB, 0);
        WaitingAnswers answers = new WaitingAnswers(budget.reserve(), new StreamBuffers());
        int filled = fill(answers);
        assertThat(take(answers)).isEqualTo(filled);
        assertThat(budget.freeBytes()).isEqualTo(8 * MIB);
    }

    @Test
    void answersAreTakenInTheirOrder() {
        WaitingAnswers answers = new WaitingAnswers(new MemoryBudget(64 * MIB, 0).reserve(), new StreamBuffers());
        int written = 0;
        int read = 0;
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < 50_000; i++) {
                answers.blockFor(Integer.BYTES).putInt(written++);
            }
            for (int blocks = 0; !answers.isEmpty() && blocks < 3; blocks++) {
                ByteBuffer block = answers.take();
                while (block.hasRemaining()) {
                    assertThat(block.getInt()).isEqualTo(read++);
                }
                answers.reuse(block);
            }
        }
        assertThat(read).isGreaterThan(100_000);
    }

    private static int fill(WaitingAnswers answers) {
        int bytes = 0;
        while (answers.mayGrow() && bytes < 100 * MIB) {
            answers.blockFor(1024).put(new byte[1024]);
            bytes += 1024;
        }
        return bytes;
    }

    private static int take(WaitingAnswers answers) {
        int bytes = 0;
        while (!answers.isEmpty()) {
            ByteBuffer block = answers.take();
            bytes += block.remaining();
            answers.reuse(block);
        }
        return bytes;
    }
}
