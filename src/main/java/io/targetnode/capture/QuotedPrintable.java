package io.targetnode.capture;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An encoding of mails: {@code =3D} stands for an equals sign, and a line that ends with an equals sign continues on the next
 * line.
 */
final class QuotedPrintable {

    private static final Pattern SOFT_LINE_BREAK = Pattern.compile("= {0,8}+\r?+\n");
    private static final Pattern ENCODED = Pattern.compile("=([0-9A-F]{2})");

    /** An equals sign that is part of no code. A text that has one is not encoded. */
    private static final Pattern BARE = Pattern.compile("=(?![0-9A-F]{2}| {0,8}+\r?+\n| {0,8}+\\z)");

    private QuotedPrintable() {}

    /** The decoded text; the same text if it is not encoded. */
    static String decode(String text) {
        String beginning = PlainText.beginning(text);
        boolean encoded = beginning.contains("=3D") && !BARE.matcher(beginning).find();
        return encoded ? decodeAll(text) : text;
    }

    /** The decoded text, where a header says that it is encoded. */
    static String decodeAll(String text) {
        return ENCODED.matcher(SOFT_LINE_BREAK.matcher(text).replaceAll(""))
                .replaceAll(
                        code -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(code.group(1), 16))));
    }
}
