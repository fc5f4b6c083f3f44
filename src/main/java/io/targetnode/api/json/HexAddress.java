package io.targetnode.api.json;

import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.memory.Address;
import io.targetnode.memory.MalformedAddressException;
import java.math.BigInteger;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * An address in JSON. It is read from a string (0x and hexadecimal digits of any case and padding, or decimal digits) or from an
 * integer below 2^64. It is written as a string of lower-case hexadecimal digits without padding.
 *
 * @param value unsigned
 */
@Schema(
        type = "string",
        description = "An unsigned 64-bit address: 0x and hexadecimal digits, or decimal digits.",
        example = "0x20000000")
@JsonDeserialize(using = HexAddress.Reader.class)
public record HexAddress(long value) {

    public static HexAddress parse(String text) {
        return new HexAddress(Address.parse(text));
    }

    @JsonValue
    @Override
    public String toString() {
        return Address.print(value);
    }

    /** Reads the parser's current token. */
    public static long read(JsonParser parser, DeserializationContext context) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parse(parser.getString(), context);
        }
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return ofInteger(parser.getBigIntegerValue(), context);
        }
        return context.reportInputMismatch(
                HexAddress.class, "an address is a string, or an integer without exponent and fraction");
    }

    private static long parse(String text, DeserializationContext context) {
        try {
            return Address.parse(text);
        } catch (MalformedAddressException e) {
            // The second parameter is a format string, and the message may contain a percent sign.
            return context.reportInputMismatch(HexAddress.class, "%s", e.getMessage());
        }
    }

    private static long ofInteger(BigInteger integer, DeserializationContext context) {
        if (integer.signum() < 0 || integer.bitLength() > Long.SIZE) {
            return context.reportInputMismatch(HexAddress.class, "an address must be at least 0 and below 2^64");
        }
        return integer.longValue();
    }

    static final class Reader extends ValueDeserializer<HexAddress> {
        @Override
        public HexAddress deserialize(JsonParser parser, DeserializationContext context) {
            return new HexAddress(read(parser, context));
        }
    }
}
