package io.targetnode.api;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Builds a multipart/form-data body. */
final class Form {

    static final String TYPE = "multipart/form-data; boundary=B";

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    Form part(String name, byte[] content) {
        text("--B\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n\r\n".formatted(name, name));
        body.writeBytes(content);
        text("\r\n");
        return this;
    }

    Form field(String name, String value) {
        text("--B\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(name, value));
        return this;
    }

    byte[] end() {
        text("--B--\r\n");
        return body.toByteArray();
    }

    private void text(String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
