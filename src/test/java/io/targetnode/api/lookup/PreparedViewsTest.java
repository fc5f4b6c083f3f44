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

    private final PreparedViews views = new PreparedViews();

    @Test
    void whatWasPreparedIsFound() {
        BootedTopology topology = topology();
        PreparedView prepared = prepare(topology, "7.3");
        assertThat(views.find(topology, terms("7.3"))).containsSame(prepared);
        assertThat(prepare(topology, "7.3")).isSameAs(prepared);
        assertThat(views.find(topology, OWN)).isEmpty();
        assertThat(views.find(topology(), terms("7.3"))).isEmpty();
    }

    @Test
    void aTopologyHasNoMoreViewsThanAreKeptWhateverIsAskedFor() {
        BootedTopology topology = topology();
        List<String> releases =
                IntStream.range(0, 1_000).mapToObj(patch -> "7.0." + patch).toList();
        for (String release : releases) {
            prepare(topology, release);
            assertThat(views.find(topology, terms(release))).isPresent();
        }
        long kept = releases.stream()
                .filter(release -> views.find(topology, terms(release)).isPresent())
                .count();
        assertThat(kept).isBetween(1L, (long) KeptViews.KEPT);
    }

    @Test
    void viewsGoWithTheirTopology() throws InterruptedException {
        WeakReference<BootedTopology> gone = prepared();
        for (int i = 0; i < 100 && gone.get() != null; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(gone.get()).isNull();
    }

    private WeakReference<BootedTopology> prepared() {
        BootedTopology topology = topology();
        prepare(topology, "7.3");
        return new WeakReference<>(topology);
    }

    private PreparedView prepare(BootedTopology topology, String release) {
        return views.prepare(
                topology.under(Optional.of(KernelRelease.parse(release)), Optional.empty()), terms(release));
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
