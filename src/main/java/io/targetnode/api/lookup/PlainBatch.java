package io.targetnode.api.lookup;

import io.targetnode.memory.AddressScanner;
import io.targetnode.memory.AsciiBytes;
import java.util.Arrays;
import java.util.Optional;

/**
 * Parses a JSON batch as programs write it: {@code {"addresses": ["0x20000000", 1073741824]}}. It parses the bytes and allocates
 * no object for an address. It accepts a subset of JSON (no escapes, no other fields) and declines the body at the first byte
 * outside the subset. Jackson reads the same addresses from every accepted body.
 */
final class PlainBatch {

    private static final byte[] FIELD = AsciiBytes.of("\"addresses\"");

    /** The usual length of an address in the body. */
    private static final int ADDRESS_BYTES = 12;

    private final byte[] json;
    private final AddressArray addresses;
    private final AddressScanner scanner = new AddressScanner();
    private int at;

    private PlainBatch(byte[] json) {
        this.json = json;
        this.addresses = new AddressArray(json.length / ADDRESS_BYTES + 8);
    }

    /** The addresses; empty for a body that Jackson has to read. */
    static Optional<AddressArray> read(byte[] json) {
        PlainBatch batch = new PlainBatch(json);
        return batch.tryRead() ? Optional.of(batch.addresses) : Optional.empty();
    }

    private boolean tryRead() {
        return skip('{') && skipField() && skip(':') && skip('[') && readAddresses() && skip('}') && isEnd();
    }

    private boolean skip(char expected) {
        skipBlanks();
        return at < json.length && json[at++] == expected;
    }

    private boolean skipField() {
        skipBlanks();
        int from = at;
        at = Math.min(json.length, from + FIELD.length);
        return Arrays.equals(json, from, at, FIELD, 0, FIELD.length);
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

    /** Reads up to and including the bracket that closes the array. */
    private boolean readAddresses() {
        skipBlanks();
        if (at < json.length && json[at] == ']') {
            at++;
            return true;
        }
        while (readAddress()) {
            skipBlanks();
            if (at == json.length) {
                return false;
            }
            byte separator = json[at++];
            if (separator != ',') {
                return separator == ']';
            }
        }
        return false;
    }

    private boolean readAddress() {
        skipBlanks();
        boolean quoted = at < json.length && json[at] == '"';
        int from = quoted ? at + 1 : at;
        at = scanner.read(json, from, json.length);
        addresses.add(scanner.value());
        return scanner.isAddress() && (quoted ? at < json.length && json[at++] == '"' : isInteger(from));
    }

    /** A JSON integer has neither {@code 0x} nor leading zeros. */
    private boolean isInteger(int from) {
        return json[from] != '0' || at == from + 1;
    }
}
