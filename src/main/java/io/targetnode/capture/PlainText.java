package io.targetnode.capture;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Unwraps text that was copied from a mail, a web page, or the log of a container or program: removes prefixes, tags and
 * encodings. The result has the lines that the host printed. The beginning of a text decides what is unwrapped, so that a
 * text that is not wrapped costs little.
 */
public final class PlainText {

    /** Longer texts are not unwrapped. Boot logs and tables are far shorter, and unwrapping takes several times the memory. */
    static final int MAX_BYTES = 16 << 20;

    private static final int BEGINNING_CHARS = 65_536;

    /** Treats each byte as a character: line ends and ASCII are the same in all encodings but UTF-16. */
    private static final Charset BYTES = StandardCharsets.ISO_8859_1;

    private PlainText() {}

    /** The unwrapped text; the same array if there is nothing to unwrap, or if it is not text. */
    public static byte[] of(byte[] content) {
        return of(content, length -> {});
    }

    /** @param reserve called with the length of the text before it is unwrapped, which takes several times the memory */
    public static byte[] of(byte[] content, IntConsumer reserve) {
        if (content.length > MAX_BYTES || MagicBytes.formatOf(content).isPresent()) {
            return content;
        }
        byte[] text = isUtf16(content)
                ? new String(content, StandardCharsets.UTF_16).getBytes(StandardCharsets.UTF_8)
                : content;
        String beginning = new String(text, 0, Math.min(text.length, BEGINNING_CHARS), BYTES);
        String sample = unwrap(beginning);
        if (sample.equals(beginning)) {
            return NewestFirst.inOrder(text);
        }
        reserve.accept(text.length);
        return NewestFirst.inOrder(unwrap(new String(text, BYTES)).getBytes(BYTES));
    }

    /** A text in which nothing was recognised, without the prefix that its lines have before those of a known format. */
    public static byte[] withoutPrefix(byte[] text) {
        return text.length > MAX_BYTES || MagicBytes.formatOf(text).isPresent()
                ? text
                : CommonPrefix.remove(new String(text, BYTES)).getBytes(BYTES);
    }

    /** The beginning of a text, which decides what is unwrapped. */
    static String beginning(String text) {
        return text.substring(0, Math.min(text.length(), BEGINNING_CHARS));
    }

    /**
     * Whether a pattern occurs. Logs have few of the characters with which it begins, so this is faster than a plain search.
     *
     * @param firsts all characters with which a match can begin
     */
    static boolean has(String firsts, Pattern pattern, String beginning) {
        Matcher matcher = pattern.matcher(beginning);
        return firsts.chars().anyMatch(first -> {
            int at = beginning.indexOf(first);
            while (at >= 0 && !matcher.region(at, beginning.length()).lookingAt()) {
                at = beginning.indexOf(first, at + 1);
            }
            return at >= 0;
        });
    }

    private static String unwrap(String text) {
        String mail = MailText.decode(text);
        if (MagicBytes.isGzip(mail)) {
            return mail;
        }
        String decoded = HtmlText.decode(QuotedPrintable.decode(mail));
        String lines = JsonLog.messages(decoded).orElseGet(() -> JournalFields.messages(decoded));
        return LineSuffix.remove(LinePrefix.remove(RewrappedLog.restore(PrintedCharacters.restore(lines))));
    }

    /** Whether the text begins with a byte order mark of UTF-16. */
    private static boolean isUtf16(byte[] text) {
        return text.length >= 2 && (text[0] & text[1] & 0xff) == 0xfe && (text[0] | text[1]) == -1;
    }
}
