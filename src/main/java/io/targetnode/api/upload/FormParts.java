package io.targetnode.api.upload;

import io.targetnode.api.problem.ProblemException;
import io.targetnode.topology.intake.HostCaptures;
import io.targetnode.topology.intake.HostFile;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The parts of a multipart body by name. Only {@code label} and {@code file} may occur more than once. */
final class FormParts {

    /** The names of the parts that are files, for messages. */
    static final String FILE_NAMES =
            Arrays.stream(HostFile.values()).map(HostFile::apiName).collect(Collectors.joining(", ")) + ", file";

    private static final String FILE = "file";

    private static final String LABEL = "label";
    private static final Set<String> FIELDS = Set.of("name", "kernel", "commandLine", "maxNodes");
    private static final String KNOWN = FILE_NAMES + "; fields: name, label, kernel, commandLine, maxNodes";
    private static final int FIELD_BYTES = 4096;

    private final HostCaptures captures;
    private final Set<HostFile> named = EnumSet.noneOf(HostFile.class);
    private int unnamed;
    private final Map<String, String> fields = new HashMap<>();
    private final List<String> labels = new ArrayList<>();

    private FormParts(HostCaptures captures) {
        this.captures = captures;
    }

    /**
     * Sorts the parts.
     *
     * @param captures receives the files
     * @throws ProblemException for an unknown or repeated part, or a field that is too long
     */
    static FormParts of(Collection<Part> parts, HostCaptures captures) throws IOException {
        FormParts form = new FormParts(captures);
        for (Part part : parts) {
            form.add(part);
        }
        return form;
    }

    boolean hasFile() {
        return unnamed > 0 || !named.isEmpty();
    }

    Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    List<String> labels() {
        return List.copyOf(labels);
    }

    private void add(Part part) throws IOException {
        String name = part.getName();
        Optional<HostFile> file = Arrays.stream(HostFile.values())
                .filter(candidate -> candidate.apiName().equals(name))
                .findFirst();
        boolean second;
        if (file.isPresent()) {
            second = !named.add(file.get());
            if (!second) {
                captures.add(file.get(), content(part));
            }
        } else if (name.equals(FILE)) {
            second = false;
            captures.add("file " + ++unnamed, content(part));
        } else if (FIELDS.contains(name)) {
            second = fields.put(name, text(part)) != null;
        } else if (name.equals(LABEL)) {
            second = !labels.add(text(part));
        } else {
            throw ProblemException.body(name, "unknown part; known files: " + KNOWN);
        }
        if (second) {
            throw ProblemException.body(name, "the part occurs twice");
        }
    }

    private static String text(Part part) throws IOException {
        if (part.getSize() > FIELD_BYTES) {
            throw ProblemException.body(part.getName(), "the field is longer than %d bytes".formatted(FIELD_BYTES));
        }
        return new String(content(part), StandardCharsets.UTF_8);
    }

    private static byte[] content(Part part) throws IOException {
        try (InputStream content = part.getInputStream()) {
            return content.readAllBytes();
        }
    }
}
