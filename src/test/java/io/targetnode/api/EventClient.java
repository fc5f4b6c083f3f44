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

/** A client of the event stream that follows the standard of server-sent events and tracks the last id. */
final class EventClient implements AutoCloseable {

    /** Longer than the interval of the heartbeats: a stream that is silent for this time is dead. */
    private static final int TIMEOUT_MILLIS = 20_000;

    private final HttpURLConnection connection;
    private final BufferedReader lines;
    private String lastId = "";

    /**
     * @param path the path with its query
     * @param lastId value of {@code Last-Event-ID}; empty to omit the header
     */
    EventClient(Api api, String path, String lastId) {
        try {
            connection =
                    (HttpURLConnection) URI.create(api.base() + path).toURL().openConnection();
            connection.setReadTimeout(TIMEOUT_MILLIS);
            if (!lastId.isEmpty()) {
                connection.setRequestProperty("Last-Event-ID", lastId);
            }
            lines = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.lastId = lastId;
    }

    /** Subscribes to events from now on. Returns when the first lines have arrived. */
    static EventClient now(Api api) {
        EventClient client = new EventClient(api, "/api/v1/events", "");
        client.block();
        return client;
    }

    static EventClient after(Api api, String lastId) {
        return new EventClient(api, "/api/v1/events", lastId);
    }

    /** One event as received. */
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

    /** The id to resume from. */
    String lastId() {
        return lastId;
    }

    String header(String name) {
        return String.valueOf(connection.getHeaderField(name));
    }

    /** Waits for the next event. Throws if the stream ends. */
    Event next() {
        Event event = nextIfAny();
        if (event == null) {
            throw new IllegalStateException("the stream ended after " + lastId);
        }
        return event;
    }

    /** The events up to and including the first that matches. */
    List<Event> until(Predicate<Event> last) {
        List<Event> events = new ArrayList<>();
        do {
            events.add(next());
        } while (!last.test(events.get(events.size() - 1)));
        return events;
    }

    /** All events up to the end of the stream. */
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

    /** The lines up to the next blank line; empty at the end of the stream. */
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
            // The connection was cut: an incomplete block is not an event.
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
