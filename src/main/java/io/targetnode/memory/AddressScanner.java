package io.targetnode.memory;

/**
 * Reads addresses character by character and makes no garbage: takes what {@link Address#parse} takes, for texts of any
 * length that arrive in pieces.
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
        MALFORMED
    }

    private State state = State.START;
    private long value;

    /** Begins a new address. */
    public void reset() {
        state = State.START;
        value = 0;
    }

    /** Takes the next character. */
    public void accept(int c) {
        switch (state) {
            case START -> state = c == '0' ? State.ZERO : decimal(c);
            case ZERO -> state = c == 'x' || c == 'X' ? State.PREFIX : decimal(c);
            case DECIMAL -> state = decimal(c);
            case PREFIX, HEX -> state = hex(c);
            case MALFORMED -> {}
        }
    }

    /** Whether what was taken since the reset is an address. */
    public boolean isAddress() {
        return state == State.ZERO || state == State.DECIMAL || state == State.HEX;
    }

    /** The address; meaningless if what was taken is none. */
    public long value() {
        return value;
    }

    private State decimal(int c) {
        int digit = c - '0';
        if (digit < 0 || digit > 9 || exceedsTenth(digit)) {
            return State.MALFORMED;
        }
        value = value * 10 + digit;
        return State.DECIMAL;
    }

    private boolean exceedsTenth(int digit) {
        int order = Long.compareUnsigned(value, MAX_TENTH);
        return order > 0 || order == 0 && digit > MAX_LAST_DIGIT;
    }

    private State hex(int c) {
        int digit = c < 128 ? Character.digit(c, 16) : -1;
        if (digit < 0 || value >>> 60 != 0) {
            return State.MALFORMED;
        }
        value = value << 4 | digit;
        return State.HEX;
    }
}
