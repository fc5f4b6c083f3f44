package io.targetnode.api.segments;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/** The reader in Java. It implements docs/map-format.md and shares no code with the classes that write maps. */
public final class MapReader {

    /**
     * The answer of a map for an address.
     *
     * @param node -1 for "no node"
     * @param backing a code
     */
    public record Found(int node, int backing) {}

    private static final byte[] MAGIC = {(byte) 0x89, 'T', 'N', 'M', 'A', 'P', '\r', '\n'};
    private static final int HEADER_BYTES = 384;
    private static final int DIGEST_BYTES = 32;

    private final ByteBuffer map;
    private final int header;
    private final int stride;
    private final int count;
    private final boolean oneNodeOnly;

    /** @throws IllegalArgumentException with the fault, if the bytes are damaged or of another version */
    public MapReader(byte[] bytes) {
        map = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        require(bytes.length >= 16 && Arrays.equals(bytes, 0, 8, MAGIC, 0, 8), "not a map");
        require(map.getInt(8) == 1, "unknown version");
        header = map.getInt(12);
        require(header >= HEADER_BYTES && header % 8 == 0, "bad header length");
        int end = bytes.length - DIGEST_BYTES;
        require(end >= header, "wrong length");
        stride = map.getInt(16);
        require(stride >= 24 && stride % 8 == 0, "bad segment length");
        require((map.getInt(20) & ~1) == 0, "unknown flags");
        oneNodeOnly = map.getInt(20) == 1;
        long segments = map.getLong(24);
        require(segments == (end - header) / stride && (end - header) % stride == 0, "wrong length");
        count = (int) segments;
        require(Long.compareUnsigned(first(), last()) <= 0 && map.getInt(48) >= -1, "bad header");
        for (int i = 0; i < count; i++) {
            requireInOrder(i);
        }
        require(Arrays.equals(digest(bytes, end), Arrays.copyOfRange(bytes, end, bytes.length)), "wrong digest");
    }

    /** Topology, revision, kernel and rule. */
    public String summary() {
        return "%s %d %s %s".formatted(text(64, 128), map.getInt(52), text(192, 160), text(352, 32));
    }

    /** The answer for the address; empty if the map does not cover it. */
    public Optional<Found> at(long address) {
        int below = 0;
        int above = count;
        while (below < above) {
            int middle = (below + above) >>> 1;
            if (Long.compareUnsigned(start(middle), address) <= 0) {
                below = middle + 1;
            } else {
                above = middle;
            }
        }
        int index = below - 1;
        if (index >= 0 && Long.compareUnsigned(address, end(index)) <= 0) {
            return Optional.of(new Found(node(index), map.get(header + index * stride + 20) & 0xff));
        }
        boolean covered = Long.compareUnsigned(first(), address) <= 0 && Long.compareUnsigned(address, last()) <= 0;
        return covered && !oneNodeOnly ? Optional.of(new Found(-1, 0)) : Optional.empty();
    }

    /** The answer as the programs in C and Python print it. */
    String answer(long address) {
        return at(address).map(found -> found.node() + " " + found.backing()).orElse("not in map");
    }

    private void requireInOrder(int index) {
        long start = start(index);
        require(
                Long.compareUnsigned(start, end(index)) <= 0
                        && Long.compareUnsigned(first(), start) <= 0
                        && Long.compareUnsigned(end(index), last()) <= 0,
                "bad range");
        require(index == 0 || Long.compareUnsigned(end(index - 1), start) < 0, "segments overlap or are not in order");
        require(node(index) >= -1 && (!oneNodeOnly || node(index) == map.getInt(48)), "bad node");
    }

    private long first() {
        return map.getLong(32);
    }

    private long last() {
        return map.getLong(40);
    }

    private long start(int index) {
        return map.getLong(header + index * stride);
    }

    private long end(int index) {
        return map.getLong(header + index * stride + 8);
    }

    private int node(int index) {
        return map.getInt(header + index * stride + 16);
    }

    private String text(int offset, int bytes) {
        return new String(map.array(), offset, bytes, StandardCharsets.US_ASCII).replace("\0", "");
    }

    static byte[] digest(byte[] bytes, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, length);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void require(boolean condition, String fault) {
        if (!condition) {
            throw new IllegalArgumentException(fault);
        }
    }
}
