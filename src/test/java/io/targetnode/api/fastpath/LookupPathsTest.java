package io.targetnode.api.fastpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.targetnode.api.Api;
import io.targetnode.api.ServerTest;
import io.targetnode.api.lookup.MissionMachine;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.TopologyService;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.servlet.HandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** Single look-ups on the fast path and on the regular path, which {@code explain=false}, the default, selects. */
@ServerTest
class LookupPathsTest {

    private static final String REGULAR = "&explain=false";

    private static final List<String> ADDRESSES = List.of(
            "0",
            "0x0",
            "0x20000000",
            "536870912",
            "0x2FFFFFFF",
            "0x30000000",
            "0x000000060000000",
            "0x7fffffff",
            "0x80000000",
            "0X7FFFFFFFFFFFFFFF",
            "9223372036854775808",
            "0xfffffffffffff000",
            "18446744073709551615");

    private static final List<String> TERMS = List.of(
            "",
            "&kernel=6.12.74",
            "&kernel=7.3",
            "&kernel=6.12.74+deb12-amd64",
            "&kernel=6.12.74%2Bdeb12-amd64&rule=prefer-reserved",
            "&rule=prefer-online",
            "&kernel=6.8.0-45-generic",
            "&kernel=6.8.0-45-generic&rule=prefer-online",
            "&revision=1",
            "&revision=2&rule=prefer-reserved&kernel=6.1.0-50-amd64");

    private static final List<String> NAMES = List.of("paths-described", "paths-derived");

    private final Api api;
    private final FastPathFilter filter;
    private final TopologyService topologies;

    LookupPathsTest(
            @LocalServerPort int port, @Autowired FastPathFilter filter, @Autowired TopologyService topologies) {
        this.api = new Api(port);
        this.filter = filter;
        this.topologies = topologies;
    }

    @BeforeEach
    void twoRevisionsOfEachKind() {
        if (api.get(path("paths-derived") + "?address=0&revision=2").statusCode() != 200) {
            for (String rack : List.of("r2", "r1")) {
                put("paths-described", Api.example("mission.json").replace("r1", rack));
                put("paths-derived", Api.example("firmware-view.json").replace("r1", rack));
            }
        }
    }

