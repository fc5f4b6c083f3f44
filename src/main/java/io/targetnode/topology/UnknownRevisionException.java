package io.targetnode.topology;

/** There is a topology of that name, and no such revision of it: there never was, or it is not kept any more. */
public final class UnknownRevisionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownRevisionException(TopologyName name, int revision) {
        super("'%s' has no revision %d: there never was one, or it is not kept any more".formatted(name, revision));
    }
}
