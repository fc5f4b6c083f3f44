package io.targetnode.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.api.Api;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * Writes the revisions of one topology. Each contains its number twice: as a label and as the node of its window. Records the
 * acknowledged uploads. Only one thread may upload at a time.
 */
final class Uploader {

    private static final int NODES = 1000;

    private final String path;
    private final Map<Integer, Integer> acknowledged = new ConcurrentHashMap<>();
    private int sent;
    private int verified;

    Uploader(String name) {
        this.path = Api.TOPOLOGIES + "/" + name;
    }

    /** Uploads another revision; throws if there is no response. */
    HttpResponse<String> upload(Api api) {
        int number = ++sent;
        HttpResponse<String> response = api.send("PUT", path, Api.JSON, body(number));
        if (response.statusCode() / 100 == 2) {
            acknowledged.put(Api.json(response).get("revision").asInt(), number);
        }
        return response;
    }

    /** The number of acknowledged uploads. */
    int acknowledged() {
        return acknowledged.size();
    }

    /** Verifies all revisions again. */
    void verifyAll(Api api) {
        verified = 0;
        verify(api);
    }

    /**
     * Verifies the revisions that have not been verified yet. Every acknowledged upload is stored completely; any other upload
     * is stored completely or not at all.
     */
    void verify(Api api) {
        if (acknowledged.isEmpty() && api.get(path).statusCode() == 404) {
            return;
        }
        JsonNode current = Api.json(api.get(path));
        int last = current.get("revision").asInt();
        assertThat(last)
                .isGreaterThanOrEqualTo(acknowledged.keySet().stream()
                        .mapToInt(Integer::intValue)
                        .max()
                        .orElse(0));
        for (int revision = verified + 1; revision <= last; revision++) {
            int number = verifyComplete(api, revision);
            assertThat(number).as("%s revision %d", path, revision).isBetween(1, sent);
            assertThat(acknowledged.getOrDefault(revision, number)).isEqualTo(number);
            acknowledged.put(revision, number);
        }
        verified = last;
        String label = current.at("/labels/number").asString();
        JsonNode found = Api.json(api.get(
                Api.TOPOLOGIES + "?label=number=" + label + "&prefix=" + path.substring(Api.TOPOLOGIES.length() + 1)));
        assertThat(found.at("/items")).as("found by its label").hasSize(1);
        assertThat(found.at("/items/0/revision").asInt()).isEqualTo(last);
        assertThat(Api.json(api.get(path + "/revisions?limit=1"))
                        .at("/items/0/revision")
                        .asInt())
                .isEqualTo(last);
    }

    private int verifyComplete(Api api, int revision) {
        JsonNode resource = Api.json(api.get(path + "/revisions/" + revision));
        int number = resource.at("/labels/number").asInt();
        HttpResponse<String> node =
                api.get(path + "/lookup?address=0x20000000&revision=" + revision, "Accept", Api.TEXT);
        assertThat(node.body())
                .as("%s revision %d: %s", path, revision, resource)
                .isEqualTo(number % NODES + "\n");
        return number;
    }

    private static String body(int number) {
        return """
                {"kernel": "7.3", "labels": {"number": "%d"}, "memory": [
                  {"start": "0x0", "end": "0x1fffffff", "type": "system-ram", "node": 0},
                  {"start": "0x20000000", "end": "0x2fffffff", "type": "cxl-window", "node": %d},
                  {"start": "0x40000000", "end": "0x5fffffff", "type": "system-ram", "node": 0}]}""".formatted(number, number % NODES);
    }
}
