package io.targetnode.capture;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text that was copied from the source of a web page: tags are removed, and character entities become characters. */
final class HtmlText {

    private static final Map<String, String> NAMED =
            Map.of("gt", ">", "lt", "<", "amp", "&", "quot", "\"", "apos", "'", "nbsp", " ");
    private static final Pattern ENTITY =
            Pattern.compile("&(?:(gt|lt|amp|quot|apos|nbsp)|#(\\d{1,5}+)|#[xX]([0-9a-fA-F]{1,4}+));");

    /** Tags that begin a new line. */
    private static final Pattern BLOCK =
            Pattern.compile("(?i)</?(?:br|p|div|pre|tr|li|ol|ul|table|tbody|html|head|body)(?:[ /][^<>]{0,1000}+)?+>");

    private static final Pattern INLINE = Pattern.compile(
            "(?i)</?(?:span|code|samp|tt|kbd|b|i|em|strong|font|a|td|th|mark|wbr)(?:[ /][^<>]{0,1000}+)?+>");

    private static final int NO_BREAK_SPACE = 0xa0;

    private HtmlText() {}

    /** The decoded text; the same text if it has neither tags nor entities. */
    static String decode(String text) {
        String beginning = PlainText.beginning(text);
        String plain = text;
        if (PlainText.has("<", BLOCK, beginning) || PlainText.has("<", INLINE, beginning)) {
            plain = INLINE.matcher(BLOCK.matcher(text).replaceAll("\n")).replaceAll("");
        }
        // Twice: a page that shows HTML source encodes the entities again.
        return PlainText.has("&", ENTITY, beginning) ? entities(entities(plain)) : plain;
    }

    private static String entities(String text) {
        return ENTITY.matcher(text).replaceAll(entity -> Matcher.quoteReplacement(character(entity)));
    }

    private static String character(MatchResult entity) {
        if (entity.group(1) != null) {
            return NAMED.getOrDefault(entity.group(1), "");
        }
        int code = entity.group(2) != null ? Integer.parseInt(entity.group(2)) : Integer.parseInt(entity.group(3), 16);
        // The host printed only ASCII.
        return code == NO_BREAK_SPACE ? " " : code < 0x80 ? String.valueOf((char) code) : "?";
    }
}
