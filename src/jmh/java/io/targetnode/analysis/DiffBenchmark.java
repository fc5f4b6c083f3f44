package io.targetnode.analysis;

import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.Srat;
import io.targetnode.acpi.SratEntry;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.memory.AddressRange;
import io.targetnode.topology.service.Replayed;
import io.targetnode.topology.service.ReplayedTopology;
import io.targetnode.topology.intake.DeclaredMachine;
import io.targetnode.topology.intake.DeclaredMachine.FirmwareView;
import io.targetnode.topology.intake.Declaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Compares two replayed machines whose answers differ everywhere. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DiffBenchmark {

    private static final int BLOCKS = 1024;
    private static final int NODES = 8;
    private static final long SIZE = 1L << 30;

    /** Number of ranges of RAM: 1,024 ranges that the SRAT describes, or 65,536 that no table describes. */
    @Param({"1024", "65536"})
    public int ranges;

    @Param({"1", "16"})
    public int kernels;

    private List<KernelRelease> columns;
    private ReplayedTopology before;
    private ReplayedTopology after;

    @Setup
    public void setUp() {
        columns = IntStream.range(0, kernels)
                .mapToObj(i -> KernelRelease.parse("6.12.%d".formatted(67 + i)))
                .toList();
        before = machine(0);
        after = machine(1);
        diff();
    }

    @Benchmark
    public TopologyDiff diff() {
        return TopologyDiff.between(before, after, columns, Optional.empty());
    }

    private ReplayedTopology machine(int shift) {
        List<AddressRange> ram = new ArrayList<>();
        List<SratEntry> entries = new ArrayList<>();
        List<Cedt.Window> windows = new ArrayList<>();
        for (int i = 0; i < ranges; i++) {
            long base = 2 * i * SIZE + shift * (SIZE >> 2);
            ram.add(new AddressRange(base, base + SIZE / 2 - 1));
            if (ranges == BLOCKS) {
                entries.add(new SratEntry.Memory(i, 0, (i + shift) % NODES, base, SIZE / 2, true, false, false));
            }
            if (i < BLOCKS - NODES) {
                windows.add(new Cedt.Window(i, 0, base + SIZE, SIZE / 2));
            }
        }
        FirmwareView view = new FirmwareView(
                Optional.of(ram), Optional.of(new Srat(3, entries, false)), Optional.of(new Cedt(windows)));
        return Replayed.of(DeclaredMachine.firmware(
                view, new Declaration(Optional.empty(), Optional.of(""), BootInputs.DEFAULT_MAX_NODES)));
    }
}
