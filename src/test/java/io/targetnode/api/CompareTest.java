package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ServerTest
class CompareTest {

    private static final String PATH = Api.TOPOLOGIES + "/t-compare/compare";

    private static final String LOOK =
            "LOOK: prefer-online -> prefer-reserved (since 6.12.75, 6.18.16, 6.19.6, 7.0): the first block of the reserved "
                    + "list that holds the address decides, else the first one of meminfo";

    private final Api api;

    CompareTest(@LocalServerPort int port) {
        api = new Api(port);
    }

    @BeforeEach
    void theExample() {
        assertThat(api.put("t-compare", Api.example("mission.json")).statusCode())
                .isBetween(200, 201);
    }

    @Test
    void theAnswerHasTheFieldsOfTheContract() {
        HttpResponse<String> response = api.get(PATH + "?kernel=6.12.74&kernel=7.3");
        assertThat(response.body()).isEqualTo("""
                {"topology":"t-compare","revision":1,"kernels":[\
                {"kernel":"6.12.74","rule":"prefer-online","lookupKnown":true,"behaviour":"6.12","basis":"read"},\
                {"kernel":"7.3","rule":"prefer-reserved","lookupKnown":true,"behaviour":"7.0","basis":"read"}],\
                "ranges":[{"start":"0x20000000","end":"0x2fffffff","backing":"cxl-window","nodes":[0,2],"reasons":["LOOK"]}]}
                """.replace("[\"LOOK\"]", "[\"" + LOOK + "\"]"));
        assertThat(response.headers().firstValue("Targetnode-Revision")).hasValue("1");
    }

    @Test
    void csvHasAColumnPerKernelAndTheReasonsInOneField() {
        HttpResponse<String> response = api.get(PATH + "?kernel=6.12.74&kernel=7.3", "Accept", "text/csv");
        assertThat(response.body())
                .isEqualTo("start,end,backing,6.12.74,7.3,reasons\r\n0x20000000,0x2fffffff,cxl-window,0,2,\"" + LOOK
                        + "\"\r\n");
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv"));
    }

    @Test
    void plainTextHasOneLinePerRangeAndExplainsTheSwitches() {
        assertThat(api.get(PATH + "?kernel=6.12.74&kernel=7.3", "Accept", Api.TEXT)
                        .body())
                .isEqualTo("""
                        range                  backing        6.12.74 prefer-online  7.3 prefer-reserved  reasons
                        0x20000000-0x2fffffff  cxl-window     0                      2                    LOOK
                        """ + LOOK + "\n");
        assertThat(api.get(PATH + "?kernel=7.2&kernel=7.3", "Accept", Api.TEXT).body())
                .isEqualTo("all answers are equal\n");
    }

    @Test
    void withoutKernelsEveryBehaviourIsCompared() {
        JsonNode answer = Api.json(api.get(PATH));
        assertThat(answer.get("kernels")).hasSize(16);
        assertThat(answer.at("/ranges/0/nodes")).hasSize(16);
    }

    @Test
    void theETagDependsOnTheKernelsTheRuleAndTheFormat() {
        String tag = tag("?kernel=6.12.74&kernel=7.3", Api.JSON);
        assertThat(api.get(PATH + "?kernel=6.12.74&kernel=7.3", "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(304);
        assertThat(tag)
                .isNotEqualTo(tag("?kernel=7.3&kernel=6.12.74", Api.JSON))
                .isNotEqualTo(tag("?kernel=6.12.74&kernel=7.3&rule=prefer-online", Api.JSON))
                .isNotEqualTo(tag("?kernel=6.12.74&kernel=7.3", Api.TEXT))
                .isNotEqualTo(tag("", Api.JSON));
    }

    @ParameterizedTest
    @CsvSource({
        "?kernel=7.3,                     400, names a single release",
        "?kernel=7.3&kernel=7.3,          400, names a release twice",
        "?kernel=7.3&kernel=three,        400, three",
        "?kernel=7.3&kernel=4.19,         400, older than 5.10",
        "?kernel=7.3&kernel=7.2&rule=old, 400, rule",
        "?revision=9,                     404, no revision 9",
        "?address=0x0,                    400, address"
    })
    void aBadRequestNamesTheReason(String query, int status, String reason) {
        HttpResponse<String> response = api.get(PATH + query);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains(reason);
    }

    @Test
    void atMost16KernelsAreCompared() {
        String kernels =
                IntStream.range(0, 17).mapToObj(level -> "kernel=6.12." + level).collect(Collectors.joining("&"));
        HttpResponse<String> response = api.get(PATH + "?" + kernels);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("at most 16 times");
    }

    private String tag(String query, String type) {
        return api.get(PATH + query, "Accept", type)
                .headers()
                .firstValue("ETag")
                .orElseThrow();
    }
}
