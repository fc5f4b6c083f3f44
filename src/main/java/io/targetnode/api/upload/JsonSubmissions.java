package io.targetnode.api.upload;

import io.targetnode.api.body.BodyReader;
import io.targetnode.api.body.MemoryBudget;
import io.targetnode.api.body.MemoryReservation;
import io.targetnode.api.json.JsonBodies;
import io.targetnode.topology.Source;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.Upload;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Reads {@code application/json}: described ranges, or the firmware view. */
@Component
final class JsonSubmissions implements SubmissionReader {

    private final JsonBodies bodies;
    private final BodyReader reader;
    private final MemoryBudget budget;

    JsonSubmissions(JsonBodies bodies, BodyReader reader, MemoryBudget budget) {
        this.bodies = bodies;
        this.reader = reader;
        this.budget = budget;
    }

    @Override
    public boolean reads(MediaType type) {
        return MediaType.APPLICATION_JSON.isCompatibleWith(type);
    }

    @Override
    public Submission read(HttpServletRequest request) throws IOException {
        try (MemoryReservation memory = budget.reserve()) {
            byte[] bytes = reader.read(request, memory);
            memory.addForParsing(bytes.length);
            TopologyBody body = bodies.read(bytes, TopologyBody.class);
            String format = body.memory() != null ? "described-ranges" : "firmware-view";
            Map<String, String> labels = body.labels() == null ? Map.of() : Labels.require(body.labels());
            Upload upload =
                    new Upload(DeclaredTopology.machine(body), List.of(Source.of(format, bytes)), List.of(), labels);
            return new Submission(Optional.ofNullable(body.name()).map(TopologyName::new), upload);
        }
    }
}
