package io.targetnode.api.fastpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.targetnode.api.fastpath.LookupRequest.Terms;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.MemoryType;
import io.targetnode.kernel.NodeDescription.DescribedRange;
import io.targetnode.memory.AddressRange;
import io.targetnode.topology.intake.Declaration;
import io.targetnode.topology.intake.DeclaredMachine;
import io.targetnode.topology.service.Replayed;
import io.targetnode.topology.service.ReplayedTopology;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PreparedViewTest {

    private static final Terms OWN = new Terms("", "");

    @Test
    void aViewIsPreparedOnce() {
        ReplayedTopology topology = topology();
        PreparedView prepared = prepare(topology, "7.3");
        assertThat(prepare(topology, "7.3")).isSameAs(prepared);
        assertThat(PreparedView.of(topology, OWN)).isPresent().get().isNotSameAs(prepared);
        assertThat(prepare(topology(), "7.3")).isNotSameAs(prepared);
    }

    @Test
    void anUnknownKernelOrRuleHasNoView() {
        ReplayedTopology topology = topology();
        for (Terms terms : List.of(terms("5.9"), terms("x"), terms("7.3%"), new Terms("", "prefer-nothing"))) {
            assertThat(PreparedView.of(topology, terms)).as(terms.toString()).isEmpty();
        }
    }

    @Test
    void aTopologyHasAtMostEightViews() {
        ReplayedTopology topology = topology();
        List<PreparedView> prepared = IntStream.range(0, 1_000)
                .mapToObj(patch -> prepare(topology, "7.0." + patch))
                .toList();
        long stored = IntStream.iterate(999, patch -> patch >= 0, patch -> patch - 1)
                .takeWhile(patch -> prepare(topology, "7.0." + patch) == prepared.get(patch))
                .count();
        assertThat(stored).isBetween(1L, 8L);
    }

    /** The same collection frees both. Otherwise, the views of uploads in quick succession would all be copied. */
    @Test
    void viewsAreCollectedWithTheirTopology() {
        Dropped dropped = dropped();
        await().until(() -> {
            System.gc();
            return dropped.topology.get() == null;
        });
        assertThat(dropped.view.get()).isNull();
    }

    private record Dropped(WeakReference<ReplayedTopology> topology, WeakReference<PreparedView> view) {}

    private static Dropped dropped() {
        ReplayedTopology topology = topology();
        return new Dropped(new WeakReference<>(topology), new WeakReference<>(prepare(topology, "7.3")));
    }

    private static PreparedView prepare(ReplayedTopology topology, String release) {
        return PreparedView.of(topology, terms(release)).orElseThrow();
    }

    private static Terms terms(String release) {
        return new Terms(release, "");
    }

    private static ReplayedTopology topology() {
        DescribedRange ram = new DescribedRange(0, new AddressRange(0, 0xfffffff), MemoryType.SYSTEM_RAM, 0);
        Declaration statement = new Declaration(Optional.empty(), Optional.empty(), BootInputs.DEFAULT_MAX_NODES);
        return Replayed.of(DeclaredMachine.described(List.of(ram), statement));
    }
}
