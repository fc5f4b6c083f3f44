package io.targetnode.resolve;

import io.targetnode.kernel.LookupRule;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Looks up nodes with the kernel's scan and with the compiled map, and copies addresses for comparison. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ResolverBenchmark {

    /** Number of addresses and nodes that fit into a second-level cache together with a map. */
    static final int COUNT = 1 << 15;

    @Param
    public Layout layout;

    private LiteralResolver literal;
    private TargetNodeResolver resolver;
    private long[] random;
    private long[] ascending;
    private final int[] nodes = new int[COUNT];

    @Setup
    public void setUp() {
        literal = new LiteralResolver(layout.boot(), LookupRule.PREFER_RESERVED);
        resolver = layout.resolver();
        random = layout.addresses(COUNT);
        ascending = random.clone();
        Arrays.sort(ascending);
    }

    @Benchmark
    @OperationsPerInvocation(COUNT)
    public int[] kernelScan() {
        for (int i = 0; i < COUNT; i++) {
            nodes[i] = literal.targetNode(random[i]);
        }
        return nodes;
    }

    @Benchmark
    @OperationsPerInvocation(COUNT)
    public int[] compiled() {
        resolver.targetNodes(random, nodes, COUNT);
        return nodes;
    }

    @Benchmark
    @OperationsPerInvocation(COUNT)
    public int[] compiledAscending() {
        resolver.targetNodes(ascending, nodes, COUNT);
        return nodes;
    }

    @Benchmark
    @OperationsPerInvocation(COUNT)
    public int[] copy() {
        for (int i = 0; i < COUNT; i++) {
            nodes[i] = (int) random[i];
        }
        return nodes;
    }
}
