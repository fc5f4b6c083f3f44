package io.targetnode.topology;

/** A revision of an archive or of a store does not have the form that a store writes. */
public final class DamagedRevisionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DamagedRevisionException(String message) {
        super(message);
    }

    /** @param place the revision, or the invalid component of {@link ArchivedRevision} */
    public DamagedRevisionException(String place, String what) {
        super(place + ": " + what);
    }

    /** Never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
