package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The mission example, which is the main case of the service: a window between two ranges of node 0. */
@ServerTest
class MissionTest {

    private final Api api;

    MissionTest(@LocalServerPort int port) {
        api = new Api(port);
        api.put("mission", Api.example("mission.json"));
        api.put("mission-firmware", Api.example("firmware-view.json"));
    }

    @ParameterizedTest
    @CsvSource({
        "6.1.176, 0, prefer-online",
        "6.12.74, 0, prefer-online",
        "6.12.74+deb12-amd64, 0, prefer-online",
        "6.12.107, 2, prefer-reserved",
        "7.3.4, 2, prefer-reserved"
    })
    void eachKernelAnswersAsMeasured(String kernel, int node, String rule) {
        for (String name : new String[] {"mission", "mission-firmware"}) {
            var answer = Api.json(api.get(lookup(name) + "&kernel=" + kernel.replace("+", "%2B")));
            assertThat(answer.get("targetNode").asInt()).as(name).isEqualTo(node);
            assertThat(answer.get("rule").asString()).isEqualTo(rule);
            assertThat(answer.get("kernel").asString()).isEqualTo(kernel);
            HttpResponse<String> text =
                    api.get(lookup(name) + "&kernel=" + kernel.replace("+", "%2B"), "Accept", "text/plain");
            assertThat(text.body()).isEqualTo(node + "\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"prefer-online, 0", "prefer-reserved, 2"})
    void anExplicitRuleOverridesTheRuleOfTheKernel(String rule, int node) {
        for (String kernel : new String[] {"6.1.176", "6.12.74", "6.12.107", "7.3.4"}) {
            var answer = Api.json(api.get(lookup("mission") + "&kernel=" + kernel + "&rule=" + rule));
            assertThat(answer.get("targetNode").asInt()).isEqualTo(node);
            assertThat(answer.get("rule").asString()).isEqualTo(rule);
        }
    }

    @Test
    void theAnswerHasTheFieldsOfTheContract() {
        HttpResponse<String> response = api.get(lookup("mission"));
        assertThat(response.body()).isEqualTo("""
                {"topology":"mission","revision":1,"kernel":"7.3","rule":"prefer-reserved","lookupKnown":true,\
                "address":"0x20000000","targetNode":2,"hotAddNode":0,"onlineNode":null,"backing":"cxl-window",\
                "meminfo":{"start":"0x0","end":"0x5fffffff","node":0},\
                "reservedMeminfo":{"start":"0x20000000","end":"0x2fffffff","node":2},\
                "behaviour":"7.0","basis":"read"}
                """);
        assertThat(response.headers().firstValue("Targetnode-Revision")).contains("1");
    }

    @Test
    void theExplanationNamesBothBlocksAndTheOtherRule() {
        var explanation = Api.json(api.get(lookup("mission") + "&explain=true")).get("explanation");
        assertThat(explanation.get("decision").asString())
                .contains("Both lists")
                .contains("node 2");
        assertThat(explanation.at("/meminfo/changes/0").asString()).startsWith("merged with");
        assertThat(explanation.at("/reservedMeminfo/origin/source").asString()).isEqualTo("described");
        assertThat(explanation.at("/otherRule/targetNode").asInt()).isZero();
        String text = api.get(lookup("mission-firmware") + "&explain=true", "Accept", "text/plain")
                .body();
        assertThat(text)
                .startsWith("target node  2. Both lists hold the address")
                .contains("from SRAT entry 2 (byte 80, memory affinity, proximity domain 0)")
                .contains("from CEDT entry 0 (byte 36, CFMWS")
                .contains("prefer-online would answer 0");
    }

    @Test
    void aHoleHasNoNode() {
        var answer = Api.json(api.get("/api/v1/topologies/mission/lookup?address=0x80000000"));
        assertThat(answer.get("targetNode").asInt()).isEqualTo(-1);
        assertThat(answer.get("backing").asString()).isEqualTo("hole");
        assertThat(answer.get("meminfo").isNull()).isTrue();
        assertThat(answer.get("hotAddNode").asInt()).isZero();
    }

    private static String lookup(String name) {
        return "/api/v1/topologies/" + name + "/lookup?address=0x20000000";
    }
}
