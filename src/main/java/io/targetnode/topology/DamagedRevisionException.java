package io.targetnode.topology;

/** An archived revision does not have the form that a store writes. */
public final class DamagedRevisionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DamagedRevisionException(String message) {
        super(message);
    }

    /** @param field the invalid component of {@link ArchivedRevision} */
    public DamagedRevisionException(String field, String what) {
        super(field + ": " + what);
    }

    /** Never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
