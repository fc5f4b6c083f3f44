package io.targetnode.api;

import io.targetnode.api.access.WriteNote;
import io.targetnode.api.parameter.ApiPaths;
import io.targetnode.api.revision.TopologyHeaders;
import io.targetnode.api.view.TopologyResource;
import io.targetnode.topology.WriteOutcome;
import io.targetnode.topology.Written;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.ReplayedTopology;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The answer to a write: the topology, as a read would return it now. */
final class WrittenAnswer {

    private WrittenAnswer() {}

    /** 201 for a new topology, 200 for a new revision and for unchanged content. */
    static ResponseEntity<TopologyResource> of(Written<ReplayedTopology> written, HttpServletRequest request) {
        KernelView view = written.current().under(Optional.empty(), Optional.empty());
        WriteNote.of(written.outcome(), view.topology().name()).addTo(request);
        URI path = URI.create(request.getContextPath() + ApiPaths.TOPOLOGIES + "/"
                + view.topology().name());
        ResponseEntity.BodyBuilder response =
                written.outcome() == WriteOutcome.CREATED ? ResponseEntity.created(path) : ResponseEntity.ok();
        return response.headers(TopologyHeaders.of(view, MediaType.APPLICATION_JSON))
                .header(HttpHeaders.CONTENT_LOCATION, path.toString())
                .body(TopologyResource.of(view));
    }
}
