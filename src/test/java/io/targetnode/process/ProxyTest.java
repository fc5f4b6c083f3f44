package io.targetnode.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.targetnode.api.Api;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The proxy of {@code examples/replicas} in front of two replicas. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProxyTest {

    private static final String LOOKUP = Api.TOPOLOGIES + "/shared/lookup?address=0x20000000";

    /** 160 MB of addresses, 80 MB of nodes. */
    private static final int ADDRESSES = 20_000_000;

    private static final int REQUESTS = 200;

    private Path folder;
    private PostgresServer postgres;
    private ServiceProcess one;
    private ServiceProcess two;
    private HaproxyProcess proxy;

    @BeforeAll
    void start(@TempDir Path directory) {
        assumeTrue(
                HaproxyProcess.program().isPresent(),
                "haproxy is not installed: the proxy of examples/replicas is not tried (package haproxy)");
        folder = directory;
        postgres = new PostgresServer(folder.resolve("postgres"));
        one = replica(ServiceProcess.freePort());
        two = replica(ServiceProcess.freePort());
        one.ready();
        two.ready();
        proxy = HaproxyProcess.start(folder, one, two);
        await().atMost(ServiceProcess.TIMEOUT)
                .ignoreExceptions()
                .until(() -> put("shared").statusCode() == 201);
    }

    @AfterAll
    void stop() {
        if (proxy != null) {
            proxy.close();
            one.close();
            two.close();
            postgres.close();
        }
    }

    @Test
    void aLongBatchIsAnsweredWhileItIsSent() throws Exception {
        long begun = System.nanoTime();
        LongBatch.send(proxy.port(), "shared", ADDRESSES, block -> {});
        System.out.printf("%,d addresses through HAProxy in %.1f s%n", ADDRESSES, (System.nanoTime() - begun) / 1e9);
    }

    @Test
    void noReadAndNoUploadFailsWhenAReplicaIsKilled() {
        try (Requests reads = new Requests(() -> proxy.api().get(LOOKUP));
                Requests uploads = new Requests(() -> put("shared"))) {
            reads.awaitMore();
            one.kill();
            reads.awaitMore();
            one = replica(one.port()).ready();
            reads.awaitMore();
            uploads.awaitMore();
        }
    }

    @Test
    void lookUpsAreAnsweredWhileNoReplicaIsReadyBecauseTheDatabaseIsDown() {
        assertThat(one.api().get(LOOKUP).statusCode()).isEqualTo(200);
        assertThat(two.api().get(LOOKUP).statusCode()).isEqualTo(200);
        try (Requests reads = new Requests(() -> proxy.api().get(LOOKUP))) {
            postgres.kill();
            await().atMost(ServiceProcess.TIMEOUT)
                    .until(() -> proxy.output().contains("ready has no server available"));
            reads.awaitMore();
            HttpResponse<String> refused = put("other");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(Api.json(refused).get("type").asString()).isEqualTo("/problems/store-unavailable");
            postgres.restart();
            await().atMost(ServiceProcess.TIMEOUT).until(() -> put("other").statusCode() / 100 == 2);
            reads.awaitMore();
        }
    }

    private HttpResponse<String> put(String name) {
        return proxy.api().put(name, Api.example("mission.json"));
    }

    private ServiceProcess replica(int port) {
        return ServiceProcess.start(port, folder.resolve("replicas.log"), postgres.settings());
    }

    /**
     * A client that repeats a request until it is closed. Every answer must be a 200, except that a kill may cut off one answer that
     * has already begun: then no proxy can ask the other replica.
     */
    private static final class Requests implements AutoCloseable {

        private boolean isCut;

        private final AtomicBoolean done = new AtomicBoolean();
        private final AtomicInteger answered = new AtomicInteger();
        private final CompletableFuture<Void> client;

        Requests(Supplier<HttpResponse<String>> request) {
            client = CompletableFuture.runAsync(() -> {
                while (!done.get()) {
                    HttpResponse<String> response = answer(request);
                    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
                    answered.incrementAndGet();
                }
            });
        }

        private HttpResponse<String> answer(Supplier<HttpResponse<String>> request) {
            try {
                return request.get();
            } catch (IllegalStateException e) {
                boolean hasBegun = String.valueOf(e.getCause()).contains("chunked transfer encoding");
                if (isCut || !hasBegun) {
                    throw e;
                }
                isCut = true;
                return request.get();
            }
        }

        /** Waits for further answers. */
        void awaitMore() {
            int enough = answered.get() + REQUESTS;
            await().atMost(ServiceProcess.TIMEOUT).until(() -> client.isDone() || answered.get() >= enough);
            if (client.isDone()) {
                client.join();
            }
        }

        @Override
        public void close() {
            done.set(true);
            client.join();
        }
    }
}
