package io.targetnode.capture;

import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import io.targetnode.memory.MalformedAddressException;
import java.util.function.ToLongFunction;

/**
 * One line of a capture.
 *
 * @param source the name of the capture in messages
 * @param number from 1
 * @param text without control characters and trailing spaces; of a long line only the beginning
 */
record Line(String source, int number, String text) {

    CaptureException refuse(String why) {
        return new CaptureException(source, number, why);
    }

    /** A range whose bounds, both inclusive, are written as {@code 0x} and hex digits. */
    AddressRange range(String start, String end) {
        return range(start, end, Address::parse);
    }

    /** A range whose bounds, both inclusive, are hex digits without {@code 0x}. */
    AddressRange bareRange(String start, String end) {
        return range(start, end, Address::parseBareHex);
    }

    private AddressRange range(String start, String end, ToLongFunction<String> parse) {
        long first = address("start", start, parse);
        long last = address("end", end, parse);
        if (Address.below(last, first)) {
            throw refuse(
                    "the range ends at %s, before its start %s".formatted(Address.print(last), Address.print(first)));
        }
        return new AddressRange(first, last);
    }

    private long address(String bound, String text, ToLongFunction<String> parse) {
        try {
            return parse.applyAsLong(text);
        } catch (MalformedAddressException e) {
            throw refuse("the %s of the range %s".formatted(bound, e.why()));
        }
    }
}
