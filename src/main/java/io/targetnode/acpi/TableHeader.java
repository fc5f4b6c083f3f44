package io.targetnode.acpi;

/**
 * The fields of a table's header that distinguish versions of the table. The boot log prints all of them. Vendor names are left
 * out.
 *
 * @param signature four characters
 * @param lengthBytes the table's length
 * @param revision revision of the table's format
 * @param oemRevision the vendor's number for the table's content, unsigned
 * @param creatorRevision version of the program that created the table, unsigned
 */
public record TableHeader(String signature, long lengthBytes, int revision, int oemRevision, int creatorRevision) {

    /** The offset of an entry that comes from a host's output instead of a table. */
    public static final int NO_OFFSET = -1;

    /**
     * The header of a raw table.
     *
     * @throws AcpiTableException if the bytes are not one complete table with this signature
     */
    public static TableHeader of(String signature, byte[] bytes) {
        TableBytes table = TableBytes.of(signature, bytes, TableBytes.HEADER_BYTES);
        return new TableHeader(
                signature,
                table.length(),
                table.revision(),
                table.u32(TableBytes.OEM_REVISION_OFFSET),
                table.u32(TableBytes.CREATOR_REVISION_OFFSET));
    }

    /** Whether the bytes of a raw table add up to 0, as they must. */
    public static boolean checksumHolds(byte[] bytes) {
        return TableBytes.sum(bytes) == 0;
    }
}
