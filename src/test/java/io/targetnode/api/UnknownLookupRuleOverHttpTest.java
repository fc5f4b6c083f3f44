package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A build of Ubuntu of which it is not known whether it has the fix of the look-up. */
@ServerTest
class UnknownLookupRuleOverHttpTest {

    private static final String PATH = Api.TOPOLOGIES + "/open-rule";
    private static final String WINDOW = PATH + "/lookup?address=0x20000000";

    private final Api api;

    UnknownLookupRuleOverHttpTest(@LocalServerPort int port) {
        this.api = new Api(port);
    }

    @BeforeEach
    void upload() {
        String machine = Api.example("firmware-view.json").replace("\"7.3\"", "\"6.8.0-45-generic\"");
        assertThat(machine).contains("6.8.0-45-generic");
        assertThat(api.put("open-rule", machine).statusCode()).isIn(200, 201);
    }

    @Test
    void theAnswerHasTheNodesOfBothRulesWhereTheyDiffer() {
        for (String query : List.of("", "&explain=true")) {
            JsonNode answer = Api.json(api.get(WINDOW + query));
            assertThat(answer.get("rule").asString()).isEqualTo("prefer-online");
            assertThat(answer.get("lookupKnown").asBoolean()).isFalse();
            assertThat(answer.get("targetNode").asInt()).isZero();
            assertThat(answer.get("otherRuleTargetNode").asInt()).isEqualTo(2);
            assertThat(answer.get("basis").asString()).isEqualTo("upstream");
        }
        JsonNode same = Api.json(api.get(PATH + "/lookup?address=0x0"));
        assertThat(same.get("lookupKnown").asBoolean()).isFalse();
        assertThat(same.has("otherRuleTargetNode")).isFalse();
    }

    @Test
    void aRequestedRuleOrReleaseHasOneAnswer() {
        for (String query : List.of("&rule=prefer-online", "&rule=prefer-reserved", "&kernel=6.12.74", "&kernel=7.3")) {
            JsonNode answer = Api.json(api.get(WINDOW + query));
            assertThat(answer.get("lookupKnown").asBoolean()).as(query).isTrue();
            assertThat(answer.has("otherRuleTargetNode")).as(query).isFalse();
        }
    }

    @Test
    void aBatchSaysThatTheRuleIsNotKnown() {
        JsonNode batch = Api.json(api.send("POST", PATH + "/lookup", Api.JSON, "{\"addresses\":[\"0x20000000\"]}"));
        assertThat(batch.get("lookupKnown").asBoolean()).isFalse();
        assertThat(batch.get("nodes").toString()).isEqualTo("[0]");
    }

    @Test
    void theTopologyListsTheRuleAsAnAssumption() {
        JsonNode topology = Api.json(api.get(PATH));
        assertThat(topology.get("exactness").asString()).isEqualTo("assumed");
        assertThat(topology.get("assumptions").toString()).contains("whether the distribution backported the fix");
    }

    @Test
    void theKernelsShowTheSwitchesInSentences() {
        JsonNode kernel = Api.json(api.get("/api/v1/kernels/6.8.0-45-generic"));
        assertThat(kernel.at("/range/lookupKnown").asBoolean()).isFalse();
        assertThat(kernel.at("/range/from").asString()).isEqualTo("6.8.0-0-<ubuntu>*");
        assertThat(kernel.at("/behaviour/id").asString()).isEqualTo("6.8");
        assertThat(kernel.at("/behaviour/toleratedUncoveredBytes").isNull()).isTrue();
        assertThat(kernel.at("/behaviour/switches")).hasSize(8).allSatisfy(one -> {
            assertThat(one.get("does").asString()).endsWith(".").hasSizeGreaterThan(30);
        });
        assertThat(kernel.at("/behaviour/changes").toString())
                .isEqualTo("[\"A configuration is accepted however much RAM it leaves without a node.\"]");
        JsonNode kernels = Api.json(api.get("/api/v1/kernels"));
        assertThat(kernels.at("/behaviours/0/changes")).hasSize(8);
        assertThat(kernels.get("distributions")).hasSizeGreaterThan(30).anySatisfy(builds -> {
            assertThat(builds.get("from").asString()).isEqualTo("5.14.0-204*.el9*");
            assertThat(builds.get("to").asString()).isEqualTo("5.14.0-436*.el9*");
            assertThat(builds.get("behaviour").asString()).isEqualTo("6.0.8");
        });
        assertThat(kernels.get("distributions"))
                .anyMatch(builds -> builds.get("behaviour").isNull());
    }
}
