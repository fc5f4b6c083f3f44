package io.targetnode.topology;

/** A revision to be imported is stored with another content: it belongs to another topology of that name. */
public final class ImportConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int index;

    /** @param index position among the revisions that were to be stored */
    public ImportConflictException(int index, RevisionSummary revision) {
        super("revision %d of '%s' is stored with another content".formatted(revision.revision(), revision.name()));
        this.index = index;
    }

    /** Never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** Position among the revisions that were to be stored, from 0. */
    public int index() {
        return index;
    }
}
