package io.targetnode.api;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.LongStream;

/** Addresses in {@code examples/mission.json} and their nodes, encoded as octet batches. */
public final class Octets {

    private static final long[] ADDRESSES = {0x20000000L, 0x60000000L, 0, -1L, 0x2fffffffL, 0x30000000L, 1L << 63};
    private static final int[] NODES = {2, 1, 0, -1, 2, 0, -1};

    private Octets() {}

    /** {@code count} addresses, 8 bytes each. */
    public static byte[] addresses(int count) {
        return of(LongStream.range(0, count)
                .map(i -> ADDRESSES[(int) (i % ADDRESSES.length)])
                .toArray());
    }

    /** The nodes of {@link #addresses}, 4 bytes each. */
    public static byte[] nodes(int count) {
        ByteBuffer nodes = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            nodes.putInt(NODES[i % NODES.length]);
        }
        return nodes.array();
    }

    static byte[] of(long... addresses) {
        ByteBuffer body = ByteBuffer.allocate(8 * addresses.length).order(ByteOrder.LITTLE_ENDIAN);
        body.asLongBuffer().put(addresses);
        return body.array();
    }
}
