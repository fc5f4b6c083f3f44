package io.targetnode.api.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.KernelRelease;
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

class PreparedViewsTest {

    private static final Terms OWN = new Terms("", "");

    @Test
    void whatWasPreparedIsFound() {
        ReplayedTopology topology = topology();
        PreparedView prepared = prepare(topology, "7.3");
        assertThat(PreparedViews.of(topology).find(terms("7.3"))).containsSame(prepared);
        assertThat(prepare(topology, "7.3")).isSameAs(prepared);
        assertThat(PreparedViews.of(topology).find(OWN)).isEmpty();
        assertThat(PreparedViews.of(topology()).find(terms("7.3"))).isEmpty();
    }

    @Test
    void aTopologyHasNoMoreViewsThanAreKeptWhateverIsAskedFor() {
        ReplayedTopology topology = topology();
        List<String> releases =
                IntStream.range(0, 1_000).mapToObj(patch -> "7.0." + patch).toList();
        for (String release : releases) {
            prepare(topology, release);
            assertThat(PreparedViews.of(topology).find(terms(release))).isPresent();
        }
        long kept = releases.stream()
                .filter(release ->
                        PreparedViews.of(topology).find(terms(release)).isPresent())
                .count();
        assertThat(kept).isBetween(1L, (long) KeptViews.KEPT);
    }

    /** Not one collection later: of uploads that follow each other, all views would be copied. */
    @Test
    void viewsGoWithTheirTopology() throws InterruptedException {
        Dropped dropped = dropped();
        for (int i = 0; i < 100 && dropped.topology.get() != null; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(dropped.topology.get()).isNull();
        assertThat(dropped.view.get()).isNull();
    }

    private record Dropped(WeakReference<ReplayedTopology> topology, WeakReference<PreparedView> view) {}

    private static Dropped dropped() {
        ReplayedTopology topology = topology();
        return new Dropped(new WeakReference<>(topology), new WeakReference<>(prepare(topology, "7.3")));
    }

    private static PreparedView prepare(ReplayedTopology topology, String release) {
        return PreparedViews.of(topology)
                .prepare(topology.under(Optional.of(KernelRelease.parse(release)), Optional.empty()), terms(release));
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
