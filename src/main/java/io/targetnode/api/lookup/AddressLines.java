package io.targetnode.api.lookup;

import io.targetnode.memory.AddressScanner;
import io.targetnode.resolve.CompiledMap;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Answers a stream of lines, an address each, with a stream of lines, a node each. Line n always answers line n: one that
 * is no address, an empty one too, answers {@code invalid}. Lines end with LF or CRLF, the last one may end without.
 *
 * <p>A line that is there whole and is a plain number is read in one go; every other one goes byte by byte through a scanner,
 * so that it may be of any length and cut anywhere. What is read is looked up many lines at a time.
 */
final class AddressLines implements BatchCodec {

    private static final int AT_A_TIME = 2048;
    private static final byte[] INVALID = "invalid\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_ANSWER = 1 + Digits.NODE_BYTES;
    /** Hexadecimal digits that fit into 64 bits, whatever they are. */
    private static final int SAFE_HEX = 16;
    /** Stands for the node of a line that is no address. */
    private static final int NO_ADDRESS = Integer.MIN_VALUE;

    private final CompiledMap map;
    private final AddressUnit unit;
    private final long[] addresses = new long[AT_A_TIME];
    private final int[] nodes = new int[AT_A_TIME];
    /** Which lines of those that are not looked up yet are no addresses. */
    private final int[] invalid = new int[AT_A_TIME];

    private int invalids;
    private int count;
    private final AddressScanner line = new AddressScanner();
    private boolean begun;
    /** A carriage return belongs to the line's end only if a line feed follows. */
    private boolean pendingReturn;

    AddressLines(CompiledMap map, AddressUnit unit) {
        this.map = map;
        this.unit = unit;
    }

    @Override
    public void accept(byte[] bytes, int length, WaitingAnswers answers) {
        int at = 0;
        while (at < length) {
            int next = begun ? at : readLine(bytes, at, length);
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
    private int readLine(byte[] bytes, int from, int length) {
        int digits = from;
        long value = 0;
        int at = from;
        if (from + 1 < length && bytes[from] == '0' && (bytes[from + 1] | 0x20) == 'x') {
            digits += 2;
            int limit = Math.min(length, digits + SAFE_HEX);
            for (at = digits; at < limit; at++) {
                int digit = Digits.hex(bytes[at]);
                if (digit < 0) {
                    break;
                }
                value = value << 4 | digit;
            }
        } else {
            int limit = Math.min(length, digits + Digits.SAFE_DECIMALS);
            for (; at < limit; at++) {
                int digit = Digits.decimal(bytes[at]);
                if (digit < 0 || digit > 9) {
                    break;
                }
                value = value * 10 + digit;
            }
        }
        if (at == digits) {
            return from;
        }
        if (at + 1 < length && bytes[at] == '\r') {
            at++;
        }
        if (at >= length || bytes[at] != '\n') {
            return from;
        }
        add(true, value);
        return at + 1;
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
        map.targetNodes(addresses, nodes, count);
        for (int i = 0; i < invalids; i++) {
            nodes[invalid[i]] = NO_ADDRESS;
        }
        ByteBuffer room = answers.room(count * LONGEST_ANSWER);
        byte[] text = room.array();
        int at = room.position();
        for (int i = 0; i < count; i++) {
            at = put(nodes[i], text, at);
        }
        room.position(at);
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
