package io.targetnode.capture;

/** A gzip stream that is damaged or cut off. */
public final class GzipException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String place;

    GzipException(String place, String fault) {
        super((place.isEmpty() ? "the body is " : "") + "not a valid gzip stream: " + fault);
        this.place = place;
    }

    /** Never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** Name of the file or number of the member that holds the stream; empty if it is the body itself. */
    public String place() {
        return place;
    }
}
