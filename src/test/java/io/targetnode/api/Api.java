package io.targetnode.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An HTTP client of a running service.
 *
 * @param port the port of the server on localhost
 * @param credential the key or token of all requests; empty for none
 */
public record Api(int port, String credential) {

    public static final String TOPOLOGIES = "/api/v1/topologies";
    public static final String JSON = "application/json";
    public static final String TEXT = "text/plain";
    static final String LINES = "application/x-ndjson";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper MAPPER = new JsonMapper();

    public Api(int port) {
        this(port, "");
    }

    /** A client of the same service with a credential. */
    public Api as(String other) {
        return new Api(port, other);
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, HttpRequest.BodyPublishers.noBody(), headers);
    }

    public HttpResponse<String> send(String method, String path, String type, String body) {
        return send(method, path, BodyPublishers.ofString(body), "Content-Type", type);
    }

    public HttpResponse<String> send(String method, String path, HttpRequest.BodyPublisher body, String... headers) {
        HttpRequest.Builder request = request(path).method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(method + " " + path, e);
        }
    }

    public HttpResponse<InputStream> stream(String path, HttpRequest.BodyPublisher body, String type) {
        HttpRequest request =
                request(path).POST(body).header("Content-Type", type).build();
        try {
            return CLIENT.send(request, BodyHandlers.ofInputStream());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(path, e);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base() + path));
        return credential.isEmpty() ? request : request.header("Authorization", "Bearer " + credential);
    }

    public HttpResponse<String> put(String name, String json) {
        return send("PUT", TOPOLOGIES + "/" + name, JSON, json);
    }

    public String base() {
        return "http://localhost:" + port;
    }

    public static JsonNode json(HttpResponse<String> response) {
        return MAPPER.readTree(response.body());
    }

    /** The text of a file in {@code examples/}. */
    public static String example(String file) {
        try {
            return Files.readString(Path.of("examples", file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(file, e);
        }
    }
}
