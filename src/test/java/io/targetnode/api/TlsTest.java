package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings of docs/configuration.md, TLS. */
class TlsTest {

    @TempDir
    private Path folder;

    @Test
    void theServiceUsesANewCertificateAndWantsOneFromClients()
            throws IOException, InterruptedException, GeneralSecurityException {
        Certificate first = new Certificate(folder, "first");
        Certificate second = new Certificate(folder, "second");
        Certificate client = new Certificate(folder, "client");
        Path certificate = folder.resolve("tls.crt");
        Path key = folder.resolve("tls.key");
        Path clients = folder.resolve("clients.crt");
        first.writeTo(certificate, key);
        client.writeTo(clients, folder.resolve("clients.key"));
        try (RunningService service = RunningService.start(
                "targetnode.data-dir=" + folder.resolve("data"),
                "spring.ssl.bundle.pem.server.keystore.certificate=file:" + certificate,
                "spring.ssl.bundle.pem.server.keystore.private-key=file:" + key,
                "spring.ssl.bundle.pem.server.truststore.certificate=file:" + clients,
                "spring.ssl.bundle.pem.server.reload-on-update=true",
                "spring.ssl.bundle.watch.file.quiet-period=100ms",
                "server.ssl.bundle=server",
                "server.ssl.client-auth=need")) {
            int port = service.api().port();
            assertThat(status(port, first.trustedBy(client))).isEqualTo(200);
            assertThatThrownBy(() -> status(port, first.trustedBy(null))).isInstanceOf(IOException.class);
            second.writeTo(certificate, key);
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> status(port, second.trustedBy(client)) == 200);
        }
    }

    private static int status(int port, SSLContext tls) throws IOException, InterruptedException {
        return HttpClient.newBuilder()
                .sslContext(tls)
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/api/v1/kernels"))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }
}
