package io.targetnode.acpi;

/** A raw table that cannot be read: which table, at which byte, and why. */
public final class AcpiTableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String table;
    private final int offset;

    AcpiTableException(String table, int offset, String why) {
        super("%s, byte offset %d (0x%x): %s".formatted(table, offset, offset, why));
        this.table = table;
        this.offset = offset;
    }

    /** Never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** Signature of the table, {@code SRAT} for instance. */
    public String table() {
        return table;
    }

    /** Byte offset from the table's start. */
    public int offset() {
        return offset;
    }
}
