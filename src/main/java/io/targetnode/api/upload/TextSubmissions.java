package io.targetnode.api.upload;

import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.wire.WholeBodies;
import io.targetnode.capture.CaptureFormat;
import io.targetnode.kernel.BootInputs;
import io.targetnode.topology.intake.HostFile;
import io.targetnode.topology.intake.HostFiles;
import io.targetnode.topology.intake.HostMachine;
import io.targetnode.topology.intake.Statement;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** {@code text/plain}: an acpidump or a boot log, told apart by content. */
@Component
final class TextSubmissions implements SubmissionReader {

    private final WholeBodies bodies;

    TextSubmissions(WholeBodies bodies) {
        this.bodies = bodies;
    }

    @Override
    public boolean reads(MediaType type) {
        return MediaType.TEXT_PLAIN.isCompatibleWith(type);
    }

    @Override
    public Submission read(HttpServletRequest request) throws IOException {
        return bodies.read(request, TextSubmissions::parse);
    }

    private static Submission parse(byte[] text) {
        if (text.length == 0) {
            throw ProblemException.body("", "the body is empty; it must be an acpidump or a boot log");
        }
        Statement statement = new Statement(Optional.empty(), Optional.empty(), BootInputs.DEFAULT_MAX_NODES);
        HostFiles files = new HostFiles(Map.of(kindOf(text), text), statement, Map.of());
        return new Submission(Optional.empty(), HostMachine.read(files));
    }

    private static HostFile kindOf(byte[] text) {
        CaptureFormat format = CaptureFormat.of(text).orElse(CaptureFormat.DMESG);
        return switch (format) {
            case ACPIDUMP -> HostFile.ACPIDUMP;
            case DMESG -> HostFile.DMESG;
            default ->
                throw ProblemException.body(
                        "",
                        "the text is neither an acpidump nor a boot log; upload files of other kinds as multipart/form-data");
        };
    }
}
