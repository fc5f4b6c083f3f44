package io.targetnode.api.lookup;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads a JSON batch as programs write it, {@code {"addresses": ["0x20000000", 1073741824]}}, from bytes and without an object
 * per address. It takes less than JSON allows (no escapes, no other fields, no long numbers) and declines at the first byte
 * that is not as expected; what it takes it reads as Jackson would.
 */
final class PlainBatch {

    private static final byte[] FIELD = "\"addresses\"".getBytes(StandardCharsets.US_ASCII);
    /** About as many bytes of the body as an address takes. */
    private static final int ADDRESS_BYTES = 12;

    private final byte[] json;
    private final AddressArray addresses;
    private int at;

    private PlainBatch(byte[] json) {
        this.json = json;
        this.addresses = new AddressArray(json.length / ADDRESS_BYTES + 8);
    }

    /** The addresses; empty if somebody else has to read the body. */
    static Optional<AddressArray> read(byte[] json) {
        PlainBatch batch = new PlainBatch(json);
        return batch.isRead() ? Optional.of(batch.addresses) : Optional.empty();
    }

    private boolean isRead() {
        return skip('{') && skipField() && skip(':') && skip('[') && readAddresses() && skip('}') && isEnd();
    }

    private boolean skip(char expected) {
        skipBlanks();
        return at < json.length && json[at++] == expected;
    }

    private boolean skipField() {
        skipBlanks();
        if (json.length - at < FIELD.length) {
            return false;
        }
        for (byte expected : FIELD) {
            if (json[at++] != expected) {
                return false;
            }
        }
        return true;
    }

    private boolean isEnd() {
        skipBlanks();
        return at == json.length;
    }

    private void skipBlanks() {
        while (at < json.length && isBlank(json[at])) {
            at++;
        }
    }

    private static boolean isBlank(byte c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    /** To the bracket that closes the array. */
    private boolean readAddresses() {
        skipBlanks();
        if (at < json.length && json[at] == ']') {
            at++;
            return true;
        }
        boolean more = true;
        while (more) {
            skipBlanks();
            if (!readAddress()) {
                return false;
            }
            skipBlanks();
            if (at == json.length) {
                return false;
            }
            byte separator = json[at++];
            more = separator == ',';
            if (!more && separator != ']') {
                return false;
            }
        }
        return true;
    }

    private boolean readAddress() {
        if (at == json.length || json[at] != '"') {
            return readInteger();
        }
        at++;
        boolean hex = json.length - at > 2 && json[at] == '0' && (json[at + 1] | 0x20) == 'x';
        if (hex) {
            at += 2;
        }
        return (hex ? readHex() : readDecimal()) && at < json.length && json[at++] == '"';
    }

    /** Of JSON, which has no zeros in front. */
    private boolean readInteger() {
        boolean zero = at < json.length && json[at] == '0';
        int begin = at;
        return readDecimal() && !(zero && at - begin > 1);
    }

    private boolean readHex() {
        int begin = at;
        int limit = Math.min(json.length, begin + Digits.SAFE_HEX);
        long value = 0;
        int i = begin;
        for (; i < limit; i++) {
            int digit = Digits.hex(json[i]);
            if (digit < 0) {
                break;
            }
            value = value << 4 | digit;
        }
        return add(value, begin, i);
    }

    private boolean readDecimal() {
        int begin = at;
        int limit = Math.min(json.length, begin + Digits.SAFE_DECIMALS);
        long value = 0;
        int i = begin;
        for (; i < limit; i++) {
            int digit = Digits.decimal(json[i]);
            if (digit < 0 || digit > 9) {
                break;
            }
            value = value * 10 + digit;
        }
        return add(value, begin, i);
    }

    /** What follows tells whether the number was longer. */
    private boolean add(long value, int begin, int end) {
        at = end;
        addresses.add(value);
        return end > begin;
    }
}
