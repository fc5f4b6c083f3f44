package io.targetnode.api.upload;

import io.targetnode.api.body.BodyReader;
import io.targetnode.api.body.MemoryBudget;
import io.targetnode.api.body.MemoryReservation;
import io.targetnode.api.problem.ProblemException;
import io.targetnode.kernel.BootInputs;
import io.targetnode.topology.intake.Declaration;
import io.targetnode.topology.intake.HostCaptures;
import io.targetnode.topology.intake.HostMachine;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Reads one file of a host, or a bundle of files. The content decides which file it is. */
@Component
final class CaptureSubmissions implements SubmissionReader {

    private static final Declaration NOTHING_DECLARED =
            new Declaration(Optional.empty(), Optional.empty(), BootInputs.DEFAULT_MAX_NODES);

    private final BodyReader reader;
    private final MemoryBudget budget;

    CaptureSubmissions(BodyReader reader, MemoryBudget budget) {
        this.reader = reader;
        this.budget = budget;
    }

    @Override
    public boolean reads(MediaType type) {
        return UploadTypes.OF_FILES.stream().anyMatch(known -> known.isCompatibleWith(type));
    }

    @Override
    public Submission read(HttpServletRequest request) throws IOException {
        try (MemoryReservation memory = budget.reserve()) {
            byte[] body = reader.read(request, memory);
            if (body.length == 0) {
                throw ProblemException.body("", "the body is empty; it must be a file of a host, or a bundle of files");
            }
            HostCaptures captures =
                    new HostCaptures(unpacked -> memory.growTo((long) body.length + unpacked), reader.limitBytes());
            captures.add("body", body);
            memory.addForParsing(captures.bytes());
            return new Submission(Optional.empty(), HostMachine.read(captures.files(NOTHING_DECLARED, Map.of())));
        }
    }
}
