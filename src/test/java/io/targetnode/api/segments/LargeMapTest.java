package io.targetnode.api.segments;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.Machines;
import io.targetnode.topology.service.KernelView;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The memory that the download of a large map needs. The machine has 65,000 ranges of RAM, which are 2 MB of iomem. */
class LargeMapTest {

    private static final int PIECES = 65_000;
    private static final int SEGMENTS = 2 * PIECES;
    private static final int PIECE_BYTES = 0x1000;
    private static final long LAST = 2L * PIECES * PIECE_BYTES - 1;

    private static final KernelView VIEW = MappedMachines.newest(machine());

    enum Form {
        JSON {
            @Override
            void write(SelectedSegments map, OutputStream out) throws IOException {
                SegmentsText.JSON.write(map, out);
            }
        },

        CSV {
            @Override
            void write(SelectedSegments map, OutputStream out) throws IOException {
                SegmentsText.CSV.write(map, out);
            }
        },

        BINARY {
            @Override
            void write(SelectedSegments map, OutputStream out) throws IOException {
                BinaryMap binary = new BinaryMap(map);
                assertThat(binary.length()).isPositive();
                binary.write(out);
            }
        };

        abstract void write(SelectedSegments map, OutputStream out) throws IOException;
    }

    /** Counts the bytes and discards them. */
    private static final class Counted extends OutputStream {

        private long bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] b, int offset, int length) {
            bytes += length;
        }
    }

    @Test
    void theSegmentsAreCreatedOnceForAllRequests() {
        assertThat(VIEW.resolver().segments())
                .hasSize(SEGMENTS)
                .isSameAs(VIEW.resolver().segments());
    }

    @ParameterizedTest
    @EnumSource
    void aRequestAllocatesOneBufferAndNothingPerSegment(Form form) throws IOException {
        List<SelectedSegments> maps = List.of(
                MappedMachines.complete(VIEW), MappedMachines.part(VIEW, 1, LAST - 1), MappedMachines.ofNode(VIEW, 0));
        for (SelectedSegments map : maps) {
            assertThat(map).hasSize(SEGMENTS);
            allocated(form, map);
            assertThat(allocated(form, map)).as(map.filter().toString()).isLessThan(32 << 10);
        }
    }

    private static long allocated(Form form, SelectedSegments map) throws IOException {
        Counted out = new Counted();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        form.write(map, out);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(out.bytes).isGreaterThan(20L * SEGMENTS);
        return allocated;
    }

    private static BootInputs machine() {
        Machines machine = new Machines().memory(0, 0, LAST);
        for (long i = 0; i < PIECES; i++) {
            long start = 2 * i * PIECE_BYTES;
            machine.ram(start, start + PIECE_BYTES - 1);
        }
        return machine.inputs();
    }
}
