package io.targetnode.topology.intake;

/** A file, or a member of a bundle, that cannot be used: which one, and why. */
public final class UnusableFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String place;
    private final boolean tooLarge;

    UnusableFileException(String place, String why) {
        this(place, why, false);
    }

    private UnusableFileException(String place, String why, boolean tooLarge) {
        super(place + ": " + why);
        this.place = place;
        this.tooLarge = tooLarge;
    }

    static UnusableFileException tooLarge(String place, String why) {
        return new UnusableFileException(place, why, true);
    }

    /** Never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** The name of the part, or the number of the member; never a name that the client chose. */
    public String place() {
        return place;
    }

    /** Whether it is refused for its size. */
    public boolean isTooLarge() {
        return tooLarge;
    }
}
