package io.targetnode.acpi;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The bytes of one table with a checked header: signature, length, revision, checksum. Little-endian.
 */
final class TableBytes {

    /** Bytes of the header that all ACPI tables share. */
    static final int HEADER_BYTES = 36;

    /** Bounds the work of an upload. An SRAT of 1,024 nodes and 4,096 processors has 180 KB. */
    static final int MAX_BYTES = 1 << 20;

    private static final int LENGTH_OFFSET = 4;
    private static final int REVISION_OFFSET = 8;
    static final int OEM_REVISION_OFFSET = 24;
    static final int CREATOR_REVISION_OFFSET = 32;

    private final String table;
    private final byte[] bytes;

    private TableBytes(String table, byte[] bytes) {
        this.table = table;
        this.bytes = bytes;
    }

    /** @throws AcpiTableException if the bytes are not one complete table with this signature */
    static TableBytes of(String table, byte[] bytes, int firstEntry) {
        if (bytes.length > MAX_BYTES) {
            throw new AcpiTableException(
                    table, 0, "the table has %,d bytes; at most %,d are accepted".formatted(bytes.length, MAX_BYTES));
        }
        if (bytes.length < HEADER_BYTES) {
            throw new AcpiTableException(
                    table,
                    0,
                    "the table has %d bytes, but a table header has %d".formatted(bytes.length, HEADER_BYTES));
        }
        String signature = new String(bytes, 0, 4, StandardCharsets.ISO_8859_1).replaceAll("[^\\x20-\\x7e]", "?");
        if (!signature.equals(table)) {
            throw new AcpiTableException(
                    table, 0, "the signature is '%s', but a binary %s was expected".formatted(signature, table));
        }
        TableBytes header = new TableBytes(table, bytes);
        long length = Integer.toUnsignedLong(header.u32(LENGTH_OFFSET));
        if (length != bytes.length) {
            throw new AcpiTableException(
                    table,
                    LENGTH_OFFSET,
                    "the header states a length of %,d bytes, but %,d were given".formatted(length, bytes.length));
        }
        if (length < firstEntry) {
            throw new AcpiTableException(
                    table,
                    LENGTH_OFFSET,
                    "the length is %d bytes, but the entries of %s begin at offset %d"
                            .formatted(length, table, firstEntry));
        }
        return header;
    }

    int length() {
        return bytes.length;
    }

    int revision() {
        return u8(REVISION_OFFSET);
    }

    /** A warning if the checksum is wrong; the kernel's NUMA pass does not verify it. */
    Optional<String> checksumWarning() {
        int sum = sum(bytes);
        return sum == 0
                ? Optional.empty()
                : Optional.of(
                        "%s: the checksum is wrong (the bytes add up to 0x%02x, not 0); the kernel's NUMA code does not verify it"
                                .formatted(table, sum));
    }

    /** The sum of the bytes, 0 to 255. */
    static int sum(byte[] bytes) {
        int sum = 0;
        for (byte b : bytes) {
            sum += b;
        }
        return sum & 0xff;
    }

    int u8(int offset) {
        return bytes[offset] & 0xff;
    }

    int u16(int offset) {
        return u8(offset) | u8(offset + 1) << 8;
    }

    int u32(int offset) {
        return u16(offset) | u16(offset + 2) << 16;
    }

    long u64(int offset) {
        return Integer.toUnsignedLong(u32(offset)) | Integer.toUnsignedLong(u32(offset + 4)) << 32;
    }

    /** Whether this number of bytes lies between the entry's start and the table's end. */
    boolean has(int entryOffset, int needed) {
        return entryOffset + needed <= bytes.length;
    }

    /** @throws AcpiTableException if fewer than {@code needed} bytes lie between the entry's start and the table's end */
    void require(int entryOffset, int needed, String what) {
        if (!has(entryOffset, needed)) {
            throw new AcpiTableException(
                    table,
                    entryOffset,
                    "%s needs %d bytes, but the table ends after %d; the kernel would read past its end"
                            .formatted(what, needed, bytes.length - entryOffset));
        }
    }
}
