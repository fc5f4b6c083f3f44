package io.targetnode.api.problem;

import java.util.regex.Pattern;

/** Shortens text from a client and replaces unprintable characters before the text is returned to the client. */
final class Printable {

    /** Control and format characters (direction marks, for instance) and halves of surrogate pairs. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private Printable() {}

    static String of(String text, int length) {
        String shown = text.length() <= length ? text : text.substring(0, length) + "…";
        return UNPRINTABLE.matcher(shown).replaceAll("?");
    }
}
