package io.targetnode.capture;

/** A capture that cannot be used: which one, at which line, why, and what to do about it. */
public final class CaptureException extends RuntimeException {

    /** The line number of a reason that concerns the whole text. */
    public static final int WHOLE_TEXT = 0;

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 40;

    private final String source;
    private final int line;
    private final String why;

    CaptureException(String source, int line, String why) {
        super("%s: %s".formatted(line == WHOLE_TEXT ? source : source + ", line " + line, printable(why)));
        this.source = source;
        this.line = line;
        this.why = printable(why);
    }

    /** Never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** What was read: {@code dmesg}, {@code iomem}, {@code memmap} or {@code acpidump}. */
    public String source() {
        return source;
    }

    /** Line number, from 1; {@link #WHOLE_TEXT} if no single line is to blame. */
    public int line() {
        return line;
    }

    /** The reason, a sentence without source and line. */
    public String why() {
        return why;
    }

    /** What a client sent may be long: a message shows its beginning. */
    static String shorten(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    /** And it may hold anything: terminals and logs get printable ASCII only. */
    private static String printable(String text) {
        return text.replaceAll("[^\\x20-\\x7e…]", "?");
    }
}
