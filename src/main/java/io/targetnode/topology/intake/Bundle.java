package io.targetnode.topology.intake;

import io.targetnode.capture.CaptureFormat;
import io.targetnode.capture.GunzipStream;
import io.targetnode.capture.GzipException;
import io.targetnode.capture.TarHeader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Extracts files from tar, gzip, tar in gzip, and gzip in tar, but not from tar in tar or gzip in gzip. Everything is read once,
 * from front to back, and nothing is written to disk: links and devices are skipped. A member is stored in memory if its beginning
 * shows a format that is used; other members are only reported. The name of a member is never stored or reported. Tar headers for
 * long names and attributes are skipped, whatever their length.
 */
final class Bundle {

    private static final int BEGINNING_BYTES = 65_536;

    private final HostCaptures captures;
    private final DecompressedBytes memory;
    private final DecompressionLimit limit = new DecompressionLimit();

    Bundle(HostCaptures captures, DecompressedBytes memory) {
        this.captures = captures;
        this.memory = memory;
    }

    /** Only the two blocks of zeros at its end show that an archive is complete. */
    void addTar(String place, byte[] content) throws IOException {
        try (InputStream in = limit.counted(new ByteArrayInputStream(content), place)) {
            if (!addTar(place, in, in.readNBytes(TarHeader.BLOCK_BYTES))) {
                throw new UnusableFileException(
                        place,
                        "the archive is cut off: it does not end with two blocks of zeros; copy it again completely");
            }
        }
    }

    /** Adds the compressed file, or the members of a compressed tar archive. */
    void addGzip(String place, byte[] compressed) throws IOException {
        try (InputStream in = plain(place, new ByteArrayInputStream(compressed))) {
            byte[] block = in.readNBytes(TarHeader.BLOCK_BYTES);
            if (TarHeader.of(block).isPresent()) {
                addTar(place, in, block);
            } else {
                addFile(place, joined(block, in), MemberName.NONE, false);
                in.transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    /**
     * Decompresses a file that the client names.
     *
     * @throws UnusableFileException if it is too large
     */
    byte[] decompressed(String place, byte[] compressed) throws IOException {
        try (InputStream in = plain(place, new ByteArrayInputStream(compressed))) {
            return memory.read(in, new byte[0])
                    .orElseThrow(() -> UnusableFileException.tooLarge(place, memory.tooMuch()));
        }
    }

    /** The first file that was examined only in part, and in which nothing was recognised. */
    Optional<String> cutAt() {
        return limit.cutAt();
    }

    /**
     * Adds the members, and reads to the end of the stream.
     *
     * @param first the first block
     * @return whether the archive ends with two blocks of zeros
     */
    private boolean addTar(String place, InputStream in, byte[] first) throws IOException {
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
            MemberStream content = new MemberStream(in, header.length());
            if (!header.isDescription()) {
                number++;
                addMember(member, content, header);
            }
            if (!content.skipRest()) {
                throw new UnusableFileException(member, "the archive ends within this file");
            }
            skipPadding(in, header.length());
        }
        byte[] second = in.readNBytes(TarHeader.BLOCK_BYTES);
        // Reads an enclosing gzip stream to its end, which shows whether it is complete.
        in.transferTo(OutputStream.nullOutputStream());
        return isZeroBlock(block) && isZeroBlock(second);
    }

    private static boolean isZeroBlock(byte[] block) {
        return block.length == TarHeader.BLOCK_BYTES && isEnd(block);
    }

    private void addMember(String member, InputStream content, TarHeader header) throws IOException {
        MemberName name = new MemberName(header.name());
        if (header.isFile()) {
            addFile(member, content, name, true);
        } else if (header.isSymbolicLink()) {
            name.linkLine().ifPresent(captures::addSysfs);
        }
    }

    /** @param mayBeCompressed whether it is decompressed if it is a gzip file */
    private void addFile(String place, InputStream in, MemberName name, boolean mayBeCompressed) throws IOException {
        byte[] first = in.readNBytes(DecompressionLimit.FIRST_BYTES);
        Optional<CaptureFormat> format = CaptureFormat.of(first);
        if (mayBeCompressed && format.equals(Optional.of(CaptureFormat.GZIP))) {
            addCompressed(place, joined(first, in), name);
            return;
        }
        Optional<MemberName.SysfsLine> line = format.isEmpty() ? name.fileLine(first) : Optional.empty();
        if (line.isPresent()) {
            captures.addSysfs(line.get());
            return;
        }
        byte[] beginning = format.isEmpty() && isText(first) ? concat(first, more(in, name)) : first;
        if (beginning.length > first.length) {
            format = CaptureFormat.of(beginning);
        }
        if (format.flatMap(HostFile::of).isPresent()) {
            store(place, in, beginning);
            return;
        }
        limit.countExamined(name.isLikely(), beginning.length - first.length);
        if (isText(first) && beginning.length < BEGINNING_BYTES && in.read() >= 0) {
            limit.noteCut(place);
        }
        captures.reportUnused(place, format);
    }

    /** A damaged gzip file does not make the others useless. */
    private void addCompressed(String place, InputStream compressed, MemberName name) throws IOException {
        try (InputStream in = plain(place, compressed)) {
            addFile(place, in, name, false);
        } catch (GzipException e) {
            captures.report(place, e.getMessage());
        }
    }

    private void store(String place, InputStream in, byte[] beginning) throws IOException {
        Optional<byte[]> content = memory.read(in, beginning);
        if (content.isPresent()) {
            captures.addFile(place, content.get());
        } else {
            captures.reportTooLarge(place, memory.tooMuch());
        }
    }

    /** More of the beginning of a text, as far as the limit permits. */
    private byte[] more(InputStream in, MemberName name) throws IOException {
        return in.readNBytes(limit.examinable(name.isLikely(), BEGINNING_BYTES - DecompressionLimit.FIRST_BYTES));
    }

    private InputStream plain(String place, InputStream compressed) {
        return limit.counted(new GunzipStream(compressed, place), place);
    }

    private static void skipPadding(InputStream in, long length) throws IOException {
        in.readNBytes((int) (-length & TarHeader.BLOCK_BYTES - 1));
    }

    /** Text has no zero bytes, except in UTF-16. */
    private static boolean isText(byte[] beginning) {
        for (int i = 0; i < beginning.length; i++) {
            if (beginning[i] == 0) {
                return beginning.length > 1 && i < 2 && (beginning[0] == 0) != (beginning[1] == 0)
                        || beginning[0] == (byte) 0xff
                        || beginning[0] == (byte) 0xfe;
            }
        }
        return true;
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

    private static InputStream joined(byte[] beginning, InputStream rest) {
        return new SequenceInputStream(new ByteArrayInputStream(beginning), rest);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
