package io.targetnode.api.lookup;

import static io.targetnode.api.lookup.MissionMachine.HOLE;
import static io.targetnode.api.lookup.MissionMachine.RAM;
import static io.targetnode.api.lookup.MissionMachine.WINDOW;
import static io.targetnode.api.lookup.MissionMachine.online;
import static io.targetnode.api.lookup.MissionMachine.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.capture.OnlineMemory;
import io.targetnode.memory.AddressRange;
import io.targetnode.topology.evidence.Evidence;
import io.targetnode.topology.service.KernelView;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The mission example: memory was added in its window, and the memory blocks show its node. */
class OnlineNodeTest {

    @Test
    void theNodeIsTheOneWhereMemoryIsOnline() {
        KernelView view = view("7.3", 0);
        assertThat(LookupAnswer.of(view, WINDOW, false).onlineNode()).isZero();
        assertThat(LookupAnswer.of(view, WINDOW, false).targetNode()).isEqualTo(2);
        assertThat(LookupAnswer.of(view, RAM, false).onlineNode()).isZero();
        assertThat(LookupAnswer.of(view, HOLE, false).onlineNode()).isNull();
        assertThat(LookupAnswer.of(view, -1, false).onlineNode()).isNull();
    }

    @Test
    void withoutEvidenceTheOnlineNodeIsUnknown() {
        KernelView view = view("7.3", Evidence.NONE);
        assertThat(LookupAnswer.of(view, RAM, false).onlineNode()).isNull();
    }

    @Test
    void anExplanationSaysThatMemoryIsOnAnotherNode() {
        assertThat(notes(view("7.3", 0), WINDOW))
                .containsExactly(
                        "The memory here is online on node 0, but memory added here would get node 2: a kernel whose rule is prefer-online put it there.");
        assertThat(notes(view("7.3", 5), WINDOW))
                .containsExactly(
                        "The memory here is online on node 5, but memory added here would get node 2: the cause is unknown; see GET …/verification.");
        assertThat(notes(view("7.3", 2), WINDOW)).isEmpty();
        assertThat(notes(view("7.3", 2), HOLE)).isEmpty();
    }

    @Test
    void bootRamMayBeOnAnotherNodeThanALookUpFinds() {
        KernelView view = view("7.3", online(new OnlineMemory(new AddressRange(0, 0x1fffffff), 1)));
        assertThat(notes(view, RAM))
                .containsExactly(
                        "The memory here is online on node 1, but memory added here would get node 0: it is boot RAM, which needs no look-up.");
    }

    @Test
    void memoryMayBeOnlineWhereALookUpFindsNoNode() {
        KernelView view = view("7.3", online(new OnlineMemory(new AddressRange(0x100000000L, 0x107ffffffL), 3)));
        assertThat(notes(view, 0x100000000L))
                .singleElement()
                .asString()
                .contains("a look-up finds no node for the address");
    }

    @Test
    void theTextContainsTheOnlineNodeOnlyIfItIsKnown() {
        assertThat(text(view("7.3", 0), WINDOW))
                .contains("hot-add node 0\nonline node  0\n")
                .contains("note         The memory");
        assertThat(text(view("7.3", 0), HOLE)).doesNotContain("online node");
    }

    private static String text(KernelView view, long address) {
        LookupAnswer answer = LookupAnswer.of(view, address, true);
        return ExplanationText.of(answer);
    }

    private static List<String> notes(KernelView view, long address) {
        return Objects.requireNonNull(LookupAnswer.of(view, address, true).explanation())
                .notes();
    }
}
