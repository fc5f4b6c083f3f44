package io.targetnode.topology;

/** A revision to be imported is stored with different content: it belongs to another topology of the same name. */
public final class ImportConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int index;

    /** @param index the position among the revisions to be stored, from 0 */
    public ImportConflictException(int index, RevisionSummary revision) {
        super("revision %d of '%s' is already stored with different content"
                .formatted(revision.revision(), revision.name()));
        this.index = index;
    }

    /** Never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** The position among the revisions to be stored, from 0. */
    public int index() {
        return index;
    }
}
