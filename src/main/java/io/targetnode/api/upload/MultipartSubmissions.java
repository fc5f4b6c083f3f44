package io.targetnode.api.upload;

import io.targetnode.api.body.GunzipStream;
import io.targetnode.api.body.WholeBodies;
import io.targetnode.api.body.WholeBodies.Unpacked;
import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.ProblemType;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.UnknownKernelException;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.intake.Declaration;
import io.targetnode.topology.intake.HostCaptures;
import io.targetnode.topology.intake.HostFiles;
import io.targetnode.topology.intake.HostMachine;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** {@code multipart/form-data}: the files that a host has, and fields that say what they do not. */
@Component
final class MultipartSubmissions implements SubmissionReader {

    private final WholeBodies bodies;

    MultipartSubmissions(WholeBodies bodies) {
        this.bodies = bodies;
    }

    @Override
    public boolean reads(MediaType type) {
        return MediaType.MULTIPART_FORM_DATA.isCompatibleWith(type);
    }

    @Override
    public Submission read(HttpServletRequest request) throws IOException, ServletException {
        Collection<Part> parts = request.getParts();
        return bodies.unpack(memory -> unpack(parts, memory));
    }

    private Unpacked<Submission> unpack(Collection<Part> parts, IntConsumer memory) throws IOException {
        int sent = Math.toIntExact(parts.stream().mapToLong(Part::getSize).sum());
        memory.accept(sent);
        HostCaptures captures =
                new HostCaptures(GunzipStream::new, more -> memory.accept(sent + more), bodies.limitBytes());
        FormParts form = FormParts.of(parts, captures);
        return new Unpacked<>(captures.bytes(), () -> parse(form, captures));
    }

    private static Submission parse(FormParts parts, HostCaptures captures) {
        Declaration statement = new Declaration(
                parts.field("kernel").map(MultipartSubmissions::kernel),
                parts.field("commandLine"),
                parts.field("maxNodes").map(MultipartSubmissions::maxNodes).orElse(BootInputs.DEFAULT_MAX_NODES));
        Optional<TopologyName> name = parts.field("name").map(MultipartSubmissions::name);
        Map<String, String> labels = Labels.parse(parts.labels(), ProblemType.MALFORMED_BODY);
        if (!parts.hasFile()) {
            throw ProblemException.body("", "needs at least one part of: " + FormParts.FILE_NAMES);
        }
        HostFiles files = captures.files(statement, labels);
        return new Submission(name, HostMachine.read(files));
    }

    private static KernelRelease kernel(String text) {
        try {
            return KernelRelease.parse(text);
        } catch (UnknownKernelException e) {
            throw ProblemException.at(ProblemType.UNKNOWN_KERNEL, "kernel", e.getMessage());
        }
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
