package io.targetnode.api.events;

import io.targetnode.topology.TopologyChange;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;

/** Writes events as {@code text/event-stream}: lines of a name and a value, and a blank line after each event. */
final class EventText {

    /** A comment, not an event. It is sent because proxies close connections that look idle. */
    static final String HEARTBEAT = ":\n\n";

    /** The id is 0. A client that is disconnected after a reset has no state, so it resumes from the beginning. */
    static final String RESET = """
            id: 0
            event: reset
            data: {"reason":"Writes after your last event may be missing. Discard your state: all stored topologies follow."}

            """;

    /** A disconnected client waits for 1,000 ms before it reconnects, perhaps to another replica. */
    private static final String RETRY = "retry: 1000\n";

    private final JsonMapper mapper;

    EventText(JsonMapper mapper) {
        this.mapper = mapper;
    }

    private record Data(String topology, int revision, Instant at) {}

    /** The first lines for a client that resumes. */
    static String resumed() {
        return RETRY + "\n";
    }

    /** The first lines for a new client. The id lets it resume even if it is disconnected before the first event. */
    static String started(long number) {
        return RETRY + "id: " + number + "\n\n";
    }

    String of(TopologyChange change) {
        Data data = new Data(change.name().text(), change.revision(), change.at());
        String kind = change.kind().name().toLowerCase(Locale.ROOT);
        return "id: " + change.number() + "\nevent: " + kind + "\ndata: " + mapper.writeValueAsString(data) + "\n\n";
    }
}
