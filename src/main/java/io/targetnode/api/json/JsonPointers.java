package io.targetnode.api.json;

import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.List;
import tools.jackson.core.JacksonException.Reference;

/** JSON pointers (RFC 6901) from the paths that Jackson and Bean Validation report. */
public final class JsonPointers {

    private JsonPointers() {}

    static String of(List<Reference> path) {
        StringBuilder pointer = new StringBuilder();
        for (Reference reference : path) {
            append(pointer, reference.getPropertyName() == null ? reference.getIndex() : reference.getPropertyName());
        }
        return pointer.toString();
    }

    static String of(Path path) {
        StringBuilder pointer = new StringBuilder();
        for (Path.Node node : path) {
            if (node.getIndex() != null) {
                append(pointer, node.getIndex());
            } else if (node.getKey() != null) {
                append(pointer, node.getKey());
            }
            if (node.getKind() == ElementKind.PROPERTY) {
                append(pointer, node.getName());
            }
        }
        return pointer.toString();
    }

    private static void append(StringBuilder pointer, Object part) {
        pointer.append('/').append(escaped(part.toString()));
    }

    /** A name as one step of a pointer. */
    public static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
