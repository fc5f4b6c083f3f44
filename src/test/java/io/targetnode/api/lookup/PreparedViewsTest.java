package io.targetnode.api.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.MemoryType;
import io.targetnode.kernel.NodeDescription.DescribedRange;
import io.targetnode.memory.AddressRange;
import io.targetnode.topology.Booted;
import io.targetnode.topology.BootedTopology;
import io.targetnode.topology.intake.StatedMachine;
import io.targetnode.topology.intake.Statement;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PreparedViewsTest {

    private static final Terms OWN = new Terms("", "");

    @Test
    void whatWasPreparedIsFound() {
        BootedTopology topology = topology();
        PreparedView prepared = prepare(topology, "7.3");
        assertThat(PreparedViews.of(topology).find(terms("7.3"))).containsSame(prepared);
        assertThat(prepare(topology, "7.3")).isSameAs(prepared);
        assertThat(PreparedViews.of(topology).find(OWN)).isEmpty();
        assertThat(PreparedViews.of(topology()).find(terms("7.3"))).isEmpty();
    }

    @Test
    void aTopologyHasNoMoreViewsThanAreKeptWhateverIsAskedFor() {
        BootedTopology topology = topology();
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

    private record Dropped(WeakReference<BootedTopology> topology, WeakReference<PreparedView> view) {}

    private static Dropped dropped() {
        BootedTopology topology = topology();
        return new Dropped(new WeakReference<>(topology), new WeakReference<>(prepare(topology, "7.3")));
    }

    private static PreparedView prepare(BootedTopology topology, String release) {
        return PreparedViews.of(topology)
                .prepare(topology.under(Optional.of(KernelRelease.parse(release)), Optional.empty()), terms(release));
    }

    private static Terms terms(String release) {
        return new Terms(release, "");
    }

    private static BootedTopology topology() {
        DescribedRange ram = new DescribedRange(0, new AddressRange(0, 0xfffffff), MemoryType.SYSTEM_RAM, 0);
        Statement statement = new Statement(Optional.empty(), Optional.empty(), BootInputs.DEFAULT_MAX_NODES);
        return Booted.of(StatedMachine.described(List.of(ram), statement));
    }
}
