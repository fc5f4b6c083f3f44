package io.targetnode.api.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.observation.ObservationRegistry;
import io.targetnode.api.Api;
import io.targetnode.api.ServerTest;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.TopologyService;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletRequest;
import tools.jackson.databind.json.JsonMapper;

/** The short way of a look-up against the long one. An {@code explain=false} says nothing new and takes the long one. */
@ServerTest
class LookupWaysTest {

    private static final String LONG_WAY = "&explain=false";

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
            "&revision=1",
            "&revision=2&rule=prefer-reserved&kernel=6.1.0-50-amd64");

    private static final List<String> NAMES = List.of("ways-described", "ways-derived");

    private final Api api;
    private final ShortWay shortWay;
    private final TopologyService topologies;

    LookupWaysTest(@LocalServerPort int port, @Autowired ShortWay shortWay, @Autowired TopologyService topologies) {
        this.api = new Api(port);
        this.shortWay = shortWay;
        this.topologies = topologies;
    }

    @BeforeEach
    void twoRevisionsOfEachSort() {
        if (api.get(path("ways-derived") + "?address=0&revision=2").statusCode() != 200) {
            for (String rack : List.of("r2", "r1")) {
                put("ways-described", Api.example("mission.json").replace("r1", rack));
                put("ways-derived", Api.example("firmware-view.json").replace("r1", rack));
            }
        }
    }

    private void put(String name, String json) {
        assertThat(api.put(name, json).statusCode()).isLessThan(300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*/*", "application/json", "application/json, text/plain, */*", "text/plain"})
    void bothWaysGiveTheSameAnswer(String accept) {
        String[] headers = accept.isEmpty() ? new String[0] : new String[] {"Accept", accept};
        for (String name : NAMES) {
            for (String terms : TERMS) {
                for (String address : ADDRESSES) {
                    assertSameBothWays(path(name) + "?address=" + address + terms, headers);
                }
            }
        }
    }

    @Test
    void bothWaysKnowWhatTheClientHas() {
        for (String name : NAMES) {
            for (String terms : TERMS) {
                for (String accept : List.of(Api.JSON, Api.TEXT)) {
                    String path = path(name) + "?address=0x20000000" + terms;
                    String tag = header(api.get(path, "Accept", accept), "ETag");
                    for (String known : List.of(tag, "\"other\", " + tag, "W/" + tag, "*", "\"other\"")) {
                        assertSameBothWays(path, "Accept", accept, "If-None-Match", known);
                    }
                    assertThat(api.get(path, "Accept", accept, "If-None-Match", tag)
                                    .statusCode())
                            .isEqualTo(304);
                }
            }
        }
    }

    @Test
    void otherConditionsChangeNothingOnBothWays() {
        String path = path("ways-described") + "?address=1";
        String date = "Thu, 01 Jan 2015 00:00:00 GMT";
        for (String header : List.of("If-Modified-Since", "If-Unmodified-Since")) {
            assertSameBothWays(path, header, date);
        }
        assertSameBothWays(path, "If-Match", "\"other\"");
        assertSameBothWays(path, "Range", "bytes=0-1");
        assertSameBothWays(path, "Origin", "http://elsewhere.example");
    }

    /** Whatever the short way accepts, the long way answers just so: of queries that are put together at random. */
    @Test
    void aQueryThatIsTakenForPlainIsPlain() {
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
        prepare("ways-described");
        int taken = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder query = new StringBuilder(random.nextInt(3) > 0 ? "address=" : "");
            for (int n = random.nextInt(6); n >= 0; n--) {
                query.append(pieces.get(random.nextInt(pieces.size())));
            }
            if (isShort(request("GET", path("ways-described"), query.toString()))) {
                taken++;
                assertSameBothWays(path("ways-described") + "?" + query);
            }
        }
        assertThat(taken).isGreaterThan(300);
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
    void thePlainTakesTheShortWayFromTheSecondTimeOn(String query) {
        String path = path("ways-described");
        api.get(path + "?" + query);
        assertThat(isShort(request("GET", path, query))).isTrue();
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
                "address=1&kernel=5.15",
                "address=1&kernel=x",
                "address=1&kernel=7.3%",
                "address=1&rule=prefer-nothing",
                "address=1&",
                "&address=1",
                "kernel=7.3"
            })
    void whatIsNotPlainIsLeftToTheController(String query) {
        prepare("ways-described");
        assertThat(isShort(request("GET", path("ways-described"), query))).isFalse();
    }

    @Test
    void anotherPathMethodOrHeaderIsLeftToTheController() {
        prepare("ways-described");
        String path = path("ways-described");
        assertThat(isShort(request("GET", path, "address=1"))).isTrue();
        for (String other : List.of("HEAD", "POST", "PUT", "OPTIONS", "get")) {
            assertThat(isShort(request(other, path, "address=1"))).as(other).isFalse();
        }
        for (String other : List.of(
                path("ways-never"),
                path("ways-described;a=b"),
                path("ways%2Ddescribed"),
                path("x/ways-described"),
                path("."),
                "/api/v1/topologies/lookup",
                "/api/v1/topologies//lookup",
                path + "/",
                "/prefix" + path)) {
            assertThat(isShort(request("GET", other, "address=1"))).as(other).isFalse();
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
            assertThat(isShort(request)).as(header).isFalse();
        });
        MockHttpServletRequest twice = request("GET", path, "address=1");
        twice.addHeader("Accept", "*/*");
        twice.addHeader("Accept", "text/plain");
        assertThat(isShort(twice)).isFalse();
    }

    @Test
    void aWriteIsSeenAtOnce() {
        String path = path("ways-written") + "?address=0x20000000";
        for (int node : List.of(2, 5, 3)) {
            api.put("ways-written", Api.example("mission.json").replace("\"node\": 2", "\"node\": " + node));
            api.get(path, "Accept", Api.TEXT);
            assertThat(api.get(path, "Accept", Api.TEXT).body()).isEqualTo(node + "\n");
        }
        api.send("DELETE", Api.TOPOLOGIES + "/ways-written", BodyPublishers.noBody());
        assertThat(api.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void theBytesAreThoseThatJacksonMakes(@Autowired JsonMapper mapper) {
        for (String name : NAMES) {
            for (String kernel : List.of("6.1.170", "6.12.74", "7.3")) {
                KernelView view = topologies
                        .get(new TopologyName(name))
                        .under(Optional.of(KernelRelease.parse(kernel)), Optional.empty());
                PreparedView prepared = new PreparedView(view);
                SplittableRandom random = new SplittableRandom(3);
                for (int i = 0; i < 2_000; i++) {
                    long address = random.nextLong() >>> random.nextInt(64);
                    assertThat(prepared.answer(address, Representation.JSON).toByteArray())
                            .isEqualTo(mapper.writeValueAsBytes(LookupAnswer.of(view, address, false)));
                    assertThat(prepared.answer(address, Representation.TEXT).toByteArray())
                            .asString()
                            .isEqualTo(view.resolver().targetNode(address) + "\n");
                }
            }
        }
    }

    @Test
    void theShortWayIsTakenBeforeSpringSeesTheRequest(@Autowired ObservationRegistry observations) {
        prepare("ways-described");
        AtomicInteger observed = new AtomicInteger();
        observations.observationConfig().observationPredicate((name, context) -> {
            if (name.equals("http.server.requests")) {
                observed.incrementAndGet();
            }
            return true;
        });
        String path = path("ways-described") + "?address=1";
        api.get(path);
        assertThat(observed).hasValue(0);
        api.get(path + LONG_WAY);
        assertThat(observed).hasValue(1);
    }

    @Test
    void bothWaysAreTimedInTheSameMeter(@Autowired MeterRegistry meters) throws InterruptedException {
        prepare("ways-described");
        String path = path("ways-described") + "?address=1";
        String tag = header(api.get(path), "ETag");
        String[] known = {"If-None-Match", tag};
        for (String status : List.of("200", "304")) {
            String[] headers = status.equals("304") ? known : new String[0];
            api.get(path + LONG_WAY, headers);
            long before = settledCount(meters, status);
            api.get(path, headers);
            awaitCount(meters, status, before + 1);
            api.get(path + LONG_WAY, headers);
            awaitCount(meters, status, before + 2);
        }
    }

    /** What it is once all requests before have been counted, which each is just after its answer has gone out. */
    private static long settledCount(MeterRegistry meters, String status) throws InterruptedException {
        long count;
        do {
            count = count(meters, status);
            Thread.sleep(200);
        } while (count(meters, status) != count);
        return count;
    }

    private static void awaitCount(MeterRegistry meters, String status, long expected) throws InterruptedException {
        for (int i = 0; i < 2_000 && count(meters, status) < expected; i++) {
            Thread.sleep(10);
        }
        assertThat(count(meters, status)).isEqualTo(expected);
    }

    /** Of the one timer that there is of such requests. */
    private static long count(MeterRegistry meters, String status) {
        List<Timer> timers = List.copyOf(meters.find("http.server.requests")
                .tag("uri", "/api/v1/topologies/{name}/lookup")
                .tag("method", "GET")
                .tag("status", status)
                .timers());
        assertThat(timers).hasSize(1);
        return timers.get(0).count();
    }

    private void assertSameBothWays(String path, String... headers) {
        for (String method : List.of("GET", "HEAD")) {
            String expected = told(method, path + LONG_WAY, headers);
            assertThat(told(method, path, headers)).as(path).isEqualTo(expected);
            assertThat(told(method, path, headers)).as(path).isEqualTo(expected);
        }
    }

    /** All of an answer but the time. */
    private String told(String method, String path, String... headers) {
        HttpResponse<String> response = api.send(method, path, BodyPublishers.noBody(), headers);
        Map<String, List<String>> told = new TreeMap<>(response.headers().map());
        told.remove("date");
        return response.statusCode() + " " + told + " " + response.body();
    }

    /** Has all terms asked for: what other tests have asked for may make room in the first round. */
    private void prepare(String name) {
        for (int round = 0; round < 2; round++) {
            TERMS.forEach(terms -> api.get(path(name) + "?address=1" + terms));
        }
    }

    private boolean isShort(MockHttpServletRequest request) {
        return shortWay.replyTo(request).isPresent();
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
