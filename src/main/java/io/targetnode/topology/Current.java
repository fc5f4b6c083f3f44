package io.targetnode.topology;

import java.util.function.Function;

/**
 * A current revision and its position in the order of writes.
 *
 * @param topology the revision: its upload, its summary or its replay
 * @param number the number of the write that made it
 * @param created the number of the write that created the topology; differs from that of a deleted topology of the same name
 */
public record Current<T>(T topology, long number, long created) {

    /** The same position with another form of the revision. */
    public <R> Current<R> map(Function<? super T, ? extends R> form) {
        return new Current<>(form.apply(topology), number, created);
    }
}
