package io.targetnode.memory;

/** A text that was to be an address and is none. */
public final class MalformedAddressException extends IllegalArgumentException {

    private static final int SHOWN = 40;

    private static final long serialVersionUID = 1L;

    private final String why;

    MalformedAddressException(String text, String why) {
        super("'%s' %s; an address is 0x and hexadecimal digits, or decimal digits, below 2^64"
                .formatted(shorten(text), why));
        this.why = why;
    }

    /** The reason alone, without the text: what was not sent to be shown may hold anything. */
    public String why() {
        return why;
    }

    /** Never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** What a client sent may be long and may hold anything: a message shows its printable beginning. */
    private static String shorten(String text) {
        String shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
        return shown.replaceAll("\\p{Cntrl}", "?");
    }
}
