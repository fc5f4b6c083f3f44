package io.targetnode.capture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A table whose bytes a text shows without offsets, as {@code base64}, {@code xxd -p}, {@code xxd -i} and {@code od -An -t x1}
 * print them. It begins with its signature, and ends with the length that its header states.
 */
final class EncodedTable {

    /** After the numbers of an array. {@code iasl -tc} prints their offset and characters as a comment. */
    private static final String END_OF_ROW = "[ };]*+(?:/\\*.*+)?+";

    private static final Pattern COMMENT = Pattern.compile("/\\*.*+");

    /** The form of the digits. */
    enum Form {
        BASE64(
                "(?:U1JB|Q0VE|U0xJ|SE1B)V[A-P][A-Za-z0-9+/]{2}[A-D][A-Za-z0-9+/][A-D][A-Za-z0-9+/]{13,}+={0,2}+",
                "[A-Za-z0-9+/]++={0,2}+"),
        HEXADECIMAL(
                "(?i)(?:0x)?+(?:53[ :-]?52[ :-]?41|43[ :-]?45[ :-]?44|53[ :-]?4c[ :-]?49|48[ :-]?4d[ :-]?41)[ :-]?54(?:[ :-]?[0-9a-f]{2}){8,}+[ :-]?+",
                "(?:[0-9A-Fa-f]{2}[ :-]?+)++"),
        ARRAY(
                "(?i)(?:[^{]{0,200}+\\{ *+)?+0x(?:53, ?0x52, ?0x41|43, ?0x45, ?0x44|53, ?0x4c, ?0x49|48, ?0x4d, ?0x41), ?0x54(?:, ?0x[0-9a-f]{2}){4,}+,?+"
                        + END_OF_ROW,
                "(?:0[xX][0-9A-Fa-f]{2},? ?+)++" + END_OF_ROW);

        private final Pattern first;
        private final Pattern row;

        Form(String first, String row) {
            this.first = Pattern.compile(" *+" + first + " *+");
            this.row = Pattern.compile(" *+" + row);
        }

        Pattern first() {
            return first;
        }
    }

    private static final Pattern BEGINNING = Pattern.compile(
            "\\s*+(?:(?:U1JB|Q0VE|U0xJ|SE1B)V[A-P][A-Za-z0-9+/]{2}[A-D][A-Za-z0-9+/][A-D]|(?i:53524154|43454454|534c4954|484d4154)[0-9a-fA-F]{4}0[0-9a-fA-F]00)");
    private static final Pattern BEFORE_ARRAY = Pattern.compile("^[^{]*+\\{");
    private static final Pattern BETWEEN_BYTES = Pattern.compile("0[xX]|[^0-9A-Fa-f]");
    private static final int HEADER_BYTES = 36;
    /** Digits that include the signature and the length. */
    private static final int BASE64_OF_LENGTH = 12;

    private static final int HEXADECIMAL_OF_LENGTH = 16;

    private final Line heading;
    private final Form form;
    private final StringBuilder digits = new StringBuilder();
    private final int stated;

    private EncodedTable(Line heading, Form form) {
        this.heading = heading;
        this.form = form;
        append(heading.text());
        byte[] header = decode(form == Form.BASE64 ? BASE64_OF_LENGTH : HEXADECIMAL_OF_LENGTH);
        this.stated = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
        if (stated < HEADER_BYTES || stated > DumpedTable.MAX_BYTES) {
            throw heading.refuse(
                    "the header of the table states a length of %,d bytes; upload the file of the table itself"
                            .formatted(Integer.toUnsignedLong(stated)));
        }
    }

    /** The table that begins in a line; empty if none does. */
    static Optional<EncodedTable> at(Line line) {
        return Arrays.stream(Form.values())
                .filter(form -> form.first.matcher(line.text()).matches())
                .findFirst()
                .map(form -> new EncodedTable(line, form));
    }

    /** Whether a text begins with the digits of a table. */
    static boolean begins(String text) {
        return BEGINNING.matcher(text).lookingAt();
    }

    Line heading() {
        return heading;
    }

    String signature() {
        return new String(bytes(), 0, 4, StandardCharsets.US_ASCII);
    }

    /** Whether all bytes of the table were read. */
    boolean isComplete() {
        return digits.length() >= digitsNeeded();
    }

    /** @throws CaptureException if the line has no more bytes */
    void add(Line line) {
        if (!form.row.matcher(line.text()).matches()
                || form.first.matcher(line.text()).matches()) {
            throw line.refuse(missing());
        }
        append(line.text());
    }

    /** @throws CaptureException if bytes are missing */
    byte[] bytes() {
        if (!isComplete()) {
            throw heading.refuse(missing());
        }
        return Arrays.copyOf(decode(digitsNeeded()), stated);
    }

    private String missing() {
        return "the table ends before the %,d bytes that its header states; lines are missing or longer than %,d characters:"
                        .formatted(stated, Lines.MAX_LINE_BYTES)
                + " upload the file of the table itself, or the output of 'xxd'";
    }

    private void append(String row) {
        digits.append(
                switch (form) {
                    case BASE64 -> row.replaceAll("[ =]", "");
                    case HEXADECIMAL -> BETWEEN_BYTES.matcher(row).replaceAll("");
                    case ARRAY ->
                        BETWEEN_BYTES
                                .matcher(COMMENT.matcher(
                                                BEFORE_ARRAY.matcher(row).replaceFirst(""))
                                        .replaceFirst(""))
                                .replaceAll("");
                });
    }

    private int digitsNeeded() {
        return form == Form.BASE64 ? (4 * stated + 2) / 3 : 2 * stated;
    }

    private byte[] decode(int count) {
        String part = digits.substring(0, count);
        return form == Form.BASE64
                ? Base64.getDecoder().decode(part)
                : HexFormat.of().parseHex(part);
    }
}
