package io.targetnode.topology;

/** There is a topology of that name already. */
public final class TopologyExistsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TopologyExistsException(TopologyName name) {
        super("there is a topology named '%s' already; PUT replaces it".formatted(name));
    }
}
