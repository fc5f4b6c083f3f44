package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams of events whose credential becomes invalid. */
class EventAccessTest {

    private static final String KEPT = "kept-0123456789abcdef";
    private static final String REMOVED = "removed-0123456789abcdef";

    private static final long TIMEOUT_SECONDS = 60;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private static Path folder;

    private static Path keys;
    private static Tokens tokens;
    private static RunningService service;

    @BeforeAll
    static void start() throws IOException, JOSEException {
        keys = folder.resolve("keys");
        Files.writeString(keys, KEPT + ":read\n" + REMOVED + ":read\n");
        tokens = new Tokens();
        service = RunningService.start(
                "targetnode.data-dir=" + folder.resolve("data"),
                "targetnode.api-keys-file=" + keys,
                tokens.setting(folder));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /** Completes when the stream has ended. */
    private static CompletableFuture<byte[]> follow(String credential) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = CLIENT.send(
                HttpRequest.newBuilder(URI.create(service.api().base() + "/api/v1/events"))
                        .header("Authorization", "Bearer " + credential)
                        .build(),
                BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        return CompletableFuture.supplyAsync(() -> {
            try (InputStream body = answer.body()) {
                return body.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void aStreamEndsAfterItsKeyWasRemovedOrItsTokenHasExpired() throws Exception {
        CompletableFuture<byte[]> kept = follow(KEPT);
        CompletableFuture<byte[]> removed = follow(REMOVED);
        // A token is valid for a minute after its expiry, because clocks differ.
        CompletableFuture<byte[]> expiring = follow(tokens.token("read", "", Duration.ofSeconds(-57)));
        CompletableFuture<byte[]> valid = follow(tokens.token("read", "", Duration.ofMinutes(5)));
        Files.writeString(keys, KEPT + ":read\n");
        removed.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        expiring.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        await().until(() -> service.api().as(REMOVED).get("/api/v1/events").statusCode() == 401);
        assertThat(kept).isNotDone();
        assertThat(valid).isNotDone();
    }
}
