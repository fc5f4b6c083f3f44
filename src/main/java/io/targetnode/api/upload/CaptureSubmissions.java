package io.targetnode.api.upload;

import io.targetnode.api.body.GunzipStream;
import io.targetnode.api.body.WholeBodies;
import io.targetnode.api.body.WholeBodies.Unpacked;
import io.targetnode.api.problem.ProblemException;
import io.targetnode.kernel.BootInputs;
import io.targetnode.topology.intake.Declaration;
import io.targetnode.topology.intake.HostCaptures;
import io.targetnode.topology.intake.HostMachine;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** One file of a host, or a bundle of them, told by content. */
@Component
final class CaptureSubmissions implements SubmissionReader {

    private final WholeBodies bodies;

    CaptureSubmissions(WholeBodies bodies) {
        this.bodies = bodies;
    }

    @Override
    public boolean reads(MediaType type) {
        return UploadTypes.OF_FILES.stream().anyMatch(known -> known.isCompatibleWith(type));
    }

    @Override
    public Submission read(HttpServletRequest request) throws IOException {
        return bodies.unpack(request, body -> memory -> unpack(body, memory));
    }

    private Unpacked<Submission> unpack(byte[] body, IntConsumer memory) throws IOException {
        if (body.length == 0) {
            throw ProblemException.body("", "the body is empty; it must be a file of a host, or a bundle of them");
        }
        HostCaptures captures = new HostCaptures(GunzipStream::new, memory::accept, bodies.limitBytes());
        captures.add("body", body);
        return new Unpacked<>(captures.bytes(), () -> submission(captures));
    }

    private static Submission submission(HostCaptures captures) {
        Declaration statement = new Declaration(Optional.empty(), Optional.empty(), BootInputs.DEFAULT_MAX_NODES);
        return new Submission(Optional.empty(), HostMachine.read(captures.files(statement, Map.of())));
    }
}
