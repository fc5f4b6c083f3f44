package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.api.lookup.RepeatedLines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServerTest
class BatchTest {

    private static final String BATCH = "/api/v1/topologies/batch/lookup";

    private static final String[] ANSWERS = {"2", "invalid", "1", "-1"};

    private final Api api;

    BatchTest(@LocalServerPort int port) {
        api = new Api(port);
        api.put("batch", Api.example("mission.json"));
    }

    @Test
    void jsonIsAnsweredInTheOrderOfTheAddresses() {
        HttpResponse<String> response = api.send("POST", BATCH, Api.JSON, Api.example("batch.json"));
        assertThat(response.body()).isEqualTo("""
                {"topology":"batch","revision":1,"kernel":"7.3","rule":"prefer-reserved","lookupKnown":true,"nodes":[0,2,0,1,-1,-1]}
                """);
    }

    @Test
    void anEmptyBatchHasNoAnswers() {
        assertThat(Api.json(api.send("POST", BATCH, Api.JSON, "{\"addresses\":[]}"))
                        .get("nodes"))
                .isEmpty();
        assertThat(api.send("POST", BATCH, Api.TEXT, "").body()).isEmpty();
    }

    @Test
    void linesAreAnsweredLineByLine() {
        HttpResponse<String> response = api.send("POST", BATCH + "?kernel=6.12.74", Api.TEXT, Api.example("batch.txt"));
        assertThat(response.body()).isEqualTo("0\n0\n0\n1\n-1\n-1\n");
        assertThat(response.headers().firstValue("Targetnode-Revision")).contains("1");
        assertThat(response.headers().firstValue("Targetnode-Kernel")).contains("6.12.74");
        assertThat(response.headers().firstValue("Targetnode-Rule")).contains("prefer-online");
        assertThat(response.headers().firstValue("Targetnode-Other-Rule")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {Api.JSON, Api.TEXT, "application/octet-stream"})
    void aHeaderNamesTheOtherRuleOfABuildWhoseRuleIsNotKnown(String type) {
        String body = type.equals(Api.JSON) ? Api.example("batch.json") : "";
        HttpResponse<String> response = api.send("POST", BATCH + "?kernel=6.8.0-45-generic", type, body);
        assertThat(response.headers().firstValue("Targetnode-Rule")).contains("prefer-online");
        assertThat(response.headers().firstValue("Targetnode-Other-Rule")).contains("prefer-reserved");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0x60000000|1#",
                "0x60000000#|1#",
                "0x60000000\\r#0|1#0#",
                "0x60000000\\r|1#",
                "0x60000000\\r\\r#0|invalid#0#",
                "#|invalid#",
                "##0|invalid#invalid#0#",
                "x#0x60000000#-1#1e3# 0|invalid#1#invalid#invalid#invalid#",
                "18446744073709551616#18446744073709551615|invalid#-1#"
            })
    void lineNAlwaysAnswersLineN(String lines, String answers) {
        String body = lines.replace("#", "\n").replace("\\r", "\r");
        assertThat(api.send("POST", BATCH, Api.TEXT, body).body()).isEqualTo(answers.replace("#", "\n"));
    }

    @Test
    void aLineMayBeLongerThanAnyBuffer() {
        String body = "7".repeat(3_000_000) + "\n0x" + "0".repeat(200_000) + "60000000\n";
        assertThat(api.send("POST", BATCH, Api.TEXT, body).body()).isEqualTo("invalid\n1\n");
    }

    @Test
    void pageFrameNumbersAreMultipliedByThePageSize() {
        assertThat(api.send("POST", BATCH + "?unit=pfn", Api.TEXT, "0x20000\n0x60000\n")
                        .body())
                .isEqualTo("2\n1\n");
        assertThat(api.send("POST", BATCH + "?unit=pfn&pageSize=0x200000", Api.TEXT, "0x100\n0x300\n")
                        .body())
                .isEqualTo("2\n1\n");
        assertThat(Api.json(api.send("POST", BATCH + "?unit=pfn", Api.JSON, "{\"addresses\":[131072, \"0x60000\"]}"))
                        .get("nodes")
                        .toString())
                .isEqualTo("[2,1]");
    }

    @Test
    void aPageFrameAbove64BitsIsInvalid() {
        assertThat(api.send("POST", BATCH + "?unit=pfn", Api.TEXT, "0xfffffffffffff\n0x10000000000000\n")
                        .body())
                .isEqualTo("-1\ninvalid\n");
        HttpResponse<String> json =
                api.send("POST", BATCH + "?unit=pfn", Api.JSON, "{\"addresses\":[0,\"0x10000000000000\"]}");
        assertThat(json.statusCode()).isEqualTo(400);
        assertThat(Api.json(json).at("/errors/0/pointer").asString()).isEqualTo("/addresses/1");
    }

    @Test
    void aClientThatReadsOnlyAfterSendingAllIsAnswered() throws IOException {
        HttpResponse<InputStream> response =
                api.stream(BATCH, BodyPublishers.ofInputStream(() -> lines(2_000_000)), Api.TEXT);
        try (BufferedReader answers =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.US_ASCII))) {
            assertThat(countAnswers(answers)).isEqualTo(2_000_000);
        }
    }

    @Test
    void aStreamHasNoUpperLimitIfTheClientReadsWhileItSends() throws Exception {
        int count = 8_000_000;
        try (Socket socket = new Socket("localhost", api.port())) {
            String head = "POST %s HTTP/1.0\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n"
                    .formatted(BATCH, lines(count).length());
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            CompletableFuture<Void> sending =
                    CompletableFuture.runAsync(() -> lines(count).sendTo(socket));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(answer.readLine()).contains("200");
            while (!answer.readLine().isEmpty()) {
                // Skips the rest of the response head.
            }
            assertThat(countAnswers(answer)).isEqualTo(count);
            sending.get();
        }
    }

    /** The topology is replaced between the two halves of the batch. Both halves are answered with the old node of the window. */
    @Test
    void aBatchDuringAReplacementIsAnsweredFromOneRevision() throws Exception {
        String path = Api.TOPOLOGIES + "/replaced";
        String old = Api.example("mission.json");
        api.put("replaced", old);
        // More than the socket buffers hold: once it is sent, the service has started to read it.
        byte[] half = "0x20000000\n".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = new Socket("localhost", api.port())) {
            socket.getOutputStream()
                    .write("POST %s/lookup HTTP/1.0\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n"
                            .formatted(path, 2 * half.length)
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(half);
            api.put("replaced", old.replace("\"node\": 2", "\"node\": 5"));
            assertThat(api.get(path + "/lookup?address=0x20000000", "Accept", Api.TEXT)
                            .body())
                    .isEqualTo("5\n");
            socket.getOutputStream().write(half);
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer.contains("Targetnode-Revision: 1\r\n")).isTrue();
            assertThat(answer.endsWith("\r\n\r\n" + "2\n".repeat(2_000_000))).isTrue();
        }
    }

    private static RepeatedLines lines(int count) {
        return new RepeatedLines("0x20000000\nnonsense\n0x60000000\n0xfffffff000\n", count / ANSWERS.length);
    }

    /** Checks each line. Returns the number of lines. */
    private static int countAnswers(BufferedReader answers) throws IOException {
        int count = 0;
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (!line.equals(ANSWERS[count++ % ANSWERS.length])) {
                throw new AssertionError("line %d answers %s".formatted(count, line));
            }
        }
        return count;
    }
}
