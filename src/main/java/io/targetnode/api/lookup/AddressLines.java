package io.targetnode.api.lookup;

import io.targetnode.memory.AddressScanner;
import io.targetnode.memory.AsciiBytes;
import io.targetnode.resolve.TargetNodeResolver;

/**
 * A text batch: one address per line in, one node per line out. Line n of the output answers line n of the input: a line that
 * is not an address, for example an empty one, is answered with {@code invalid}. Lines end with LF or CRLF. The last line may
 * also end with CR alone, or without a line end. Lines may have any length, and a piece of the body may end anywhere.
 */
final class AddressLines implements BatchCodec {

    /** The arrays of one call of the resolver stay in the processor's cache. */
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

    private int invalidCount;

    private final AddressScanner line = new AddressScanner();
    private boolean inLine;
    private boolean malformed;
    /** Whether the last byte was a carriage return. It is part of the line end if a line feed or the end of the body follows. */
    private boolean pendingReturn;

    AddressLines(TargetNodeResolver resolver, AddressUnit unit) {
        this.resolver = resolver;
        this.unit = unit;
    }

    @Override
    public void accept(byte[] bytes, int from, int to, WaitingAnswers answers) {
        int at = from;
        while (at < to) {
            at = inLine ? continueLine(bytes, at, to) : startLine(bytes, at, to);
            if (count == AT_A_TIME) {
                answer(answers);
            }
        }
        answer(answers);
    }

    @Override
    public void end(WaitingAnswers answers) {
        if (inLine) {
            endLine();
        }
        answer(answers);
    }

    /** Reads a line; nearly all lines are complete here. Returns the index of the first byte that was not read. */
    private int startLine(byte[] bytes, int from, int to) {
        int end = line.read(bytes, from, to);
        inLine = end == to || bytes[end] != '\n';
        if (inLine) {
            return end;
        }
        add(line.isAddress());
        return end + 1;
    }

    private int continueLine(byte[] bytes, int from, int to) {
        int end = malformed || pendingReturn ? from : line.resume(bytes, from, to);
        if (end == to) {
            return end;
        }
        acceptNonDigit(bytes[end]);
        return end + 1;
    }

    private void acceptNonDigit(byte c) {
        if (c == '\n') {
            endLine();
        } else {
            malformed |= pendingReturn || c != '\r';
            pendingReturn = c == '\r';
        }
    }

    private void endLine() {
        add(!malformed && line.isAddress());
        inLine = false;
        malformed = false;
        pendingReturn = false;
    }

    private void add(boolean isAddress) {
        long number = line.value();
        if (!isAddress || !unit.fits(number)) {
            invalid[invalidCount++] = count;
        }
        addresses[count++] = unit.address(number);
    }

    private void answer(WaitingAnswers answers) {
        resolver.targetNodes(addresses, nodes, count);
        int answered = 0;
        for (int i = 0; i < invalidCount; i++) {
            text.appendNodes(nodes, answered, invalid[i], '\n').append(INVALID);
            answered = invalid[i] + 1;
        }
        text.appendNodes(nodes, answered, count, '\n');
        text.writeTo(answers.blockFor(text.length()));
        text.clear();
        count = 0;
        invalidCount = 0;
    }
}
