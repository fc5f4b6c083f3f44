package io.targetnode.topology;

/** A topology of that name exists. */
public final class TopologyExistsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TopologyExistsException(TopologyName name) {
        super("a topology named '%s' already exists; use PUT to replace it".formatted(name));
    }
}
