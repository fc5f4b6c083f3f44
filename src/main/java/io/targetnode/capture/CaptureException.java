package io.targetnode.capture;

/**
 * A capture that cannot be used. The message names the capture, the line, the reason and the remedy. It never quotes the text,
 * because a file of another kind may hold serial numbers, host names or keys. It may show values that were parsed as numbers.
 */
public final class CaptureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String source;
    private final String place;

    /** @param source the name of the capture; the reason concerns its complete text */
    CaptureException(String source, String why) {
        this(source, source, why);
    }

    /** @param line from 1 */
    CaptureException(String source, int line, String why) {
        this(source, "%s, line %d".formatted(source, line), why);
    }

    private CaptureException(String source, String place, String why) {
        super(place + ": " + why);
        this.source = source;
        this.place = place;
    }

    /** The name of the capture. */
    public String source() {
        return source;
    }

    /** Never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** The name of the capture, with the line if the reason concerns one: {@code iomem}, {@code dmesg, line 7}. */
    public String place() {
        return place;
    }
}
