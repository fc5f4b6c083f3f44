package io.targetnode.memory;

/** A text is not an address. */
public final class MalformedAddressException extends IllegalArgumentException {

    private static final int SHOWN = 40;

    private static final long serialVersionUID = 1L;

    private final String why;

    MalformedAddressException(String text, String why) {
        super("'%s' %s; an address is 0x and hexadecimal digits, or decimal digits, below 2^64"
                .formatted(shorten(text), why));
        this.why = why;
    }

    /** The reason without the text, for messages that must not show the text. */
    public String why() {
        return why;
    }

    /** Never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** The beginning of the text without control characters: a client may send a text of any length and content. */
    private static String shorten(String text) {
        String shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
        return shown.replaceAll("\\p{Cntrl}", "?");
    }
}
