package io.targetnode.api.upload;

import io.targetnode.api.body.BodyReader;
import io.targetnode.api.body.MemoryBudget;
import io.targetnode.api.body.MemoryReservation;
import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.ProblemType;
import io.targetnode.kernel.BootInputs;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.intake.Declaration;
import io.targetnode.topology.intake.HostCaptures;
import io.targetnode.topology.intake.HostMachine;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Reads {@code multipart/form-data}: files of a host, and fields for facts that the files do not show. */
@Component
final class MultipartSubmissions implements SubmissionReader {

    private final BodyReader reader;
    private final MemoryBudget budget;

    MultipartSubmissions(BodyReader reader, MemoryBudget budget) {
        this.reader = reader;
        this.budget = budget;
    }

    @Override
    public boolean reads(MediaType type) {
        return MediaType.MULTIPART_FORM_DATA.isCompatibleWith(type);
    }

    @Override
    public Submission read(HttpServletRequest request) throws IOException, ServletException {
        Collection<Part> parts = request.getParts();
        long sent = parts.stream().mapToLong(Part::getSize).sum();
        try (MemoryReservation memory = budget.reserve()) {
            memory.growTo(sent);
            HostCaptures captures = new HostCaptures(unpacked -> memory.growTo(sent + unpacked), reader.limitBytes());
            FormParts form = FormParts.of(parts, captures);
            memory.addForParsing(captures.bytes());
            return parse(form, captures);
        }
    }

    private static Submission parse(FormParts parts, HostCaptures captures) {
        Declaration declaration = new Declaration(
                parts.field("kernel").map(text -> DeclaredTopology.kernel("kernel", text)),
                parts.field("commandLine"),
                parts.field("maxNodes").map(MultipartSubmissions::maxNodes).orElse(BootInputs.DEFAULT_MAX_NODES));
        Optional<TopologyName> name = parts.field("name").map(MultipartSubmissions::name);
        Map<String, String> labels = Labels.parse(parts.labels(), ProblemType.MALFORMED_BODY);
        if (!parts.hasFile()) {
            throw ProblemException.body("", "needs at least one part of: " + FormParts.FILE_NAMES);
        }
        return new Submission(name, HostMachine.read(captures.files(declaration, labels)));
    }

    private static int maxNodes(String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw ProblemException.body("maxNodes", "must be a decimal number");
        }
        return Integer.parseInt(text);
    }

    private static TopologyName name(String text) {
        try {
            return new TopologyName(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.body("name", TopologyName.RULE);
        }
    }
}
