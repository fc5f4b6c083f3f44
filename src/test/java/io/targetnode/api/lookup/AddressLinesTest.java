package io.targetnode.api.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.targetnode.kernel.Behaviour;
import io.targetnode.kernel.Boot;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.BootReplay;
import io.targetnode.kernel.MemoryType;
import io.targetnode.kernel.NodeDescription.Described;
import io.targetnode.kernel.NodeDescription.DescribedRange;
import io.targetnode.kernel.NumaOption;
import io.targetnode.memory.AddressRange;
import io.targetnode.memory.UsableRam;
import io.targetnode.resolve.AnswerMap;
import io.targetnode.resolve.BackingMap;
import io.targetnode.resolve.CompiledMap;
import io.targetnode.resolve.LookupRule;
import io.targetnode.resolve.TargetNodeResolver;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressLinesTest {

    private static final AddressUnit BYTES = new AddressUnit(0);

    @Test
    void takeNoMoreMemoryForMoreLines() throws IOException {
        answer(new RepeatedLines("0x1000\nx\n", 1000), OutputStream.nullOutputStream(), 1);
        long few = allocated(1_000);
        long many = allocated(2_000_000);
        assertThat(many - few).isLessThan(64 << 10);
    }

    @Test
    void printNodesOfAnyWidth() throws IOException {
        for (int node : new int[] {0, 9, 10, 99, 100, 1023}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            answer(new ByteArrayInputStream("0\n0x1000".getBytes(StandardCharsets.US_ASCII)), out, node);
            assertThat(out).hasToString(node + "\n" + node + "\n");
        }
    }

    private static long allocated(int times) throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        answer(new RepeatedLines("0x1000\nx\n", times), OutputStream.nullOutputStream(), 1);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static void answer(InputStream in, OutputStream out, int node) throws IOException {
        AddressRange range = new AddressRange(0, 0xfffffff);
        BootInputs inputs = new BootInputs(
                UsableRam.of(List.of(range)),
                new Described(List.of(new DescribedRange(0, range, MemoryType.SYSTEM_RAM, node))),
                NumaOption.NONE,
                BootInputs.DEFAULT_MAX_NODES);
        Boot boot = BootReplay.of(inputs, Behaviour.V7_0);
        TargetNodeResolver resolver = new TargetNodeResolver(boot, new LookupRule.PreferReserved());
        CompiledMap map = AnswerMap.of(resolver, BackingMap.of(inputs)).compile();
        new AddressLines(map, BYTES, out).answer(in);
    }
}
