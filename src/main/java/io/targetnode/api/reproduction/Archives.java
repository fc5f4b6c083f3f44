package io.targetnode.api.reproduction;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes archives of a few small files, always with the same bytes for the same files. */
final class Archives {

    private static final int TAR_BLOCK = 512;
    private static final int EXECUTABLE = 0755;
    private static final int READABLE = 0644;
    private static final int NEWC_ALIGNMENT = 4;
    private static final int DIRECTORY_MODE = 040755;
    private static final int FILE_MODE = 0100644;

    private Archives() {}

    /** A tar in the ustar format. Names that end in .sh are executable. */
    static byte[] tar(Map<String, byte[]> files) {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        files.forEach((name, content) -> {
            tar.writeBytes(tarHeader(name, content.length));
            pad(tar, content, TAR_BLOCK);
        });
        tar.writeBytes(new byte[2 * TAR_BLOCK]);
        return tar.toByteArray();
    }

    private static byte[] tarHeader(String name, int length) {
        byte[] header = new byte[TAR_BLOCK];
        put(header, 0, name);
        put(header, 100, "%07o".formatted(name.endsWith(".sh") ? EXECUTABLE : READABLE));
        put(header, 108, "0000000");
        put(header, 116, "0000000");
        put(header, 124, "%011o".formatted(length));
        put(header, 136, "00000000000");
        put(header, 148, "        ");
        put(header, 156, "0");
        put(header, 257, "ustar");
        put(header, 263, "00");
        int sum = 0;
        for (byte each : header) {
            sum += each;
        }
        put(header, 148, "%06o".formatted(sum));
        header[154] = 0;
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    /** An archive that the kernel reads before its RAM disk: cpio in the newc format, with the directories of the files. */
    static byte[] cpio(String directory, Map<String, byte[]> files) {
        ByteArrayOutputStream cpio = new ByteArrayOutputStream();
        int inode = 1;
        for (int slash = directory.indexOf('/'); slash >= 0; slash = directory.indexOf('/', slash + 1)) {
            member(cpio, directory.substring(0, slash), DIRECTORY_MODE, inode++, new byte[0]);
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            member(cpio, directory + file.getKey(), FILE_MODE, inode++, file.getValue());
        }
        member(cpio, "TRAILER!!!", 0, 0, new byte[0]);
        pad(cpio, new byte[0], TAR_BLOCK);
        return cpio.toByteArray();
    }

    private static void member(ByteArrayOutputStream cpio, String name, int mode, int inode, byte[] content) {
        int[] fields = {inode, mode, 0, 0, 1, 0, content.length, 0, 0, 0, 0, name.length() + 1, 0};
        StringBuilder header = new StringBuilder("070701");
        for (int field : fields) {
            header.append("%08x".formatted(field));
        }
        pad(cpio, header.append(name).append('\0').toString().getBytes(StandardCharsets.US_ASCII), NEWC_ALIGNMENT);
        pad(cpio, content, NEWC_ALIGNMENT);
    }

    /** Appends the content, then zeros up to a multiple of the alignment. */
    private static void pad(ByteArrayOutputStream archive, byte[] content, int alignment) {
        archive.writeBytes(content);
        archive.writeBytes(new byte[Math.floorMod(-archive.size(), alignment)]);
    }
}
