package io.targetnode.store;

import java.util.regex.Pattern;

/** A text is not a document that this version can read. States where it is wrong and why. */
public final class DamagedDocumentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int POINTER_CHARACTERS = 200;

    /** Control and format characters and surrogates: a document from outside may contain anything. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private final String pointer;

    DamagedDocumentException(String pointer, String what) {
        super(printable((pointer.isEmpty() ? "the document" : shorten(pointer)) + ": " + what));
        this.pointer = printable(shorten(pointer));
    }

    /** Never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** The position as a JSON pointer (RFC 6901), printable and shortened; empty for the document as a whole. */
    public String pointer() {
        return pointer;
    }

    private static String shorten(String text) {
        return text.length() <= POINTER_CHARACTERS ? text : text.substring(0, POINTER_CHARACTERS) + "…";
    }

    private static String printable(String text) {
        return UNPRINTABLE.matcher(text).replaceAll("?");
    }
}
