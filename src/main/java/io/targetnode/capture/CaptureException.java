package io.targetnode.capture;

/**
 * A capture that cannot be used: which one, at which line, why, and what to do about it. The message never quotes the text, as a
 * file of another kind may hold serial numbers, host names or keys. It may show numbers that were read as numbers.
 */
public final class CaptureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String place;

    /** @param place the name of the capture if the reason concerns the complete text */
    CaptureException(String place, String why) {
        super(place + ": " + why);
        this.place = place;
    }

    /** @param line from 1 */
    CaptureException(String source, int line, String why) {
        this("%s, line %d".formatted(source, line), why);
    }

    /** The name of the capture, with the line if the reason concerns one: {@code iomem}, {@code dmesg, line 7}. */
    public String place() {
        return place;
    }
}
