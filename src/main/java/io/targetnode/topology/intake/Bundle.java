package io.targetnode.topology.intake;

import io.targetnode.capture.CaptureFormat;
import io.targetnode.capture.GunzipStream;
import io.targetnode.capture.TarHeader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Extracts files from tar, gzip, tar in gzip, and gzip in tar, but not from tar in tar or gzip in gzip. Everything is read once,
 * from front to back, and nothing is written to disk: names are ignored, links and devices are skipped. A member is stored in
 * memory if its first bytes show a format that is used; other members are only reported. Tar headers for long names and
 * attributes are skipped, whatever their length.
 */
final class Bundle {

    private static final int BEGINNING_BYTES = 65_536;
    /** Length of a file that ends with the stream. */
    private static final long UNKNOWN = Long.MAX_VALUE;

    private final HostCaptures captures;
    private final IntConsumer memory;
    private final int maxBytes;
    private final DecompressionLimit limit = new DecompressionLimit();
    private final byte[] skipped = new byte[16 << 10];
    private int stored;

    /**
     * @param memory called with the new total before more decompressed bytes are stored
     * @param maxBytes the maximum number of decompressed bytes that may be stored
     */
    Bundle(HostCaptures captures, IntConsumer memory, int maxBytes) {
        this.captures = captures;
        this.memory = memory;
        this.maxBytes = maxBytes;
    }

    void addTar(String place, byte[] content) throws IOException {
        try (InputStream in = limit.counted(new ByteArrayInputStream(content), place)) {
            addTar(place, in, in.readNBytes(TarHeader.BLOCK_BYTES));
        }
    }

    /** Adds the compressed file, or the members of a compressed tar archive. */
    void addGzip(String place, byte[] compressed) throws IOException {
        addGzip(place, compressed, true);
    }

    /** Decompresses a file that the client names. */
    byte[] decompressed(String place, byte[] compressed) throws IOException {
        try (InputStream in = plain(place, compressed)) {
            return read(place, in, in.readNBytes(BEGINNING_BYTES), UNKNOWN);
        }
    }

    private void addGzip(String place, byte[] compressed, boolean mayBeTar) throws IOException {
        try (InputStream in = plain(place, compressed)) {
            byte[] block = in.readNBytes(TarHeader.BLOCK_BYTES);
            if (mayBeTar && TarHeader.of(block).isPresent()) {
                addTar(place, in, block);
                return;
            }
            byte[] beginning = concat(block, in.readNBytes(BEGINNING_BYTES - block.length));
            addFile(place, in, beginning, UNKNOWN);
        }
    }

    /** @param first the first block */
    private void addTar(String place, InputStream in, byte[] first) throws IOException {
        byte[] block = first;
        for (int number = 0; !isEnd(block); block = in.readNBytes(TarHeader.BLOCK_BYTES)) {
            String member = "%s, member %d".formatted(place, number + 1);
            limit.countHeader(member);
            TarHeader header = TarHeader.of(block)
                    .orElseThrow(() ->
                            new UnusableFileException(member, "the archive is damaged: a header is missing here"));
            if (header.length() > DecompressionLimit.MAX_BYTES) {
                throw UnusableFileException.tooLarge(
                        member,
                        "longer than %,d bytes, the limit for decompressed files"
                                .formatted(DecompressionLimit.MAX_BYTES));
            }
            if (header.isDescription()) {
                skip(member, in, header.length());
            } else {
                number++;
                addMember(member, in, header);
            }
            pad(in, header.length());
        }
        // Reads the enclosing gzip stream to its end, which shows whether the archive is complete.
        in.transferTo(OutputStream.nullOutputStream());
    }

    private void addMember(String member, InputStream in, TarHeader header) throws IOException {
        if (!header.isFile()) {
            skip(member, in, header.length());
            return;
        }
        int wanted = (int) Math.min(limit.inspectable(BEGINNING_BYTES), header.length());
        byte[] beginning = in.readNBytes(wanted);
        requireAll(member, beginning.length == wanted);
        addFile(member, in, beginning, header.length());
    }

    /** @param length of the file, or {@link #UNKNOWN} */
    private void addFile(String place, InputStream in, byte[] beginning, long length) throws IOException {
        Optional<CaptureFormat> format = CaptureFormat.of(beginning);
        if (length != UNKNOWN && format.equals(Optional.of(CaptureFormat.GZIP))) {
            addGzip(place, read(place, in, beginning, length), false);
        } else if (format.flatMap(HostFile::of).isPresent()) {
            captures.addFile(place, read(place, in, beginning, length), format);
        } else {
            limit.countInspected(beginning.length);
            captures.addFile(place, beginning, format);
            skip(place, in, length == UNKNOWN ? length : length - beginning.length);
        }
    }

    private byte[] read(String place, InputStream in, byte[] beginning, long length) throws IOException {
        byte[] content = beginning;
        int count = beginning.length;
        while (count < length) {
            if (count == content.length) {
                int more = (int) Math.min(length, Math.max(2L * count, BEGINNING_BYTES));
                requireMemory(place, count + 1L);
                content = Arrays.copyOf(content, more);
            }
            int read = in.read(content, count, content.length - count);
            if (read < 0) {
                break;
            }
            count += read;
        }
        requireAll(place, length == UNKNOWN || count == length);
        requireMemory(place, count);
        stored += count;
        return count == content.length ? content : Arrays.copyOf(content, count);
    }

    private void requireMemory(String place, long more) {
        if (stored + more > maxBytes) {
            throw UnusableFileException.tooLarge(
                    place, "the decompressed files, including this one, have more than %,d bytes".formatted(maxBytes));
        }
        memory.accept(Math.toIntExact(stored + more));
    }

    private void skip(String place, InputStream in, long length) throws IOException {
        long left = length;
        while (left > 0) {
            int read = in.read(skipped, 0, (int) Math.min(skipped.length, left));
            if (read < 0) {
                break;
            }
            left -= read;
        }
        requireAll(place, left == 0 || length == UNKNOWN);
    }

    private static void pad(InputStream in, long length) throws IOException {
        in.readNBytes((int) (-length & TarHeader.BLOCK_BYTES - 1));
    }

    private InputStream plain(String place, byte[] compressed) {
        return limit.counted(new GunzipStream(new ByteArrayInputStream(compressed), place), place);
    }

    /** An archive ends with a block of zeros, or with the stream. */
    private static boolean isEnd(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private static void requireAll(String place, boolean all) {
        if (!all) {
            throw new UnusableFileException(place, "the archive ends within this file");
        }
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
