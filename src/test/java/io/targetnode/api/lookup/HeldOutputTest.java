package io.targetnode.api.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.api.wire.MemoryBudget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What is held of an answer until its end, and when it is not. */
class HeldOutputTest {

    private static final int MIB = 1 << 20;

    private final MemoryBudget budget = new MemoryBudget(4 * MIB, 0);

    @Test
    void answersAreHeldUntilTheEndWhileThereIsMemory() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (HeldOutput held = new HeldOutput(out, new MemoryBudget(64 * MIB, 0))) {
            held.write(new byte[3 * MIB], 0, 3 * MIB);
            held.write('x');
            assertThat(out.size()).isZero();
            held.release();
            assertThat(out.size()).isEqualTo(3 * MIB + 1);
            held.write('y');
            assertThat(out.size()).as("written at once").isEqualTo(3 * MIB + 2);
        }
    }

    @Test
    void answersGoOutAtOnceWhenThereIsNoMemoryOrTheyAreTooMany() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (HeldOutput held = new HeldOutput(out, budget)) {
            held.write(new byte[MIB], 0, MIB);
            held.write(new byte[MIB], 0, MIB);
            assertThat(out.size())
                    .as("4 MiB let one be held, as an array that grows is there twice")
                    .isPositive();
            held.write(new byte[MIB], 0, MIB);
            assertThat(out.size()).isEqualTo(3 * MIB);
        }
        assertThat(budget.takeIfFree(4 * MIB)).as("given back").isPresent();

        ByteArrayOutputStream much = new ByteArrayOutputStream();
        try (HeldOutput held = new HeldOutput(much, new MemoryBudget(1 << 30, 0))) {
            held.write(new byte[HeldOutput.HELD_BYTES], 0, HeldOutput.HELD_BYTES);
            assertThat(much.size()).isZero();
            held.write('x');
            assertThat(much.size()).isEqualTo(HeldOutput.HELD_BYTES + 1);
        }
    }

    @Test
    void whatIsHeldWhenABatchFailsIsNotWritten() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (HeldOutput held = new HeldOutput(out, budget)) {
            held.write(new byte[100], 0, 100);
        }
        assertThat(out.size()).isZero();
        assertThat(budget.takeIfFree(4 * MIB)).isPresent();
    }
}
