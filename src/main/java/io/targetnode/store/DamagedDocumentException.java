package io.targetnode.store;

import java.util.regex.Pattern;

/** A text that is no stored document of this version: where, and what is wrong there. */
public final class DamagedDocumentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int POINTER_SHOWN = 200;

    /** Control and format characters and halves of surrogate pairs: a document of a stranger may hold anything. */
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

    /** The place as a JSON pointer (RFC 6901), printable and not long; empty for the document as a whole. */
    public String pointer() {
        return pointer;
    }

    private static String shorten(String text) {
        return text.length() <= POINTER_SHOWN ? text : text.substring(0, POINTER_SHOWN) + "…";
    }

    private static String printable(String text) {
        return UNPRINTABLE.matcher(text).replaceAll("?");
    }
}
