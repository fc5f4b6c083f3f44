package io.targetnode.api.lookup;

import io.targetnode.memory.AddressScanner;
import io.targetnode.memory.AsciiBytes;
import io.targetnode.resolve.TargetNodeResolver;

/**
 * A text batch: a line for each address in, a line for each node out. Line n answers line n: a line that is not an address,
 * for example an empty one, is answered with {@code invalid}. Lines end with LF or CRLF; the last one may end with any part of
 * it. Lines may have any length and may be cut anywhere.
 */
final class AddressLines implements BatchCodec {

    /** The arrays of one look-up stay in the processor's cache. */
    private static final int AT_A_TIME = 2048;

    private static final byte[] INVALID = AsciiBytes.of("invalid\n");
    private static final int USUAL_ANSWER_BYTES = 3;

    private final TargetNodeResolver resolver;
    private final AddressUnit unit;
    private final long[] addresses = new long[AT_A_TIME];
    private final int[] nodes = new int[AT_A_TIME];
    private final AsciiBytes text = new AsciiBytes(AT_A_TIME * USUAL_ANSWER_BYTES);
    private int count;

    /** Indexes of the addresses that belong to invalid lines, ascending. */
    private final int[] invalid = new int[AT_A_TIME];

    private int invalids;

    private final AddressScanner line = new AddressScanner();
    private boolean begun;
    private boolean malformed;
    /** The last byte was a carriage return. It belongs to the line's end if a line feed or the end of the body follows. */
    private boolean pendingReturn;

    AddressLines(TargetNodeResolver resolver, AddressUnit unit) {
        this.resolver = resolver;
        this.unit = unit;
    }

    @Override
    public void accept(byte[] bytes, int from, int to, WaitingAnswers answers) {
        int at = from;
        while (at < to) {
            if (!begun) {
                at = line.read(bytes, at, to);
                begun = at == to || bytes[at] != '\n';
                if (!begun) {
                    // Nearly all lines end here.
                    at++;
                    add(line.isAddress());
                }
            } else if (!malformed && !pendingReturn) {
                at = line.resume(bytes, at, to);
            }
            if (begun && at < to) {
                acceptNoDigit(bytes[at++]);
            }
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

    private void acceptNoDigit(byte c) {
        if (c == '\n') {
            endLine();
        } else {
            malformed |= pendingReturn || c != '\r';
            pendingReturn = c == '\r';
        }
    }

    private void endLine() {
        add(!malformed && line.isAddress());
        begun = false;
        malformed = false;
        pendingReturn = false;
    }

    private void add(boolean isAddress) {
        long number = line.value();
        if (!isAddress || !unit.fits(number)) {
            invalid[invalids++] = count;
        }
        addresses[count++] = unit.address(number);
    }

    private void answer(WaitingAnswers answers) {
        resolver.targetNodes(addresses, nodes, count);
        int answered = 0;
        for (int i = 0; i < invalids; i++) {
            text.appendNodes(nodes, answered, invalid[i], '\n').append(INVALID);
            answered = invalid[i] + 1;
        }
        text.appendNodes(nodes, answered, count, '\n');
        text.writeTo(answers.room(text.length()));
        text.clear();
        count = 0;
        invalids = 0;
    }
}
