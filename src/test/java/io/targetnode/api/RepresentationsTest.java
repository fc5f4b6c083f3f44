package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** JSON and text of all calls: line feed, indentation, and the choice between them. */
@ServerTest
class RepresentationsTest {

    private static final String MACHINE = Api.TOPOLOGIES + "/represented";

    private final Api api;

    RepresentationsTest(@LocalServerPort int port) {
        api = new Api(port);
        api.put("represented", Api.example("mission.json"));
    }

    static Stream<String> reads() {
        return Stream.of(
                Api.TOPOLOGIES,
                MACHINE,
                MACHINE + "/revisions",
                MACHINE + "/revisions/1",
                MACHINE + "/lookup?address=0x20000000",
                MACHINE + "/lookup?address=0x20000000&explain=true",
                MACHINE + "/meminfo",
                MACHINE + "/segments",
                MACHINE + "/diff",
                MACHINE + "/verification",
                "/api/v1/kernels",
                "/api/v1/kernels/6.12.74",
                Api.TOPOLOGIES + "/unknown",
                MACHINE + "/lookup?address=x");
    }

    @ParameterizedTest
    @MethodSource("reads")
    void jsonEndsWithALineFeedAndIsIndentedIfPretty(String path) {
        assertCompact(api.get(path));
        for (String pretty : List.of("pretty", "pretty=", "pretty=true")) {
            HttpResponse<String> indented = api.get(path + (path.contains("?") ? "&" : "?") + pretty);
            assertPretty(indented);
            assertThat(Api.json(indented)).isEqualTo(Api.json(api.get(path)));
        }
        assertThat(api.get(path + (path.contains("?") ? "&" : "?") + "pretty=false")
                        .body())
                .isEqualTo(api.get(path).body());
    }

    @Test
    void theAnswersToBodiesAreWrittenInTheSameWay() {
        String machine = Api.example("mission.json");
        String addresses = Api.example("batch.json");
        for (String query : List.of("", "?pretty")) {
            for (HttpResponse<String> answer : List.of(
                    api.send("PUT", MACHINE + query, Api.JSON, machine),
                    api.send("POST", "/api/v1/replay" + query, Api.JSON, machine),
                    api.send("POST", MACHINE + "/lookup" + query, Api.JSON, addresses),
                    api.send("POST", MACHINE + "/regions" + query, Api.JSON, Api.example("region.json")),
                    api.send("POST", MACHINE + "/lookup" + query, Api.JSON, "{"))) {
                if (query.isEmpty()) {
                    assertCompact(answer);
                } else {
                    assertPretty(answer);
                }
            }
        }
    }

    @Test
    void prettyTakesNoOtherValue() {
        assertThat(api.get(MACHINE + "?pretty=yes").statusCode()).isEqualTo(400);
        assertThat(api.get(MACHINE + "?pretty&pretty").statusCode()).isEqualTo(400);
    }

    @Test
    void aTopologyIsReadableInATerminal() {
        assertThat(text(MACHINE))
                .startsWith("topology     represented, revision 1\n")
                .contains("\nkernel       7.3\n", "\nboot         accepted\n", "\nlabel        rack=r1\n");
        assertThat(text(MACHINE + "/revisions/1")).isEqualTo(text(MACHINE));
    }

    @Test
    void theListIsATable() {
        String list = text(Api.TOPOLOGIES + "?prefix=represented");
        assertThat(list.lines()).hasSize(2);
        assertThat(list)
                .startsWith("name         revision  kernel  exactness  uploaded")
                .contains("rack=r1\n");
        assertThat(text(MACHINE + "/revisions")).isEqualTo(list);
        api.put("represented-2", Api.example("mission.json"));
        assertThat(text(Api.TOPOLOGIES + "?prefix=represented&limit=1")).contains("\nnext page: cursor=");
    }

    @Test
    void theTwoListsOfTheKernelAreReadableInATerminal() {
        assertThat(text(MACHINE + "/meminfo"))
                .startsWith("represented, revision 1; 7.3 prefer-reserved; boot: accepted\n")
                .contains(
                        "\nnuma_meminfo\n  0x0-0x5fffffff  node 0  ",
                        "\nnuma_reserved_meminfo\n  0x20000000-0x2fffffff  node 2  ")
                .contains("\nboot log\n  ");
    }

    @Test
    void theKernelsAreATable() {
        assertThat(text("/api/v1/kernels"))
                .startsWith("from")
                .contains("\nbehaviour    7.0\nrule         prefer-reserved\n");
        assertThat(text("/api/v1/kernels/6.12.74"))
                .startsWith("release      6.12.74\n")
                .contains("\nrule         prefer-online\n");
    }

    @ParameterizedTest
    @MethodSource("reads")
    void textHasAnotherETagThanJson(String path) {
        HttpResponse<String> json = api.get(path, "Accept", Api.JSON);
        HttpResponse<String> text = api.get(path, "Accept", Api.TEXT);
        if (json.statusCode() == 200 && text.statusCode() == 200) {
            assertThat(header(json, "ETag")).isNotBlank().isNotEqualTo(header(text, "ETag"));
            assertThat(header(json, "Vary")).contains("Accept", "Accept-Encoding");
            assertThat(api.get(path, "Accept", Api.TEXT, "If-None-Match", header(text, "ETag"))
                            .statusCode())
                    .isEqualTo(304);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json;q=0", "application/json;q=0, text/plain;q=0, */*;q=0", "application/*;q=0"})
    void aTypeWithQualityZeroIsNotAccepted(String accept) {
        for (String path : List.of(MACHINE, MACHINE + "/lookup?address=1", MACHINE + "/segments")) {
            assertThat(api.get(path, "Accept", accept).statusCode()).as(path).isEqualTo(406);
        }
    }

    @Test
    void aWildcardDoesNotIncludeATypeWithQualityZero() {
        for (String path : List.of(MACHINE, MACHINE + "/lookup?address=0x20000000")) {
            HttpResponse<String> answer = api.get(path, "Accept", "application/json;q=0, */*");
            assertThat(header(answer, "Content-Type")).startsWith("text/plain");
        }
        assertThat(header(api.get(MACHINE, "Accept", "application/*;q=0, application/json"), "Content-Type"))
                .startsWith(Api.JSON);
    }

    @Test
    void theTypeOfABatchDecidesTheTypeOfItsAnswer() {
        HttpResponse<String> text = api.send(
                "POST",
                MACHINE + "/lookup",
                BodyPublishers.ofString("0x20000000\n"),
                "Content-Type",
                Api.TEXT,
                "Accept",
                Api.JSON);
        assertThat(text.body()).isEqualTo("2\n");
        assertThat(header(text, "Content-Type")).startsWith(Api.TEXT);
    }

    private String text(String path) {
        HttpResponse<String> answer = api.get(path, "Accept", Api.TEXT);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).startsWith(Api.TEXT);
        return answer.body();
    }

    private static String header(HttpResponse<String> response, String name) {
        return String.join(", ", response.headers().allValues(name));
    }

    private static void assertCompact(HttpResponse<String> answer) {
        assertThat(answer.body()).startsWith("{").endsWith("}\n").hasLineCount(1);
    }

    private static void assertPretty(HttpResponse<String> answer) {
        assertThat(answer.body()).startsWith("{\n").endsWith("\n}\n").contains("\n  \"");
    }
}
