package io.targetnode.acpi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Builds tables for tests: adds the header with signature, length and checksum to entries. */
public final class Tables {

    private static final int CHECKSUM_OFFSET = 9;

    private Tables() {}

    /** An SRAT of these entries. */
    static byte[] srat(int revision, byte[]... entries) {
        return table("SRAT", revision, Srat.FIRST_ENTRY_OFFSET, entries);
    }

    /** A CEDT of these entries. */
    static byte[] cedt(byte[]... entries) {
        return table("CEDT", 1, Cedt.FIRST_ENTRY_OFFSET, entries);
    }

    /** The bytes, padded to a header's length, with correct signature, length and checksum. */
    public static byte[] withHeader(String signature, byte[] bytes) {
        byte[] table = Arrays.copyOf(bytes, Math.max(bytes.length, TableBytes.HEADER_BYTES));
        System.arraycopy(signature.getBytes(StandardCharsets.US_ASCII), 0, table, 0, 4);
        littleEndian(table).putInt(4, table.length);
        int sum = -table[CHECKSUM_OFFSET];
        for (byte b : table) {
            sum += b;
        }
        table[CHECKSUM_OFFSET] = (byte) -sum;
        return table;
    }

    /** An entry of the SRAT: type, length, zeros. */
    static ByteBuffer sratEntry(int type, int length) {
        return littleEndian(new byte[length]).put(0, (byte) type).put(1, (byte) length);
    }

    /** An entry of the CEDT: type, length, zeros. */
    static ByteBuffer cedtEntry(int type, int length) {
        return littleEndian(new byte[length]).put(0, (byte) type).putShort(2, (short) length);
    }

    static byte[] concat(byte[]... parts) {
        ByteBuffer whole = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (byte[] part : parts) {
            whole.put(part);
        }
        return whole.array();
    }

    private static byte[] table(String signature, int revision, int firstEntry, byte[]... entries) {
        byte[] header = new byte[firstEntry];
        header[8] = (byte) revision;
        return withHeader(signature, concat(header, concat(entries)));
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
