package io.targetnode.api.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.targetnode.api.problem.ProblemException;
import org.junit.jupiter.api.Test;

/** What many large requests may take together, and who asks for it. */
class MemoryBudgetTest {

    private static final int MIB = 1 << 20;

    private final MemoryBudget budget = new MemoryBudget(4 * MIB, 0);

    @Test
    void whatIsTakenIsGoneUntilItIsGivenBack() {
        MemoryBudget.Grant grant = budget.take(3 * MIB);
        assertThatThrownBy(() -> budget.take(2 * MIB))
                .isInstanceOf(ProblemException.class)
                .hasMessage("Other large requests are being read; this one did not get its turn within 0 seconds.");
        assertThat(budget.takeIfFree(2 * MIB)).isEmpty();
        grant.close();
        budget.take(2 * MIB).close();
        assertThat(budget.takeIfFree(2 * MIB)).isPresent();
    }

    @Test
    void aRequestForMoreThanThereIsGetsAllThereIs() {
        MemoryBudget.Grant all = budget.take(1L << 50);
        assertThat(budget.takeIfFree(1)).isEmpty();
        all.close();
        assertThat(budget.takeIfFree(1)).isPresent();
    }
}
