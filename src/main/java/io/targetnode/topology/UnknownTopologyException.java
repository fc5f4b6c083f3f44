package io.targetnode.topology;

/** There is no topology of that name. */
public final class UnknownTopologyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownTopologyException(TopologyName name) {
        super("there is no topology named '%s'".formatted(name));
    }
}
