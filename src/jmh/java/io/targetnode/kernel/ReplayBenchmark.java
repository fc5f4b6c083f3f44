package io.targetnode.kernel;

import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.Srat;
import io.targetnode.acpi.SratEntry;
import io.targetnode.kernel.NodeDescription.Tables;
import io.targetnode.memory.AddressRange;
import io.targetnode.memory.UsableRam;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
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

/**
 * Replays 2,048 blocks, the capacity of a kernel with 1,024 nodes, in the most expensive orders, and compares the join alone
 * with a literal transcription of the rule.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReplayBenchmark {

    private static final int BLOCKS = 2048;
    private static final long SIZE = 1L << 30;

    /** Machines with different expensive properties. */
    public enum Order {
        /** All blocks join in random order: the longest log. */
        ONE_NODE_SHUFFLED,
        /** No blocks join: each block lies between two blocks of the other node. */
        ALTERNATING_DESCENDING,
        /** Each block in the second half of the list overlaps a block of another node. */
        HALF_CONFLICTED,
        /** 1,024 windows that each overlap all blocks. */
        WIDE_WINDOWS,
        /** The same, but all blocks start at one address: the kernel's sort runs for each window. */
        WIDE_WINDOWS_AND_TIES
    }

    @Param
    public Order order;

    private BootInputs inputs;

    @Setup
    public void setUp() {
        inputs = switch (order) {
            case ONE_NODE_SHUFFLED -> inputs(shuffled(i -> memory(0, i * SIZE, SIZE / 2, false)), 0);
            case ALTERNATING_DESCENDING -> inputs(
                    entries(i -> memory(i & 1, (BLOCKS - 1L - i) * SIZE, SIZE, false)), 0);
            case HALF_CONFLICTED -> inputs(
                    entries(i -> i < BLOCKS / 2
                            ? memory(i % 500, i * SIZE, SIZE, false)
                            : memory(500 + i % 2, BLOCKS / 2 * SIZE, SIZE, false)),
                    0);
            case WIDE_WINDOWS -> inputs(shuffled(i -> memory(0, i * SIZE, SIZE / 2, false)), Cedt.MAX_WINDOWS);
            case WIDE_WINDOWS_AND_TIES -> inputs(
                    entries(i -> memory(i % 1000, SIZE, SIZE + i * 4096L, true)), Cedt.MAX_WINDOWS);};
    }

    @Benchmark
    public Boot replay() {
        return BootReplay.of(inputs, Behaviour.V7_0);
    }

    @Benchmark
    public Optional<Rejection> join() {
        BlockList list = new BlockList(BLOCKS);
        blocks().forEach(list::appendUnchecked);
        return NodeJoin.join(list, new KernelLog(16 * BLOCKS));
    }

    @Benchmark
    public Optional<String> literalJoin() {
        return new LiteralJoin(blocks()).join();
    }

    private List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (SratEntry.Memory entry : ((Tables) inputs.memory()).srat().orElseThrow().memoryEntries()) {
            long end = entry.base() + entry.lengthBytes();
            blocks.add(new Block(
                    entry.base(),
                    end,
                    entry.proximityDomain(),
                    new Origin.FakedNode(new AddressRange(entry.base(), end - 1))));
        }
        return blocks;
    }

    private static BootInputs inputs(List<SratEntry> entries, int windowCount) {
        List<Cedt.Window> windows = IntStream.range(0, windowCount)
                .mapToObj(i -> new Cedt.Window(i, 0, 0, (2L * BLOCKS + i) * SIZE))
                .toList();
        UsableRam ram = UsableRam.of(List.of(new AddressRange(0, BLOCKS * SIZE - 1)));
        return new BootInputs(
                ram,
                new Tables(Optional.of(new Srat(3, entries, false)), Optional.of(new Cedt(windows))),
                NumaOption.NONE,
                BootInputs.DEFAULT_MAX_NODES);
    }

    private static List<SratEntry> entries(IntFunction<SratEntry> entry) {
        return IntStream.range(0, BLOCKS).mapToObj(entry).toList();
    }

    private static List<SratEntry> shuffled(IntFunction<SratEntry> entry) {
        List<SratEntry> entries = new ArrayList<>(entries(entry));
        Collections.shuffle(entries, new Random(1));
        return entries;
    }

    private static SratEntry memory(int domain, long base, long length, boolean hotPluggable) {
        return new SratEntry.Memory(0, 48, domain, base, length, true, hotPluggable, false);
    }
}
