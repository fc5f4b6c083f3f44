package io.targetnode.acpi;

/** A raw table cannot be read. The message names the table, the byte and the reason. */
public final class AcpiTableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String table;
    private final int offset;

    AcpiTableException(String table, int offset, String why) {
        super("%s, byte offset %d (0x%x): %s".formatted(table, offset, offset, why));
        this.table = table;
        this.offset = offset;
    }

    /** Signature of the table, for instance {@code SRAT}. */
    public String table() {
        return table;
    }

    /** Byte offset from the table's start. */
    public int offset() {
        return offset;
    }
}
