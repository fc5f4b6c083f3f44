package io.targetnode.api.lookup;

import io.targetnode.memory.AddressScanner;
import io.targetnode.resolve.CompiledMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Answers a stream of lines, an address each, with a stream of lines, a node each. Line n always answers line n: one that
 * is no address, an empty one too, answers {@code invalid}. Lines end with LF or CRLF, the last one may end without.
 *
 * <p>Two buffers are all the memory it takes, however long the stream or a line is. The input is read to its end.
 */
final class AddressLines {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final byte[] INVALID = "invalid\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_ANSWER = 16;

    private final CompiledMap map;
    private final AddressUnit unit;
    private final OutputStream out;
    private final byte[] answers = new byte[BUFFER_BYTES];
    private int used;
    private final AddressScanner line = new AddressScanner();
    private boolean begun;
    /** A carriage return belongs to the line's end only if a line feed follows. */
    private boolean pendingReturn;

    AddressLines(CompiledMap map, AddressUnit unit, OutputStream out) {
        this.map = map;
        this.unit = unit;
        this.out = out;
    }

    /** Answers all of the input. */
    void answer(InputStream in) throws IOException {
        byte[] input = new byte[BUFFER_BYTES];
        for (int length = in.read(input); length >= 0; length = in.read(input)) {
            for (int i = 0; i < length; i++) {
                accept(input[i]);
            }
        }
        if (begun) {
            endLine();
        }
        flush();
    }

    private void accept(byte c) throws IOException {
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

    private void endLine() throws IOException {
        if (used + LONGEST_ANSWER > answers.length) {
            flush();
        }
        if (line.isAddress() && unit.fits(line.value())) {
            append(map.targetNode(unit.address(line.value())));
        } else {
            append(INVALID);
        }
        line.reset();
        begun = false;
        pendingReturn = false;
    }

    private void append(int node) {
        int rest = node;
        if (rest < 0) {
            answers[used++] = '-';
            rest = -rest;
        }
        int digits = 1;
        for (int power = rest; power >= 10; power /= 10) {
            digits++;
        }
        for (int i = used + digits - 1; i >= used; i--) {
            answers[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        used += digits;
        answers[used++] = '\n';
    }

    private void append(byte[] text) {
        System.arraycopy(text, 0, answers, used, text.length);
        used += text.length;
    }

    private void flush() throws IOException {
        out.write(answers, 0, used);
        used = 0;
    }
}