    private void put(String name, String json) {
        assertThat(api.put(name, json).statusCode()).isLessThan(300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*/*", "application/json", "application/json, text/plain, */*", "text/plain"})
    void bothPathsGiveTheSameAnswer(String accept) {
        String[] headers = accept.isEmpty() ? new String[0] : new String[] {"Accept", accept};
        for (String name : NAMES) {
            for (String address : ADDRESSES) {
                assertSameOnBothPaths(path(name) + "?address=" + address, headers);
            }
            for (String terms : TERMS) {
                assertSameOnBothPaths(path(name) + "?address=0x20000000" + terms, headers);
            }
        }
    }

    @Test
    void bothPathsGiveTheSameAnswerToHead() {
        for (String accept : List.of(Api.JSON, Api.TEXT)) {
            String path = path("paths-described") + "?address=0x20000000";
            assertThat(answer("HEAD", path, "Accept", accept))
                    .isEqualTo(answer("HEAD", path + REGULAR, "Accept", accept));
        }
    }

    @Test
    void bothPathsAnswerACurrentETagWith304() {
        for (String name : NAMES) {
            for (String terms : TERMS) {
                for (String accept : List.of(Api.JSON, Api.TEXT)) {
                    String path = path(name) + "?address=0x20000000" + terms;
                    String tag = header(api.get(path, "Accept", accept), "ETag");
                    assertSameOnBothPaths(path, "Accept", accept, "If-None-Match", tag);
                    assertThat(api.get(path, "Accept", accept, "If-None-Match", tag)
                                    .statusCode())
                            .isEqualTo(304);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Api.JSON, Api.TEXT})
    void bothPathsCompareEntityTagsInTheSameWay(String accept) {
        String path = path("paths-described") + "?address=0x20000000";
        String tag = header(api.get(path, "Accept", accept), "ETag");
        for (String known : List.of("\"other\", " + tag, "W/" + tag, "*", "\"other\"", "")) {
            assertSameOnBothPaths(path, "Accept", accept, "If-None-Match", known);
        }
    }

    @Test
    void otherConditionsChangeNothingOnEitherPath() {
        String path = path("paths-described") + "?address=1";
        String date = "Thu, 01 Jan 2015 00:00:00 GMT";
        for (String header : List.of("If-Modified-Since", "If-Unmodified-Since")) {
            assertSameOnBothPaths(path, header, date);
        }
        assertSameOnBothPaths(path, "If-Match", "\"other\"");
        assertSameOnBothPaths(path, "Range", "bytes=0-1");
        assertSameOnBothPaths(path, "Origin", "http://elsewhere.example");
    }

    /** Queries put together at random: the regular path gives the same answer to those that the fast path accepts. */
    @Test
    void theFastPathAcceptsValidQueriesOnly() {
        List<String> pieces = List.of(
                "address=",
                "kernel=",
                "rule=",
                "revision=",
                "explain=",
                "unit=",
                "&",
                "&",
                "=",
                "0x2",
                "0X",
                "1",
                "2",
                "0",
                "9",
                "7.3",
                "6.12.74",
                "+",
                "%2B",
                "%2b",
                "%30",
                "%",
                "prefer-online",
                "prefer-reserved",
                "f",
                "G",
                "-",
                "address=1&",
                "&kernel=7.3",
                "&revision=1",
                "Address=");
        SplittableRandom random = new SplittableRandom(7);
        prepare("paths-described");
        Set<String> accepted = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            StringBuilder query = new StringBuilder(random.nextInt(3) > 0 ? "address=" : "");
            for (int n = random.nextInt(6); n >= 0; n--) {
                query.append(pieces.get(random.nextInt(pieces.size())));
            }
            if (isFast(request("GET", path("paths-described"), query.toString())) && accepted.add(query.toString())) {
                assertSameOnBothPaths(path("paths-described") + "?" + query);
            }
        }
        assertThat(accepted).hasSizeGreaterThan(50);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "address=1",
                "address=0xffffffffffffffff&kernel=7.3",
                "kernel=7.3&rule=prefer-online&address=0",
                "address=1&revision=2",
                "address=1&kernel=6.12.74%2Bdeb12-amd64"
            })
    void aPlainQueryTakesTheFastPath(String query) {
        String path = path("paths-described");
        api.get(path + "?" + query);
        assertThat(isFast(request("GET", path, query))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "address",
                "address=",
                "address=x",
                "address=-1",
                "address=0x",
                "address=18446744073709551616",
                "address=0x10000000000000000",
                "address=%31",
                "address=1&address=1",
                "address=1&address=2",
                "address=1&explain=true",
                "address=1&unit=pfn",
                "address=1&pageSize=4096",
                "address=1&typo=1",
                "address=1&revision=0",
                "address=1&revision=01",
                "address=1&revision=9",
                "address=1&revision=4294967297",
                "address=1&kernel=",
                "address=1&kernel=5.9",
                "address=1&kernel=x",
                "address=1&kernel=7.3%",
                "address=1&rule=prefer-nothing",
                "address=1&",
                "&address=1",
                "kernel=7.3"
            })
    void aQueryThatIsNotPlainTakesTheRegularPath(String query) {
        prepare("paths-described");
        assertThat(isFast(request("GET", path("paths-described"), query))).isFalse();
    }

    @Test
    void anotherPathMethodOrHeaderTakesTheRegularPath() {
        prepare("paths-described");
        String path = path("paths-described");
        assertThat(isFast(request("GET", path, "address=1"))).isTrue();
        for (String other : List.of("HEAD", "POST", "PUT", "OPTIONS", "get")) {
            assertThat(isFast(request(other, path, "address=1"))).as(other).isFalse();
        }
        for (String other : List.of(
                path("paths-never"),
                path("paths-described;a=b"),
                path("ways%2Ddescribed"),
                path("x/paths-described"),
                path("."),
                "/api/v1/topologies/lookup",
                "/api/v1/topologies//lookup",
                path + "/",
                "/prefix" + path)) {
            assertThat(isFast(request("GET", other, "address=1"))).as(other).isFalse();
        }
        Map<String, String> headers = Map.of(
                "Accept", "text/html,*/*;q=0.8",
                "If-None-Match", "\"other\"",
                "Content-Type", "text/plain;charset=utf-16",
                "Content-Encoding", "gzip",
                "Expect", "100-continue");
        headers.forEach((header, value) -> {
            MockHttpServletRequest request = request("GET", path, "address=1");
            request.addHeader(header, value);
            assertThat(isFast(request)).as(header).isFalse();
        });
        MockHttpServletRequest twice = request("GET", path, "address=1");
        twice.addHeader("Accept", "*/*");
        twice.addHeader("Accept", "text/plain");
        assertThat(isFast(twice)).isFalse();
    }

    @Test
    void aWriteIsVisibleImmediately() {
        String path = path("paths-written") + "?address=0x20000000";
        for (int node : List.of(2, 5, 3)) {
            api.put("paths-written", Api.example("mission.json").replace("\"node\": 2", "\"node\": " + node));
            api.get(path, "Accept", Api.TEXT);
            assertThat(api.get(path, "Accept", Api.TEXT).body()).isEqualTo(node + "\n");
        }
        api.send("DELETE", Api.TOPOLOGIES + "/paths-written", BodyPublishers.noBody());
        assertThat(api.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void theBytesEqualThoseOfTheRegularPath(@Autowired JsonMapper mapper) {
        for (String name : NAMES) {
            for (String kernel : List.of("6.1.170", "6.12.74", "7.3")) {
                assertBytes(
                        mapper,
                        topologies
                                .get(new TopologyName(name))
                                .under(Optional.of(KernelRelease.parse(kernel)), Optional.empty()));
            }
        }
        for (KernelView online : List.of(MissionMachine.view("6.12.74", 0), MissionMachine.view("7.3", 13))) {
            assertBytes(mapper, online);
        }
    }

    private static void assertBytes(JsonMapper mapper, KernelView view) {
        PreparedView prepared = new PreparedView(view);
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 2_000; i++) {
            long address = random.nextLong() >>> random.nextInt(64);
            assertThat(prepared.answer(address, Representation.JSON).toByteArray())
                    .isEqualTo(MissionMachine.regularJson(mapper, view, address));
            assertThat(prepared.answer(address, Representation.TEXT).toByteArray())
                    .asString()
                    .isEqualTo(view.resolver().targetNode(address) + "\n");
        }
    }

    @Test
    void aRequestOnTheFastPathReachesNeitherTheObservationNorTheDispatcher(
            @Autowired ObservationRegistry observations) {
        List<Boolean> dispatched = new CopyOnWriteArrayList<>();
        observations
                .observationConfig()
                .observationHandler(onStop(context -> dispatched.add(Objects.requireNonNull(context.getCarrier())
                                .getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)
                        != null)));
        String path = path("paths-described") + "?address=1";
        api.get(path);
        api.get(path + REGULAR);
        await().until(() -> !dispatched.isEmpty());
        assertThat(dispatched).containsExactly(true);
    }

    private static ObservationHandler<ServerRequestObservationContext> onStop(
            Consumer<ServerRequestObservationContext> action) {
        return new ObservationHandler<>() {
            @Override
            public void onStop(ServerRequestObservationContext context) {
                action.accept(context);
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return context instanceof ServerRequestObservationContext;
            }
        };
    }

    @Test
    void bothPathsAreTimedInTheSameMeter(@Autowired MeterRegistry meters) {
        String path = path("paths-described") + "?address=1";
        String tag = header(api.get(path), "ETag");
        for (String status : List.of("200", "304")) {
            String[] headers = status.equals("304") ? new String[] {"If-None-Match", tag} : new String[0];
            api.get(path + REGULAR, headers);
            AtomicLong counted = new AtomicLong();
            // A request is counted just after its answer is sent, so earlier requests may not be counted yet.
            await().during(Duration.ofMillis(200))
                    .until(() -> counted.getAndSet(count(meters, status)) == counted.get());
            api.get(path, headers);
            await().until(() -> count(meters, status) == counted.get() + 1);
            api.get(path + REGULAR, headers);
            await().until(() -> count(meters, status) == counted.get() + 2);
        }
    }

    /** The count of the only timer with these tags. */
    private static long count(MeterRegistry meters, String status) {
        List<Timer> timers = List.copyOf(meters.find("http.server.requests")
                .tag("uri", "/api/v1/topologies/{name}/lookup")
                .tag("method", "GET")
                .tag("status", status)
                .timers());
        assertThat(timers).hasSize(1);
        return timers.get(0).count();
    }

    private void assertSameOnBothPaths(String path, String... headers) {
        assertThat(answer("GET", path, headers)).as(path).isEqualTo(answer("GET", path + REGULAR, headers));
    }

    /** A complete answer without its Date. */
    private String answer(String method, String path, String... headers) {
        HttpResponse<String> response = api.send(method, path, BodyPublishers.noBody(), headers);
        Map<String, List<String>> fields = new TreeMap<>(response.headers().map());
        fields.remove("date");
        return response.statusCode() + " " + fields + " " + response.body();
    }

    /** Brings the topology and its revisions into memory. */
    private void prepare(String name) {
        TERMS.forEach(terms -> api.get(path(name) + "?address=1" + terms));
    }

    private boolean isFast(MockHttpServletRequest request) {
        return LookupRequest.of(request).flatMap(filter::view).isPresent();
    }

    private static MockHttpServletRequest request(String method, String path, String query) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.setQueryString(query);
        return request;
    }

    private static String path(String name) {
        return Api.TOPOLOGIES + "/" + name + "/lookup";
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
