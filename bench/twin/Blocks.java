package io.targetnode.resolve;

import io.targetnode.kernel.Memblk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the layouts of the JMH benchmarks, their addresses and the answers, so that scan.c walks over the same blocks. */
final class Blocks {

    private static final int ADDRESSES = 1 << 15;

    public static void main(String[] folder) throws IOException {
        for (Layout layout : Layout.values()) {
            write(layout, Path.of(folder[0], layout.name()));
        }
    }

    private static void write(Layout layout, Path file) throws IOException {
        TargetNodeResolver resolver = layout.resolver();
        List<String> lines = new ArrayList<>();
        resolver.boot().reserved().blocks().forEach(block -> lines.add(line("reserved", block)));
        resolver.boot().meminfo().blocks().forEach(block -> lines.add(line("meminfo", block)));
        long[] addresses = layout.addresses(ADDRESSES);
        ByteBuffer asked = ByteBuffer.allocate(8 * ADDRESSES).order(ByteOrder.nativeOrder());
        ByteBuffer nodes = ByteBuffer.allocate(4 * ADDRESSES).order(ByteOrder.nativeOrder());
        for (long address : addresses) {
            asked.putLong(address);
            nodes.putInt(resolver.targetNode(address));
        }
        Files.write(Path.of(file + ".csv"), lines);
        Files.write(Path.of(file + ".u64"), asked.array());
        Files.write(Path.of(file + ".i32"), nodes.array());
    }

    private static String line(String list, Memblk block) {
        return "%s,0x%x,0x%x,%d".formatted(list, block.range().start(), block.range().end(), block.node());
    }
}
