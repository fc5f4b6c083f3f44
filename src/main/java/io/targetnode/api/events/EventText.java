package io.targetnode.api.events;

import io.targetnode.topology.TopologyChange;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;

/** Events as text/event-stream has them: lines of a name and a value, and a blank line that ends the event. */
final class EventText {

    /** Is no event: keeps the connection from looking dead to whatever is in between. */
    static final String HEARTBEAT = ":\n\n";

    /** Whoever is cut off after this one resumes with 0, and that is right: it knows nothing. */
    static final String RESET = """
            id: 0
            event: reset
            data: {"reason":"Deletions after the last event that you had may have been forgotten. Forget what you know: what is kept follows, from the beginning."}

            """;

    /** How long a client that was cut off waits before it comes back, perhaps to another replica. */
    private static final String RETRY = "retry: 1000\n";

    private final JsonMapper mapper;

    EventText(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** The data of an event. */
    private record Data(String topology, int revision, Instant at) {}

    /** The beginning for a reader that was here before. */
    static String resumed() {
        return RETRY + "\n";
    }

    /** The beginning for a reader that is new: it knows where to resume even if it is cut off before the first event. */
    static String begun(long number) {
        return RETRY + "id: " + number + "\n\n";
    }

    String of(TopologyChange change) {
        Data data = new Data(change.name().text(), change.revision(), change.at());
        String kind = change.kind().name().toLowerCase(Locale.ROOT);
        return "id: " + change.number() + "\nevent: " + kind + "\ndata: " + mapper.writeValueAsString(data) + "\n\n";
    }
}
