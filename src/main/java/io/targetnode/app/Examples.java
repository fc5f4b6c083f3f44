package io.targetnode.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads files of {@code examples/} from the class path. */
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

    /** A JSON object with its fields in order. */
    static Map<String, Object> json(String file) {
        return JsonMapper.shared().readValue(text(file), new TypeReference<LinkedHashMap<String, Object>>() {});
    }
}
