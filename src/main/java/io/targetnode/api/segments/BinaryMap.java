package io.targetnode.api.segments;

import io.targetnode.api.parameter.NodeNumber;
import io.targetnode.memory.AddressRange;
import io.targetnode.resolve.Backing;
import io.targetnode.resolve.Segment;
import io.targetnode.topology.Sha256;
import io.targetnode.topology.service.KernelView;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.util.Optional;

/**
 * The binary map of docs/map-format.md: a header of fixed length, the segments, and a digest of both. All numbers are
 * little-endian.
 */
final class BinaryMap {

    private static final byte[] MAGIC = {(byte) 0x89, 'T', 'N', 'M', 'A', 'P', '\r', '\n'};
    private static final int VERSION = 1;
    private static final int HEADER_BYTES = 384;
    private static final int SEGMENT_BYTES = 24;
    private static final int DIGEST_BYTES = 32;

    private static final int ONE_NODE_ONLY = 1;

    private static final int TOPOLOGY_BYTES = 128;
    private static final int KERNEL_BYTES = 160;
    private static final int RULE_BYTES = 32;

    private static final int BUFFERED_SEGMENTS = 341;

    private final SelectedSegments segments;
    private final int count;

    BinaryMap(SelectedSegments segments) {
        this.segments = segments;
        this.count = segments.count();
    }

    /** In bytes. */
    long length() {
        return HEADER_BYTES + (long) SEGMENT_BYTES * count + DIGEST_BYTES;
    }

    void write(OutputStream out) throws IOException {
        DigestOutputStream digested = new DigestOutputStream(out, Sha256.digest());
        digested.write(header());
        writeSegments(digested);
        out.write(digested.getMessageDigest().digest());
    }

    private byte[] header() {
        AddressRange covered = segments.filter().covered();
        Optional<NodeNumber> node = segments.filter().node();
        KernelView view = segments.view();
        byte[] bytes = new byte[HEADER_BYTES];
        ByteBuffer header = littleEndian(bytes)
                .put(MAGIC)
                .putInt(VERSION)
                .putInt(HEADER_BYTES)
                .putInt(SEGMENT_BYTES)
                .putInt(node.isPresent() ? ONE_NODE_ONLY : 0)
                .putLong(count)
                .putLong(covered.start())
                .putLong(covered.end())
                .putInt(node.map(NodeNumber::value).orElse(0))
                .putInt(view.topology().revision())
                .putLong(0);
        putText(header, TOPOLOGY_BYTES, view.topology().name().text());
        putText(header, KERNEL_BYTES, view.choice().kernel().text());
        putText(header, RULE_BYTES, view.choice().rule().apiName());
        return bytes;
    }

    private void writeSegments(OutputStream out) throws IOException {
        byte[] bytes = new byte[BUFFERED_SEGMENTS * SEGMENT_BYTES];
        ByteBuffer buffer = littleEndian(bytes);
        for (Segment segment : segments) {
            buffer.putLong(segment.range().start())
                    .putLong(segment.range().end())
                    .putInt(segment.targetNode())
                    .putInt(code(segment.backing()));
            if (!buffer.hasRemaining()) {
                out.write(bytes);
                buffer.clear();
            }
        }
        out.write(bytes, 0, buffer.position());
    }

    /** The codes are part of the format: their meanings never change. */
    private static int code(Backing backing) {
        return switch (backing) {
            case HOLE -> 0;
            case SYSTEM_RAM -> 1;
            case CXL_WINDOW -> 2;
            case PERSISTENT -> 3;
            case SOFT_RESERVED -> 4;
            case HOTPLUG -> 5;
            case NO_RAM -> 6;
        };
    }

    /** Pads the text with zeros. Names and releases are never longer than their fields. */
    private static void putText(ByteBuffer header, int bytes, String text) {
        int end = header.position() + bytes;
        header.put(text.getBytes(StandardCharsets.US_ASCII)).position(end);
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
