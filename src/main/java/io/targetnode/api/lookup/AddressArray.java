package io.targetnode.api.lookup;

import io.targetnode.api.json.HexAddress;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/** Many addresses of a JSON array, eight bytes each. */
@JsonDeserialize(using = AddressArray.Reader.class)
final class AddressArray {

    private long[] values;
    private int length;

    /** @param expected the likely number of addresses */
    AddressArray(int expected) {
        values = new long[expected];
    }

    int length() {
        return length;
    }

    /** The array itself, not a copy. Its first {@link #length} values are the addresses. */
    long[] values() {
        return values;
    }

    void add(long value) {
        if (length == values.length) {
            values = Arrays.copyOf(values, length + length / 2);
        }
        values[length++] = value;
    }

    static final class Reader extends ValueDeserializer<AddressArray> {
        @Override
        public AddressArray deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                return context.reportInputMismatch(long[].class, "not an array");
            }
            AddressArray addresses = new AddressArray(64);
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                try {
                    addresses.add(HexAddress.read(parser, context));
                } catch (JacksonException e) {
                    throw e.prependPath(addresses, addresses.length);
                }
            }
            return addresses;
        }
    }
}
