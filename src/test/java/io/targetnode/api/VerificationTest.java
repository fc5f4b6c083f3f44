package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The verification of a topology that has no evidence of the running kernel. */
@ServerTest
class VerificationTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Api api;
    /** Each test has its own topology, so that it does not see the revisions of another test. */
    private final String name = "t-verification-" + NUMBER.incrementAndGet();

    VerificationTest(@LocalServerPort int port) {
        api = new Api(port);
    }

    @BeforeEach
    void putTopology() {
        assertThat(api.put(name, Api.example("mission.json")).statusCode()).isEqualTo(201);
    }

    @Test
    void anUploadWithoutEvidenceIsAssumed() {
        HttpResponse<String> response = verification("");
        JsonNode answer = Api.json(response);
        assertThat(answer.propertyNames())
                .containsExactly(
                        "topology",
                        "revision",
                        "kernel",
                        "rule",
                        "lookupKnown",
                        "verdict",
                        "why",
                        "proposedRule",
                        "counts",
                        "comparisons",
                        "conclusions");
        assertThat(answer.get("topology").asString()).isEqualTo(name);
        assertThat(answer.get("kernel").asString()).isEqualTo("7.3");
        assertThat(answer.get("rule").asString()).isEqualTo("prefer-reserved");
        assertThat(answer.get("verdict").asString()).isEqualTo("assumed");
        assertThat(answer.at("/why/0").asString()).startsWith("The upload contains nothing");
        assertThat(answer.get("proposedRule").isNull()).isTrue();
        assertThat(answer.get("counts").toString()).isEqualTo("{\"agrees\":0,\"contradicts\":0,\"notCompared\":0}");
        assertThat(answer.get("comparisons")).isEmpty();
        assertThat(answer.get("conclusions")).isEmpty();
        assertThat(header(response, "Targetnode-Revision")).isEqualTo("1");
        assertThat(header(response, "Targetnode-Kernel")).isEqualTo("7.3");
        assertThat(header(response, "Content-Type")).isEqualTo(Api.JSON);
    }

    @Test
    void theTextBeginsWithTheVerdict() {
        HttpResponse<String> response = verification("", "Accept", Api.TEXT);
        assertThat(header(response, "Content-Type")).startsWith(Api.TEXT);
        assertThat(response.body())
                .startsWith(
                        "assumed: 7.3 prefer-reserved; 0 agree, 0 contradict, 0 not compared\n  The upload contains nothing");
    }

    @Test
    void kernelAndRuleAreThoseOfTheQuery() {
        JsonNode answer = Api.json(verification("?kernel=6.12.74&rule=prefer-reserved"));
        assertThat(answer.get("kernel").asString()).isEqualTo("6.12.74");
        assertThat(answer.get("rule").asString()).isEqualTo("prefer-reserved");
    }

    @Test
    void theETagDependsOnRevisionKernelRuleAndFormat() {
        for (String form : new String[] {Api.JSON, Api.TEXT}) {
            String tag = header(verification("", "Accept", form), "ETag");
            assertThat(verification("", "Accept", form, "If-None-Match", tag).statusCode())
                    .isEqualTo(304);
            assertThat(verification("?kernel=7.3", "Accept", form, "If-None-Match", tag)
                            .statusCode())
                    .isEqualTo(304);
            assertThat(verification("?rule=prefer-online", "Accept", form, "If-None-Match", tag)
                            .statusCode())
                    .isEqualTo(200);
            String other = form.equals(Api.JSON) ? Api.TEXT : Api.JSON;
            assertThat(verification("", "Accept", other, "If-None-Match", tag).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void anOlderRevisionCanBeVerified() {
        api.put(name, Api.example("mission.json").replace("\"node\": 2", "\"node\": 3"));
        assertThat(Api.json(verification("")).get("revision").asInt()).isEqualTo(2);
        assertThat(Api.json(verification("?revision=1")).get("revision").asInt())
                .isEqualTo(1);
    }

    @Test
    void theProblemsAreThoseOfEveryRead() {
        assertThat(verification("?revision=9").statusCode()).isEqualTo(404);
        assertThat(verification("?kernel=5.9").statusCode()).isEqualTo(400);
        assertThat(verification("?rule=none").statusCode()).isEqualTo(400);
        assertThat(verification("?typo=1").statusCode()).isEqualTo(400);
        assertThat(verification("", "Accept", "image/png").statusCode()).isEqualTo(406);
        assertThat(api.get(Api.TOPOLOGIES + "/t-verification-never/verification")
                        .statusCode())
                .isEqualTo(404);
    }

    private HttpResponse<String> verification(String query, String... headers) {
        return api.get(Api.TOPOLOGIES + "/" + name + "/verification" + query, headers);
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
