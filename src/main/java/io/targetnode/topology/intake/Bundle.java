package io.targetnode.topology.intake;

import io.targetnode.capture.CaptureFormat;
import io.targetnode.capture.TarHeader;
import io.targetnode.topology.intake.HostCaptures.Gunzip;
import io.targetnode.topology.intake.HostCaptures.Room;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Takes files out of tar, gzip, and one in the other. Everything is read once, from front to back, and nothing is written
 * anywhere: names are not looked at, links lead nowhere, devices are none. A member is kept if its beginning shows that it is
 * of use; of others nothing stays but that they were there. What is packed twice in the same way is not unpacked twice.
 *
 * <p>Headers of tar that hold long names or attributes are passed over as they are, however long they are and however many.
 */
final class Bundle {

    static final Set<CaptureFormat> FORMATS = EnumSet.of(CaptureFormat.TAR, CaptureFormat.GZIP);

    private static final int BEGINNING_BYTES = 65_536;
    /** The length of a file that ends with the stream. */
    private static final long UNKNOWN = Long.MAX_VALUE;

    private final HostCaptures captures;
    private final Gunzip gunzip;
    private final Room room;
    private final int most;
    private final UnpackingLimit limit = new UnpackingLimit();
    private final byte[] passedOver = new byte[16 << 10];
    private int kept;

    /** @param most bytes that are kept */
    Bundle(HostCaptures captures, Gunzip gunzip, Room room, int most) {
        this.captures = captures;
        this.gunzip = gunzip;
        this.room = room;
        this.most = most;
    }

    void add(String place, byte[] content) throws IOException {
        if (CaptureFormat.of(content).equals(Optional.of(CaptureFormat.GZIP))) {
            addGzip(place, content, true);
        } else {
            try (InputStream in = limit.counted(new ByteArrayInputStream(content), place)) {
                addTar(place, in, in.readNBytes(TarHeader.BLOCK_BYTES));
            }
        }
    }

    /** The one file that was packed. */
    byte[] unpacked(String place, byte[] packed) throws IOException {
        try (InputStream in = plain(place, packed)) {
            return whole(place, in, in.readNBytes(BEGINNING_BYTES), UNKNOWN);
        }
    }

    private void addGzip(String place, byte[] packed, boolean mayBeTar) throws IOException {
        try (InputStream in = plain(place, packed)) {
            byte[] block = in.readNBytes(TarHeader.BLOCK_BYTES);
            if (mayBeTar && TarHeader.of(block).isPresent()) {
                addTar(place, in, block);
                return;
            }
            byte[] beginning = with(block, in.readNBytes(BEGINNING_BYTES - block.length));
            addFile(place, in, beginning, UNKNOWN);
        }
    }

    /** @param first block, which was read already */
    private void addTar(String place, InputStream in, byte[] first) throws IOException {
        byte[] block = first;
        for (int number = 0; !isEnd(block); block = in.readNBytes(TarHeader.BLOCK_BYTES)) {
            String member = "%s, member %d".formatted(place, number + 1);
            limit.countHeader(member);
            TarHeader header = TarHeader.of(block)
                    .orElseThrow(() -> new UnusableFileException(member, "the archive is damaged: no header is here"));
            if (header.length() > UnpackingLimit.MAX_BYTES) {
                throw UnusableFileException.tooLarge(
                        member, "longer than the %,d bytes that are unpacked".formatted(UnpackingLimit.MAX_BYTES));
            }
            if (header.isDescription()) {
                skip(member, in, header.length());
            } else {
                number++;
                addMember(member, in, header);
            }
            pad(in, header.length());
        }
        // To its end: only there a packed archive shows whether it is whole.
        in.transferTo(OutputStream.nullOutputStream());
    }

    private void addMember(String member, InputStream in, TarHeader header) throws IOException {
        if (!header.isFile()) {
            skip(member, in, header.length());
            return;
        }
        int wanted = (int) Math.min(limit.beginning(BEGINNING_BYTES), header.length());
        byte[] beginning = in.readNBytes(wanted);
        requireWhole(member, beginning.length == wanted);
        addFile(member, in, beginning, header.length());
    }

    /** @param length of the file; if that is not known, it ends with the stream */
    private void addFile(String place, InputStream in, byte[] beginning, long length) throws IOException {
        Optional<CaptureFormat> format = CaptureFormat.of(beginning);
        boolean packed = length != UNKNOWN && format.equals(Optional.of(CaptureFormat.GZIP));
        if (packed) {
            addGzip(place, whole(place, in, beginning, length), false);
        } else if (HostCaptures.isOfUse(format)) {
            captures.addFile(place, whole(place, in, beginning, length), format);
        } else {
            limit.countInVain(beginning.length);
            captures.addFile(place, beginning, format);
            skip(place, in, length == UNKNOWN ? length : length - beginning.length);
        }
    }

    private byte[] whole(String place, InputStream in, byte[] beginning, long length) throws IOException {
        byte[] content = beginning;
        int count = beginning.length;
        while (count < length) {
            if (count == content.length) {
                int more = (int) Math.min(length, Math.max(2L * count, BEGINNING_BYTES));
                requireRoom(place, count + 1L);
                content = Arrays.copyOf(content, more);
            }
            int read = in.read(content, count, content.length - count);
            if (read < 0) {
                break;
            }
            count += read;
        }
        requireWhole(place, length == UNKNOWN || count == length);
        requireRoom(place, count);
        kept += count;
        return count == content.length ? content : Arrays.copyOf(content, count);
    }

    private void requireRoom(String place, long more) {
        if (kept + more > most) {
            throw UnusableFileException.tooLarge(
                    place, "with it more than %,d bytes of what is unpacked would be kept".formatted(most));
        }
        room.require(Math.toIntExact(kept + more));
    }

    private void skip(String place, InputStream in, long length) throws IOException {
        long left = length;
        while (left > 0) {
            int read = in.read(passedOver, 0, (int) Math.min(passedOver.length, left));
            if (read < 0) {
                break;
            }
            left -= read;
        }
        requireWhole(place, left == 0 || length == UNKNOWN);
    }

    private static void pad(InputStream in, long length) throws IOException {
        in.readNBytes((int) (-length & TarHeader.BLOCK_BYTES - 1));
    }

    private InputStream plain(String place, byte[] packed) {
        return limit.counted(gunzip.plain(new ByteArrayInputStream(packed), place), place);
    }

    /** An archive ends with a block of zeros, or where there is nothing more. */
    private static boolean isEnd(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private static void requireWhole(String place, boolean whole) {
        if (!whole) {
            throw new UnusableFileException(place, "the archive ends within it");
        }
    }

    private static byte[] with(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
