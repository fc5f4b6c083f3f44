package io.targetnode.api.upload;

import io.targetnode.api.problem.ProblemException;
import io.targetnode.topology.intake.HostFile;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The parts of a multipart body by their names: each at most once, except labels. */
final class FormParts {

    /** Names of the parts that are files, for messages. */
    static final String FILE_NAMES =
            Arrays.stream(HostFile.values()).map(HostFile::apiName).collect(Collectors.joining(", "));

    private static final String LABEL = "label";
    private static final Set<String> FIELDS = Set.of("name", "kernel", "commandLine", "maxNodes");
    private static final String KNOWN = FILE_NAMES + "; fields: name, label, kernel, commandLine, maxNodes";
    private static final int FIELD_BYTES = 4096;

    private final Map<HostFile, byte[]> files = new EnumMap<>(HostFile.class);
    private final Map<String, String> fields = new HashMap<>();
    private final List<String> labels = new ArrayList<>();

    private FormParts() {}

    /** @throws ProblemException for an unknown part, one that is there twice, or a field that is too long */
    static FormParts of(Collection<Part> parts) throws IOException {
        FormParts form = new FormParts();
        for (Part part : parts) {
            form.add(part);
        }
        return form;
    }

    Map<HostFile, byte[]> files() {
        return files;
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
            second = files.put(file.get(), content(part)) != null;
        } else if (FIELDS.contains(name)) {
            second = fields.put(name, text(part)) != null;
        } else if (name.equals(LABEL)) {
            second = !labels.add(text(part));
        } else {
            throw ProblemException.body(name, "unknown part; known files: " + KNOWN);
        }
        if (second) {
            throw ProblemException.body(name, "the part is there twice");
        }
    }

    private static String text(Part part) throws IOException {
        if (part.getSize() > FIELD_BYTES) {
            throw ProblemException.body(part.getName(), "a field may have %d bytes".formatted(FIELD_BYTES));
        }
        return new String(content(part), StandardCharsets.UTF_8);
    }

    private static byte[] content(Part part) throws IOException {
        try (InputStream content = part.getInputStream()) {
            return content.readAllBytes();
        }
    }
}
