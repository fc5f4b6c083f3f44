package io.targetnode.memory;

/**
 * Reads an address character by character and allocates nothing: {@code 0x} and hexadecimal digits, or decimal digits, below
 * 2^64. The text may have any length and arrive in parts.
 */
public final class AddressScanner {

    private static final long MAX_TENTH = Long.divideUnsigned(-1L, 10);
    private static final int MAX_LAST_DIGIT = (int) Long.remainderUnsigned(-1L, 10);

    private enum State {
        START,
        ZERO,
        DECIMAL,
        PREFIX,
        HEX,
        DECIMAL_TOO_LARGE,
        HEX_TOO_LARGE,
        NOT_DECIMAL,
        NOT_HEX
    }

    private State state = State.START;
    private long value;

    /** Starts a new address. */
    public void reset() {
        state = State.START;
        value = 0;
    }

    /** Reads the next character. */
    public void accept(int c) {
        switch (state) {
            case START -> state = c == '0' ? State.ZERO : decimal(c);
            case ZERO -> state = c == 'x' || c == 'X' ? State.PREFIX : decimal(c);
            case DECIMAL, DECIMAL_TOO_LARGE -> state = decimal(c);
            case PREFIX, HEX -> state = hex(c);
            case HEX_TOO_LARGE, NOT_DECIMAL, NOT_HEX -> {}
        }
    }

    /** Whether the characters since the reset are an address. */
    public boolean isAddress() {
        return state == State.ZERO || state == State.DECIMAL || state == State.HEX;
    }

    /** The address; undefined if {@link #isAddress()} is false. */
    public long value() {
        return value;
    }

    /** The reason why the characters are not an address; the sentence's subject is missing. */
    String why() {
        return switch (state) {
            case DECIMAL_TOO_LARGE, HEX_TOO_LARGE -> "does not fit into 64 bits";
            case NOT_DECIMAL -> "is neither 0x and hexadecimal digits nor a decimal number";
            case NOT_HEX -> "is not a hexadecimal number";
            default -> "has no digits";
        };
    }

    private State decimal(int c) {
        int digit = c - '0';
        if (digit < 0 || digit > 9) {
            return State.NOT_DECIMAL;
        }
        if (state == State.DECIMAL_TOO_LARGE || exceedsTenth(digit)) {
            return State.DECIMAL_TOO_LARGE;
        }
        value = value * 10 + digit;
        return State.DECIMAL;
    }

    private boolean exceedsTenth(int digit) {
        int order = Long.compareUnsigned(value, MAX_TENTH);
        return order > 0 || order == 0 && digit > MAX_LAST_DIGIT;
    }

    /** Reads ASCII digits only: Character.digit would accept the digits of every script. */
    private State hex(int c) {
        int digit = c < 128 ? Character.digit(c, 16) : -1;
        if (digit < 0) {
            return State.NOT_HEX;
        }
        if (value >>> 60 != 0) {
            return State.HEX_TOO_LARGE;
        }
        value = value << 4 | digit;
        return State.HEX;
    }
}
