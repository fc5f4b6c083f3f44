package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.api.EventClient.Event;
import io.targetnode.store.SqlStore;
import io.targetnode.store.Uploads;
import io.targetnode.topology.FeedSource;
import io.targetnode.topology.Precondition;
import io.targetnode.topology.TopologyChange;
import io.targetnode.topology.TopologyName;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@Timeout(60)
@ServerTest
class EventsTest {

    private static final String EVENTS = "/api/v1/events";

    private final Api api;
    private final SqlStore store;

    EventsTest(@LocalServerPort int port, @Autowired SqlStore store) {
        this.api = new Api(port);
        this.store = store;
    }

    @Test
    void aWriteIsDeliveredAsItHappens() {
        try (EventClient client = EventClient.now(api)) {
            assertThat(client.header("Content-Type")).isEqualTo("text/event-stream");
            assertThat(client.header("Cache-Control")).isEqualTo("no-store");
            assertThat(client.header("X-Accel-Buffering")).isEqualTo("no");
            put("e-live", 2);
            Event created = client.next();
            put("e-live", 2);
            put("e-live", 3);
            Event replaced = client.next();
            delete("e-live");
            Event deleted = client.next();
            assertThat(List.of(created, replaced, deleted))
                    .extracting(event -> event.kind() + " " + event.topology() + " " + event.revision())
                    .containsExactly("created e-live 1", "replaced e-live 2", "deleted e-live 2");
            assertThat(created.data()).startsWith("{\"topology\":\"e-live\",\"revision\":1,\"at\":\"");
            assertThat(Instant.parse(created.json().get("at").asString()))
                    .isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());
            assertThat(replaced.number()).isGreaterThan(created.number());
        }
    }

    @Test
    void aDisconnectedClientResumesAfterItsLastEvent() {
        String last;
        try (EventClient client = EventClient.now(api)) {
            put("e-resume", 2);
            put("e-resume", 3);
            client.next();
            last = client.next().id();
        }
        put("e-resume", 4);
        delete("e-resume");
        put("e-resume", 5);
        try (EventClient client = EventClient.after(api, last)) {
            put("e-resume", 6);
            long head = store.feed().position().head();
            assertThat(client.until(event -> event.number() == head))
                    .as("writes before the deletion may be missing")
                    .extracting(Event::kind)
                    .endsWith("deleted", "created", "replaced")
                    .hasSizeBetween(3, 4);
        }
    }

    @Test
    void aClientThatIsDisconnectedBeforeTheFirstEventMissesNothing() {
        String begun;
        try (EventClient client = EventClient.now(api)) {
            begun = client.lastId();
        }
        put("e-early", 2);
        try (EventClient client = EventClient.after(api, begun)) {
            assertThat(client.next().topology()).isEqualTo("e-early");
        }
    }

    @Test
    void theLastIdMayBeInTheQueryAndTheHeaderOverridesIt() {
        put("e-query", 2);
        put("e-query", 3);
        List<Event> all = read("?after=0&follow=false", "");
        String id = all.get(all.size() - 2).id();
        List<Event> last = all.subList(all.size() - 1, all.size());
        assertThat(read("?follow=false&after=" + id, "")).isEqualTo(last);
        assertThat(read("?after=0&follow=false", id)).isEqualTo(last);
    }

    @Test
    void aStreamThatDoesNotFollowEndsAfterTheStoredEvents() {
        put("e-end", 2);
        assertThat(read("?after=0&follow=false", ""))
                .last()
                .extracting(Event::topology)
                .isEqualTo("e-end");
        assertThat(read("?follow=false", "")).isEmpty();
        assertThat(read(
                        "?follow=false",
                        read("?after=0&follow=false", "").get(0).id()))
                .isNotEmpty();
    }

    /** One reader stays connected, the other reconnects again and again. Both receive each event once, in order. */
    @Test
    void concurrentWritesAreDeliveredOnceEach() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(4);
        try (EventClient steady = EventClient.now(api);
                EventClient begin = EventClient.now(api)) {
            List<Future<?>> writing = new ArrayList<>();
            for (int writer = 0; writer < 4; writer++) {
                String name = "e-many-" + writer;
                writing.add(writers.submit(() -> IntStream.range(2, 32).forEach(node -> put(name, node))));
            }
            List<Event> reconnecting = new ArrayList<>();
            String last = begin.lastId();
            while (reconnecting.size() < 120) {
                try (EventClient client = EventClient.after(api, last)) {
                    for (int i = 0; i < 7 && reconnecting.size() < 120; i++) {
                        reconnecting.add(client.next());
                    }
                    last = client.lastId();
                }
            }
            for (Future<?> writer : writing) {
                writer.get();
            }
            List<Event> all =
                    IntStream.range(0, 120).mapToObj(i -> steady.next()).toList();
            assertThat(reconnecting).isEqualTo(all);
            assertThat(all).extracting(Event::number).isSorted().doesNotHaveDuplicates();
            assertThat(delivered(all)).isEqualTo(stored(Long.parseLong(begin.lastId())));
        } finally {
            writers.shutdownNow();
        }
    }

    @Test
    void anIdOfAnotherStoreIsAnsweredWithAResetAndAllStoredEvents() {
        put("e-reset", 2);
        String beyond = String.valueOf(store.feed().position().head() + 1_000);
        List<Event> events = read("?follow=false", beyond);
        assertThat(events.get(0).kind()).isEqualTo("reset");
        assertThat(events.get(0).id()).isEqualTo("0");
        assertThat(events.get(0).json().get("reason").asString())
                .contains("Writes after your last event may be missing", "Discard your state");
        List<Event> rest = events.subList(1, events.size());
        assertThat(rest).isEqualTo(read("?follow=false", "0"));
        assertThat(delivered(rest)).containsAll(stored(0));
        assertThat(rest).extracting(Event::number).isSorted().doesNotHaveDuplicates();
    }

    /** The test writes to the store directly, as another replica does, while the service has the topology in memory. */
    @Test
    void afterAnEventALookUpIsAnsweredFromItsRevisionOrALaterOne() throws Exception {
        TopologyName name = new TopologyName("e-seen");
        put("e-seen", 1);
        ExecutorService replica = Executors.newSingleThreadExecutor();
        try (EventClient client = EventClient.now(api)) {
            Future<?> writing = replica.submit(() -> IntStream.range(2, 202)
                    .forEach(
                            node -> Uploads.save(store.topologies(), name, Uploads.windowOn(node), Precondition.NONE)));
            for (int i = 0; i < 200; i++) {
                Event event = client.next();
                HttpResponse<String> look = api.get(Api.TOPOLOGIES + "/e-seen/lookup?address=0x20000000");
                assertThat(Api.json(look).get("revision").asInt()).isGreaterThanOrEqualTo(event.revision());
            }
            writing.get();
        } finally {
            replica.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "1.5", "0x1", "9999999999999999999", "1 2"})
    void aMalformedIdIsRefusedUnderTheNameOfItsHeaderOrParameter(String id) {
        assertRefused(api.get(EVENTS, "Last-Event-ID", id), "Last-Event-ID");
        assertRefused(api.get(EVENTS + "?after=" + id.replace(' ', '+')), "after");
    }

    @Test
    void aRequestThatOpensNoStreamIsAnsweredImmediately() {
        HttpResponse<String> head = api.send("HEAD", EVENTS, BodyPublishers.noBody());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        assertThat(api.get(EVENTS, "Accept", Api.JSON).statusCode()).isEqualTo(406);
        assertThat(api.get(EVENTS + "?since=1").statusCode()).isEqualTo(400);
    }

    private List<Event> read(String query, String lastId) {
        try (EventClient client = new EventClient(api, EVENTS + query, lastId)) {
            return client.rest();
        }
    }

    /** The stored changes in the form of {@link #delivered}. */
    private List<String> stored(long after) {
        FeedSource feed = store.feed();
        return Uploads.changes(feed, after, 100_000).stream()
                .map(EventsTest::text)
                .toList();
    }

    private static List<String> delivered(List<Event> events) {
        return events.stream()
                .map(event -> "%s %s %s %d".formatted(event.id(), event.kind(), event.topology(), event.revision()))
                .toList();
    }

    private static String text(TopologyChange change) {
        String kind = change.kind().name().toLowerCase(Locale.ROOT);
        return "%d %s %s %d".formatted(change.number(), kind, change.name().text(), change.revision());
    }

    private static void assertRefused(HttpResponse<String> response, String pointer) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(Api.json(response).at("/errors/0/pointer").asString()).isEqualTo(pointer);
    }

    private void put(String name, int node) {
        String body = Api.example("mission.json").replace("\"node\": 2", "\"node\": " + node);
        assertThat(api.put(name, body).statusCode()).isIn(200, 201);
    }

    private void delete(String name) {
        assertThat(api.send("DELETE", Api.TOPOLOGIES + "/" + name, BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(204);
    }
}
