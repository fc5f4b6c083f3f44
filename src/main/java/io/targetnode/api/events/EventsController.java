package io.targetnode.api.events;

import static io.targetnode.api.problem.ProblemType.BUSY;
import static io.targetnode.api.problem.ProblemType.MALFORMED_PARAMETER;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.targetnode.api.access.ReadAccess;
import io.targetnode.api.parameter.ApiPaths;
import io.targetnode.api.parameter.Flag;
import io.targetnode.api.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Streams the events of writes. */
@RestController
@RequestMapping(ApiPaths.EVENTS)
class EventsController {

    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private static final String EXAMPLE = """
            retry: 1000

            id: 17
            event: created
            data: {"topology":"example","revision":1,"at":"2026-11-22T20:13:09.120Z"}

            id: 19
            event: replaced
            data: {"topology":"example","revision":2,"at":"2026-11-22T20:15:40.007Z"}

            id: 20
            event: deleted
            data: {"topology":"example","revision":2,"at":"2026-11-22T20:16:02.551Z"}

            """;

    private final EventStreams streams;
    private final ReadAccess access;

    EventsController(EventStreams streams, ReadAccess access) {
        this.streams = streams;
        this.access = access;
    }

    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(tags = "Events", summary = "Follow writes", description = """
                    Server-sent events about topologies that were created, replaced or deleted on any replica. Event ids are the numbers of \
                    writes: they ascend and are the same on all replicas, so that a disconnected client can resume on any of them with \
                    `Last-Event-ID`, as browsers do automatically. Without an id, only new events are sent; with 0, all stored events. A \
                    look-up after an event is answered from the revision of that event or a later one.

                    The last write of a topology is always reported. Writes of revisions that are no longer stored, and writes before \
                    a deletion, may be missing. An event `reset` means that deletions after the client's last event may have been purged \
                    (`targetnode.keep.deletions`), or that the store was replaced or is damaged: the client must discard its \
                    state; all stored events follow.

                    A line that begins with a colon is a comment. If there are no events, the service sends a comment every 15 seconds. It \
                    disconnects a client that reads nothing for a minute; the client may then resume. The stream ends within seconds after \
                    the client's key was removed or its token has expired.""")
    @ApiResponse(
            responseCode = "200",
            description = "The stream of events.",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(type = "string"),
                            examples = @ExampleObject(name = "events", value = EXAMPLE)))
    @Problems({MALFORMED_PARAMETER, BUSY})
    void events(
            @RequestHeader(LAST_EVENT_ID) Optional<EventNumber> lastEventId,
            @RequestParam Optional<EventNumber> after,
            @RequestParam(defaultValue = "true") Flag follow,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // Prevents nginx and similar proxies from buffering events.
        response.setHeader("X-Accel-Buffering", "no");
        if (HttpMethod.GET.matches(request.getMethod())) {
            streams.open(request, response, lastEventId.or(() -> after), follow.value(), access.whileGranted(request));
        }
    }
}
