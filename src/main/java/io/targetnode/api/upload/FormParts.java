package io.targetnode.api.upload;

import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.ProblemType;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.intake.Declaration;
import io.targetnode.topology.intake.HostCaptures;
import io.targetnode.topology.intake.HostFile;
import io.targetnode.topology.intake.HostMachine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The parts of a multipart body by name. Only {@code label} and {@code file} may occur more than once. An empty part counts as
 * absent: a browser sends one for each input of a form that was left empty.
 */
final class FormParts {

    /** The names of the parts that are files, for error messages. */
    private static final String FILE_NAMES =
            Arrays.stream(HostFile.values()).map(HostFile::apiName).collect(Collectors.joining(", ")) + ", file";

    private static final String FILE = "file";
    private static final String LABEL = "label";
    private static final Set<String> FIELDS =
            Set.of("name", "kernel", "commandLine", "maxNodes", "architecture", "pageSize");
    private static final String KNOWN =
            FILE_NAMES + "; fields: name, label (key=value), kernel, commandLine, maxNodes, architecture, pageSize";
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
    static FormParts of(List<FormPart> parts, HostCaptures captures) throws IOException {
        FormParts form = new FormParts(captures);
        for (FormPart part : parts) {
            if (part.content().length > 0) {
                form.add(part);
            }
        }
        return form;
    }

    /** @throws ProblemException if a field breaks a rule, or no file was sent */
    Submission submission() {
        Declaration declaration = new Declaration(
                field("kernel").map(text -> DeclaredTopology.kernel("kernel", text)),
                field("commandLine"),
                number("maxNodes"),
                field("architecture").map(text -> DeclaredTopology.architecture("architecture", text)),
                number("pageSize"));
        Optional<TopologyName> name = field("name").map(FormParts::name);
        Map<String, String> parsed = Labels.parse(labels, ProblemType.MALFORMED_BODY);
        if (unnamed == 0 && named.isEmpty()) {
            throw ProblemException.body("", "at least one of these parts is required: " + FILE_NAMES);
        }
        return new Submission(name, HostMachine.read(captures.files(declaration, parsed)));
    }

    private Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    private OptionalInt number(String name) {
        Optional<String> text = field(name);
        if (text.filter(digits -> !digits.matches("-?[0-9]{1,9}")).isPresent()) {
            throw ProblemException.body(name, "must be a decimal number");
        }
        return text.map(digits -> OptionalInt.of(Integer.parseInt(digits))).orElseGet(OptionalInt::empty);
    }

    private static TopologyName name(String text) {
        try {
            return new TopologyName(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.body("name", TopologyName.RULE);
        }
    }

    private void add(FormPart part) throws IOException {
        String name = part.name();
        Optional<HostFile> file = Arrays.stream(HostFile.values())
                .filter(candidate -> candidate.apiName().equals(name))
                .findFirst();
        boolean repeated;
        if (file.isPresent()) {
            repeated = !named.add(file.get());
            if (!repeated) {
                captures.add(file.get(), part.content());
            }
        } else if (name.equals(FILE)) {
            repeated = false;
            captures.add("file " + ++unnamed, part.content());
        } else if (FIELDS.contains(name)) {
            repeated = fields.put(name, text(part)) != null;
        } else if (name.equals(LABEL)) {
            repeated = !labels.add(text(part));
        } else {
            throw ProblemException.body(name, "unknown part; known files: " + KNOWN);
        }
        if (repeated) {
            throw ProblemException.body(name, "the part occurs twice");
        }
    }

    private static String text(FormPart part) {
        if (part.content().length > FIELD_BYTES) {
            throw ProblemException.body(part.name(), "the field is longer than %d bytes".formatted(FIELD_BYTES));
        }
        return new String(part.content(), StandardCharsets.UTF_8);
    }
}
