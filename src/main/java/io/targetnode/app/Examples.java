package io.targetnode.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The files of the folder {@code examples/}, which are on the class path. */
final class Examples {

    private Examples() {}

    static String text(String file) {
        try (InputStream in = Examples.class.getResourceAsStream("/examples/" + file)) {
            if (in == null) {
                throw new IllegalStateException("examples/%s is not on the class path".formatted(file));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file as it stands, a text in it replaced: Swagger UI shows a string as it is. */
    static String json(String file, String replaced, String replacement) {
        String text = text(file);
        return replaced.isEmpty() ? text : text.replace(replaced, replacement);
    }
}
