package io.targetnode.topology;

/** The topology exists but has no such revision: the revision never existed or has been deleted. */
public final class UnknownRevisionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownRevisionException(TopologyName name, int revision) {
        super("'%s' has no revision %d: it never existed or is no longer stored".formatted(name, revision));
    }
}
