package io.targetnode.acpi;

/**
 * What tells one version of a table from another, as its header states it and the boot log prints it. Names of vendors are
 * left out.
 *
 * @param signature four characters
 * @param lengthBytes the table's length
 * @param revision of the table's format
 * @param oemRevision the vendor's number for the table's content, unsigned
 * @param creatorRevision version of the program that made it, unsigned
 */
public record TableHeader(String signature, long lengthBytes, int revision, int oemRevision, int creatorRevision) {

    /** The offset of an entry that was put together from what a host prints, so that nobody knows where it stands. */
    public static final int NO_OFFSET = -1;

    /**
     * The header of a raw table.
     *
     * @throws AcpiTableException if the bytes are not one whole table with this signature
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

    /** Whether the bytes of a raw table add up to 0, as firmware makes them. */
    public static boolean checksumHolds(byte[] bytes) {
        return TableBytes.sum(bytes) == 0;
    }
}
