package io.targetnode.api.lookup;

import io.targetnode.memory.AddressScanner;
import io.targetnode.resolve.TargetNodeResolver;
import java.nio.charset.StandardCharsets;

/**
 * Answers a stream of lines, an address each, with a stream of lines, a node each. Line n always answers line n: one that
 * is no address, an empty one too, answers {@code invalid}. Lines end with LF or CRLF; of the last one's end, any part may be missing.
 *
 * <p>A line that is there whole and is a plain number is read in one go; every other one goes byte by byte through a scanner,
 * so that it may be of any length and cut anywhere. What is read is looked up many lines at a time.
 */
final class AddressLines implements BatchCodec {

    private static final int AT_A_TIME = 2048;
    private static final byte[] INVALID = "invalid\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_ANSWER = 1 + Digits.NODE_BYTES;
    /** Of a number that fits into 64 bits whatever its digits are, with its line's end. */
    private static final int LONGEST_PLAIN = 2 + Digits.SAFE_DECIMALS + 2;
    /** Stands for the node of a line that is no address. */
    private static final int NO_ADDRESS = Integer.MIN_VALUE;

    private final TargetNodeResolver resolver;
    private final AddressUnit unit;
    private final long[] addresses = new long[AT_A_TIME];
    private final int[] nodes = new int[AT_A_TIME];
    private final byte[] text = new byte[AT_A_TIME * LONGEST_ANSWER];
    /** Which lines of those that are not looked up yet are no addresses. */
    private final int[] invalid = new int[AT_A_TIME];

    private int invalids;
    private int count;
    /** What {@link #readHex} and {@link #readDecimal} have read. */
    private long number;

    private final AddressScanner line = new AddressScanner();
    private boolean begun;
    /** A carriage return belongs to the line's end if a line feed or the end of the body follows. */
    private boolean pendingReturn;

    AddressLines(TargetNodeResolver resolver, AddressUnit unit) {
        this.resolver = resolver;
        this.unit = unit;
    }

    @Override
    public void accept(byte[] bytes, int from, int to, WaitingAnswers answers) {
        int at = from;
        while (at < to) {
            int next = begun ? at : readLine(bytes, at, to);
            if (next == at) {
                accept(bytes[at]);
                next++;
            }
            at = next;
            if (count == AT_A_TIME) {
                answer(answers);
            }
        }
        answer(answers);
    }

    @Override
    public void end(WaitingAnswers answers) {
        if (begun) {
            endLine();
        }
        answer(answers);
    }

    /** Reads the number that a line consists of; where the next line begins, or the same place if this one is not so plain. */
    private int readLine(byte[] bytes, int from, int to) {
        if (to - from < LONGEST_PLAIN) {
            return from;
        }
        int end = bytes[from] == '0' && (bytes[from + 1] | 0x20) == 'x'
                ? readHex(bytes, from + 2)
                : readDecimal(bytes, from);
        if (end > 0 && bytes[end] == '\r') {
            end++;
        }
        if (end == 0 || bytes[end] != '\n') {
            return from;
        }
        add(true, number);
        return end + 1;
    }

    /** Where the digits end; 0 if there are none. */
    private int readHex(byte[] bytes, int from) {
        long value = 0;
        int at = from;
        for (; at < from + Digits.SAFE_HEX; at++) {
            int digit = Digits.hex(bytes[at]);
            if (digit < 0) {
                break;
            }
            value = value << 4 | digit;
        }
        number = value;
        return at == from ? 0 : at;
    }

    private int readDecimal(byte[] bytes, int from) {
        long value = 0;
        int at = from;
        for (; at < from + Digits.SAFE_DECIMALS; at++) {
            int digit = Digits.decimal(bytes[at]);
            if (digit < 0 || digit > 9) {
                break;
            }
            value = value * 10 + digit;
        }
        number = value;
        return at == from ? 0 : at;
    }

    private void accept(byte c) {
        if (c == '\n') {
            endLine();
            return;
        }
        if (pendingReturn) {
            line.accept('\r');
            pendingReturn = false;
        }
        begun = true;
        if (c == '\r') {
            pendingReturn = true;
        } else {
            line.accept(c & 0xff);
        }
    }

    private void endLine() {
        add(line.isAddress(), line.value());
        line.reset();
        begun = false;
        pendingReturn = false;
    }

    private void add(boolean isAddress, long number) {
        if (!isAddress || !unit.fits(number)) {
            invalid[invalids++] = count;
        }
        addresses[count++] = unit.address(number);
    }

    private void answer(WaitingAnswers answers) {
        resolver.targetNodes(addresses, nodes, count);
        for (int i = 0; i < invalids; i++) {
            nodes[invalid[i]] = NO_ADDRESS;
        }
        int at = 0;
        for (int i = 0; i < count; i++) {
            at = put(nodes[i], text, at);
        }
        answers.room(at).put(text, 0, at);
        count = 0;
        invalids = 0;
    }

    private static int put(int node, byte[] text, int at) {
        if (node == NO_ADDRESS) {
            System.arraycopy(INVALID, 0, text, at, INVALID.length);
            return at + INVALID.length;
        }
        int end = Digits.put(node, text, at);
        text[end] = '\n';
        return end + 1;
    }
}
