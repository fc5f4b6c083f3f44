package io.targetnode.api.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.capture.OnlineMemory;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.MemoryType;
import io.targetnode.kernel.NodeDescription.DescribedRange;
import io.targetnode.memory.AddressRange;
import io.targetnode.topology.Machine;
import io.targetnode.topology.Upload;
import io.targetnode.topology.evidence.Evidence;
import io.targetnode.topology.intake.Declaration;
import io.targetnode.topology.intake.DeclaredMachine;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.Replayed;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The mission's example: memory was added in its window, and the blocks show on which node. */
class OnlineNodeTest {

    private static final long RAM = 0x1000;
    private static final long WINDOW = 0x20000000L;
    private static final long HOLE = 0x30000000L;

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
    void withoutEvidenceThereIsNone() {
        KernelView view = view("7.3", Evidence.NONE);
        assertThat(LookupAnswer.of(view, RAM, false).onlineNode()).isNull();
    }

    @Test
    void theBytesAreThoseThatJacksonMakes() {
        JsonMapper mapper = new JsonMapper();
        for (KernelView view : List.of(view("6.12.74", 0), view("7.3", 13), view("7.3", Evidence.NONE))) {
            PreparedView prepared = new PreparedView(view);
            SplittableRandom random = new SplittableRandom(5);
            for (int i = 0; i < 2_000; i++) {
                long address = random.nextLong() >>> random.nextInt(64);
                assertThat(prepared.answer(address, Representation.JSON).toByteArray())
                        .isEqualTo(mapper.writeValueAsBytes(LookupAnswer.of(view, address, false)));
            }
        }
    }

    @Test
    void anExplanationSaysThatMemoryIsOnAnotherNode() {
        assertThat(notes(view("7.3", 0), WINDOW))
                .containsExactly(
                        "The memory that is here now is online on node 0, and memory that is added here would go to node 2: a kernel with prefer-online has put it there.");
        assertThat(notes(view("7.3", 5), WINDOW))
                .containsExactly(
                        "The memory that is here now is online on node 5, and memory that is added here would go to node 2: what put it there is not known, verification shows what is.");
        assertThat(notes(view("7.3", 2), WINDOW)).isEmpty();
        assertThat(notes(view("7.3", 2), HOLE)).isEmpty();
    }

    @Test
    void ramOfTheBootIsWhereItIsWhateverALookUpSays() {
        KernelView view = view("7.3", online(new OnlineMemory(new AddressRange(0, 0x1fffffff), 1)));
        assertThat(notes(view, RAM))
                .containsExactly(
                        "The memory that is here now is online on node 1, and memory that is added here would go to node 0: it is RAM of the boot and was never looked up.");
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
    void theTextHasItOnlyIfItIsKnown() {
        assertThat(text(view("7.3", 0), WINDOW))
                .contains("hot-add node 0\nonline node  0\n")
                .contains("note         The memory");
        assertThat(text(view("7.3", 0), HOLE)).doesNotContain("online node");
    }

    private static String text(KernelView view, long address) {
        LookupAnswer answer = LookupAnswer.of(view, address, true);
        return ExplanationText.of(answer, Objects.requireNonNull(answer.explanation()));
    }

    private static List<String> notes(KernelView view, long address) {
        return Objects.requireNonNull(LookupAnswer.of(view, address, true).explanation())
                .notes();
    }

    private static KernelView view(String kernel, int nodeOfTheWindow) {
        return view(
                kernel,
                online(
                        new OnlineMemory(new AddressRange(0, 0x1fffffff), 0),
                        new OnlineMemory(new AddressRange(WINDOW, 0x2fffffff), nodeOfTheWindow)));
    }

    private static Evidence online(OnlineMemory... runs) {
        return new Evidence(
                Optional.empty(), List.of(), List.of(runs), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    private static KernelView view(String kernel, Evidence evidence) {
        Machine machine = DeclaredMachine.described(
                List.of(
                        range(0, 0, 0x1fffffff, MemoryType.SYSTEM_RAM, 0),
                        range(1, WINDOW, 0x2fffffff, MemoryType.CXL_WINDOW, 2),
                        range(2, 0x40000000, 0x5fffffff, MemoryType.SYSTEM_RAM, 0)),
                new Declaration(Optional.empty(), Optional.empty(), BootInputs.DEFAULT_MAX_NODES));
        return Replayed.of(new Upload(machine, List.of(), List.of(), evidence, new TreeMap<>()))
                .under(Optional.of(KernelRelease.parse(kernel)), Optional.empty());
    }

    private static DescribedRange range(int index, long start, long end, MemoryType type, int node) {
        return new DescribedRange(index, new AddressRange(start, end), type, node);
    }
}
