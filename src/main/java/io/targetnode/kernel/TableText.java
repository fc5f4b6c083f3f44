package io.targetnode.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A table in a text resource of this package: a line for each row, bars between columns, comments after #. */
final class TableText {

    private TableText() {}

    /** The text of a resource. */
    static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(TableText.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** The lines that are not empty and not a comment. */
    static List<String> lines(String text) {
        return text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    /**
     * The trimmed columns of a row.
     *
     * @throws IllegalArgumentException if the row has another number of columns
     */
    static List<String> columns(String row, int count) {
        List<String> columns =
                Arrays.stream(row.split("\\|", -1)).map(String::trim).toList();
        if (columns.size() != count) {
            throw new IllegalArgumentException("%d columns, not %d: %s".formatted(columns.size(), count, row));
        }
        return columns;
    }

    /** @throws IllegalArgumentException if no behaviour has this id */
    static Behaviour behaviour(String id) {
        return Behaviour.ALL.stream()
                .filter(behaviour -> behaviour.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no behaviour " + id));
    }

    /** @throws IllegalArgumentException if no basis has this name */
    static ReleaseRange.Basis basis(String name) {
        return ApiNamed.find(ReleaseRange.Basis.class, name)
                .orElseThrow(() -> new IllegalArgumentException("no basis " + name));
    }
}
