package io.targetnode.topology.intake;

/** A file, or a member of a bundle, cannot be used. The message names it and the reason. */
public final class UnusableFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String place;
    private final String why;
    private final boolean tooLarge;

    UnusableFileException(String place, String why) {
        this(place, why, false);
    }

    private UnusableFileException(String place, String why, boolean tooLarge) {
        super(place + ": " + why);
        this.place = place;
        this.why = why;
        this.tooLarge = tooLarge;
    }

    static UnusableFileException tooLarge(String place, String why) {
        return new UnusableFileException(place, why, true);
    }

    /** The name of the part, or the number of the member; never a file name of the client. */
    public String place() {
        return place;
    }

    /** The reason, without the place. */
    String why() {
        return why;
    }

    /** Whether its size is the reason. */
    public boolean isTooLarge() {
        return tooLarge;
    }
}
