package io.targetnode.api.events;

import io.targetnode.topology.TopologyChange;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;

/** Events as text/event-stream: lines of a name and a value, and a blank line that ends the event. */
final class EventText {

    /** A comment, which shows proxies that the connection is alive. */
    static final String HEARTBEAT = ":\n\n";

    /** Its id is 0: a client that is disconnected after it has no state, and resumes with all stored events. */
    static final String RESET = """
            id: 0
            event: reset
            data: {"reason":"Deletions after your last event may have expired. Discard your state: all stored events follow."}

            """;

    /** The time after which a disconnected client reconnects, perhaps to another replica. */
    private static final String RETRY = "retry: 1000\n";

    private final JsonMapper mapper;

    EventText(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** The data of an event. */
    private record Data(String topology, int revision, Instant at) {}

    /** The greeting of a client that resumes. */
    static String resumed() {
        return RETRY + "\n";
    }

    /** The greeting of a new client: it can resume even if it is disconnected before the first event. */
    static String begun(long number) {
        return RETRY + "id: " + number + "\n\n";
    }

    String of(TopologyChange change) {
        Data data = new Data(change.name().text(), change.revision(), change.at());
        String kind = change.kind().name().toLowerCase(Locale.ROOT);
        return "id: " + change.number() + "\nevent: " + kind + "\ndata: " + mapper.writeValueAsString(data) + "\n\n";
    }
}
