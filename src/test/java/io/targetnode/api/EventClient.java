package io.targetnode.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client that follows the events as the standard says, and remembers the last id. Closed, its connection is cut. */
final class EventClient implements AutoCloseable {

    /** Longer than a heartbeat takes: a stream that is silent for so long is dead. */
    private static final int PATIENCE_MILLIS = 20_000;

    private final HttpURLConnection connection;
    private final BufferedReader lines;
    private String lastId = "";

    /**
     * @param path with its query
     * @param lastId for the header; empty for none
     */
    EventClient(Api api, String path, String lastId) {
        try {
            connection =
                    (HttpURLConnection) URI.create(api.base() + path).toURL().openConnection();
            connection.setReadTimeout(PATIENCE_MILLIS);
            if (!lastId.isEmpty()) {
                connection.setRequestProperty("Last-Event-ID", lastId);
            }
            lines = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.lastId = lastId;
    }

    /** Follows from now on; the first lines are read when this returns. */
    static EventClient now(Api api) {
        EventClient client = new EventClient(api, "/api/v1/events", "");
        client.block();
        return client;
    }

    static EventClient after(Api api, String lastId) {
        return new EventClient(api, "/api/v1/events", lastId);
    }

    /** An event as it came. */
    record Event(String id, String kind, String data) {

        long number() {
            return Long.parseLong(id);
        }

        JsonNode json() {
            return JsonMapper.shared().readTree(data);
        }

        String topology() {
            return json().get("topology").asString();
        }

        int revision() {
            return json().get("revision").asInt();
        }
    }

    /** What the client would resume with. */
    String lastId() {
        return lastId;
    }

    String header(String name) {
        return String.valueOf(connection.getHeaderField(name));
    }

    /** The next event; throws if the stream ends. */
    Event next() {
        Event event = nextIfAny();
        if (event == null) {
            throw new IllegalStateException("the stream ended after " + lastId);
        }
        return event;
    }

    /** The next events, up to the first that is so. */
    List<Event> until(Predicate<Event> last) {
        List<Event> events = new ArrayList<>();
        do {
            events.add(next());
        } while (!last.test(events.get(events.size() - 1)));
        return events;
    }

    /** All events until the stream ends. */
    List<Event> rest() {
        List<Event> events = new ArrayList<>();
        for (Event event = nextIfAny(); event != null; event = nextIfAny()) {
            events.add(event);
        }
        return events;
    }

    @Override
    public void close() {
        connection.disconnect();
    }

    private @Nullable Event nextIfAny() {
        List<String> block = block();
        while (!block.isEmpty() && block.stream().noneMatch(line -> line.startsWith("data: "))) {
            block = block();
        }
        return block.isEmpty() ? null : new Event(lastId, value(block, "event"), value(block, "data"));
    }

    /** Lines up to the next blank one; empty if the stream is at its end. */
    private List<String> block() {
        List<String> block = new ArrayList<>();
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    if (block.stream().anyMatch(field -> field.startsWith("id: "))) {
                        lastId = value(block, "id");
                    }
                    return block;
                }
                block.add(line);
            }
        } catch (IOException e) {
            // Cut off: what came of the block is no event.
        }
        return List.of();
    }

    private static String value(List<String> block, String field) {
        return block.stream()
                .filter(line -> line.startsWith(field + ": "))
                .findFirst()
                .map(line -> line.substring(field.length() + 2))
                .orElse("");
    }
}
