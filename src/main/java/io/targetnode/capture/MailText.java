package io.targetnode.capture;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The text of a saved mail, or of several. Each part is decoded as its header says: quoted-printable or base64. If a mail
 * exists as text and as HTML, the HTML part is left out. Headers stay as they are.
 */
final class MailText {

    private static final Pattern ENCODING = Pattern.compile(
            "^content-transfer-encoding:[ \\t]*+(quoted-printable|base64)[ \\t]*+\\r?+$",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private static final Pattern PAGE =
            Pattern.compile("^content-type:[ \\t]*+text/html\\b", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    /** The empty line after a header. */
    private static final Pattern HEADER_END = Pattern.compile("\\n\\r?+\\n");

    /** A line after which the next part or mail begins. It is not the {@code ---} of a patch or the {@code --} of a signature. */
    private static final Pattern PART_END = Pattern.compile("\\n(?=--(?!-?+[ \\r\\n])|From [^\\n]{0,200}@)");

    /** Base64 without a header: at least three long lines, or one that begins as a gzip file does. Shorter lines may be words. */
    private static final Pattern BASE64 =
            Pattern.compile("(?:H4sI|(?:[A-Za-z0-9+/]{60,76}\\r?+\\n){3})[A-Za-z0-9+/=\\r\\n]*+");

    /** The end of a file in base64, if a gzip file follows. */
    private static final Pattern NEXT_GZIP = Pattern.compile("(?<==)\\s*+(?=H4sI)");

    private MailText() {}

    /** The decoded text; the same text if nothing in it is encoded. */
    static String decode(String text) {
        String beginning = PlainText.beginning(text);
        if (BASE64.matcher(beginning).matches()) {
            return base64(text);
        }
        boolean named = beginning.contains("-Encoding:") || beginning.contains("-encoding:");
        return named && ENCODING.matcher(beginning).find() ? decodeParts(text) : text;
    }

    private static String decodeParts(String text) {
        StringBuilder decoded = new StringBuilder(text.length());
        Matcher encoding = ENCODING.matcher(text);
        Matcher headerEnd = HEADER_END.matcher(text);
        Matcher partEnd = PART_END.matcher(text);
        int from = 0;
        while (encoding.find(from) && headerEnd.find(encoding.end())) {
            int body = headerEnd.end();
            int end = partEnd.find(body) ? partEnd.start() : text.length();
            String header = text.substring(from, body);
            decoded.append(header);
            boolean alternative =
                    decoded.length() > header.length() && PAGE.matcher(header).find();
            if (!alternative) {
                decoded.append(decode(encoding.group(1), text.substring(body, end)));
            }
            from = end;
        }
        return decoded.append(text, from, text.length()).toString();
    }

    private static String decode(String encoding, String body) {
        return encoding.toLowerCase(Locale.ROOT).equals("base64") ? base64(body) : QuotedPrintable.decodeAll(body);
    }

    /** Decodes base64, also of several gzip files one after the other; leaves an ACPI table encoded. */
    private static String base64(String text) {
        return EncodedTable.begins(text)
                ? text
                : NEXT_GZIP.splitAsStream(text).map(MailText::decodeFile).collect(Collectors.joining());
    }

    /** Ignores what follows the padding, and a last character that is part of no byte. */
    private static String decodeFile(String text) {
        String digits = text.replaceFirst("=(?s:.*+)", "").replaceAll("[^A-Za-z0-9+/]", "");
        byte[] bytes =
                Base64.getDecoder().decode(digits.substring(0, digits.length() - (digits.length() % 4 == 1 ? 1 : 0)));
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
