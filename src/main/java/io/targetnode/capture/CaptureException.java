package io.targetnode.capture;

/**
 * A capture that cannot be used: which one, at which line, why, and what to do about it. The message never quotes the text, as a
 * file of another kind may hold serial numbers, host names or keys. It may show numbers that were read as numbers.
 */
public final class CaptureException extends RuntimeException {

    /** The line number of a reason that concerns the complete text. */
    public static final int WHOLE_TEXT = 0;

    private static final long serialVersionUID = 1L;

    private final String source;
    private final int line;
    private final String why;

    CaptureException(String source, int line, String why) {
        super("%s: %s".formatted(line == WHOLE_TEXT ? source : source + ", line " + line, why));
        this.source = source;
        this.line = line;
        this.why = why;
    }

    /** The refusal of a complete text. */
    static CaptureException wholeText(String source, String why) {
        return new CaptureException(source, WHOLE_TEXT, why);
    }

    /** Never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** The name of the capture: {@code dmesg}, {@code iomem}, and so on. */
    public String source() {
        return source;
    }

    /** The line number, from 1; {@link #WHOLE_TEXT} if the reason concerns no single line. */
    public int line() {
        return line;
    }

    /** The reason, without source and line. */
    public String why() {
        return why;
    }
}
