package io.targetnode.acpi;

import java.util.Arrays;

/** A table of unsigned 16-bit numbers. Immutable; two are equal if they have the same size and the same numbers. */
public final class UnsignedMatrix {

    private final int rows;
    private final int columns;
    private final char[] values;

    private UnsignedMatrix(int rows, int columns, char[] values) {
        this.rows = rows;
        this.columns = columns;
        this.values = values;
    }

    /**
     * A matrix.
     *
     * @param values row after row
     * @throws IllegalArgumentException if there are not rows x columns values
     */
    public static UnsignedMatrix of(int rows, int columns, char... values) {
        if (rows < 0 || columns < 0 || (long) rows * columns != values.length) {
            throw new IllegalArgumentException(
                    "%d rows of %d numbers are not %d numbers".formatted(rows, columns, values.length));
        }
        return new UnsignedMatrix(rows, columns, values.clone());
    }

    /** The number of rows. */
    public int rows() {
        return rows;
    }

    /** The number of columns. */
    public int columns() {
        return columns;
    }

    /** The number of values. */
    public int size() {
        return values.length;
    }

    /** A value, 0 to 65,535. */
    public int at(int row, int column) {
        return values[row * columns + column];
    }

    /** The value at a position, counted row after row. */
    public int at(int position) {
        return values[position];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UnsignedMatrix that
                && rows == that.rows
                && columns == that.columns
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * rows + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "%d x %d".formatted(rows, columns);
    }
}
