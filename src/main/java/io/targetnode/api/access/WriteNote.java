package io.targetnode.api.access;

import io.targetnode.topology.TopologyName;
import io.targetnode.topology.WriteOutcome;
import jakarta.servlet.ServletRequest;
import java.util.Optional;

/**
 * What a controller knows of a write and the request does not show: {@code app} reads it for the audit log.
 *
 * @param name the topology
 * @param outcome the effect of an upload
 * @param detail the result of an import
 */
public record WriteNote(Optional<TopologyName> name, Optional<WriteOutcome> outcome, Optional<String> detail) {

    private static final String ATTRIBUTE = WriteNote.class.getName();

    private static final WriteNote NOTHING = new WriteNote(Optional.empty(), Optional.empty(), Optional.empty());

    /** An upload to the topology begins. */
    public static WriteNote of(TopologyName name) {
        return new WriteNote(Optional.of(name), Optional.empty(), Optional.empty());
    }

    /** An upload is stored. */
    public static WriteNote of(WriteOutcome outcome, TopologyName name) {
        return new WriteNote(Optional.of(name), Optional.of(outcome), Optional.empty());
    }

    /** An import has ended. */
    public static WriteNote of(String detail) {
        return new WriteNote(Optional.empty(), Optional.empty(), Optional.of(detail));
    }

    /** The last note that was added to the request. */
    public static WriteNote in(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof WriteNote note ? note : NOTHING;
    }

    /** Replaces an earlier note. */
    public void addTo(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
