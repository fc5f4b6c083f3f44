package io.targetnode.capture;

/**
 * A capture that cannot be used: which one, at which line, why, and what to do about it. Never what stands there: a file that
 * was taken for another may hold serial numbers, names of hosts, or keys. Numbers that were read as numbers are shown.
 */
public final class CaptureException extends RuntimeException {

    /** The line number of a reason that concerns the whole text. */
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

    /** Never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** What was read: {@code dmesg}, {@code iomem}, and so on. */
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
}
