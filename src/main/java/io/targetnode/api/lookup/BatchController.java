package io.targetnode.api.lookup;

import static io.targetnode.api.problem.ProblemType.BUSY;
import static io.targetnode.api.problem.ProblemType.MALFORMED_BODY;
import static io.targetnode.api.problem.ProblemType.TOO_LARGE;
import static io.targetnode.api.problem.ProblemType.TOO_SLOW;
import static io.targetnode.api.problem.ProblemType.UNSUPPORTED_MEDIA_TYPE;

import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.targetnode.api.body.BodyCoding;
import io.targetnode.api.body.BodyReader;
import io.targetnode.api.body.MemoryBudget;
import io.targetnode.api.body.MemoryReservation;
import io.targetnode.api.parameter.ApiPaths;
import io.targetnode.api.parameter.TopologyView;
import io.targetnode.api.parameter.ViewQuery;
import io.targetnode.api.problem.Problems;
import io.targetnode.api.revision.TopologyHeaders;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.TopologyService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.StringUtils;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Many addresses, answered in their order by one revision. The fast path answers most batches of octets, and sends the same bytes. */
@RestController
@RequestMapping(ApiPaths.TOPOLOGIES + "/{name}" + ApiPaths.LOOKUP)
class BatchController {

    private final TopologyService topologies;
    private final BatchBodies bodies;
    private final BodyReader reader;
    private final MemoryBudget budget;
    private final BatchStreams streams;

    BatchController(
            TopologyService topologies,
            BatchBodies bodies,
            BodyReader reader,
            MemoryBudget budget,
            BatchStreams streams) {
        this.topologies = topologies;
        this.bodies = bodies;
        this.reader = reader;
        this.budget = budget;
        this.streams = streams;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @RequestBody(content = @Content(schema = @Schema(implementation = BatchBody.class)))
    @Operation(operationId = "lookupBatch", tags = "Lookups", summary = "Look many addresses up", description = """
                    The answers are in the order of the addresses, one revision for all. Bodies may be packed \
                    (`Content-Encoding: gzip`).

                    As JSON, one bad address fails the batch.

                    As text/plain, an address a line is answered with a node a line; a malformed line answers "invalid", \
                    so that line n always answers line n. As application/octet-stream, little-endian unsigned 64-bit \
                    addresses are answered with little-endian signed 32-bit nodes: half as many bytes. Both are answered as \
                    they arrive, without an upper bound: a client may send some addresses, wait for their answers, and go on \
                    in the same request. Whoever sends more than some million addresses has to read the answers meanwhile. \
                    Each way has a patience of its own, of a minute: whoever has more to send and sends nothing for so long \
                    is cut off, also while it takes answers; and whoever takes nothing while answers wait, also while it sends.

                    Octets cannot say that one of them is wrong: a length that is no multiple of 8, and with `unit=pfn` a \
                    page frame above 2^64, is a 400. If answers have been sent already, the connection is broken instead: the \
                    length of the answer, or its last chunk, is missing.""")
    @ApiResponse(
            responseCode = "200",
            description = "The target nodes.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = BatchAnswer.class)))
    @TopologyView
    @Problems({MALFORMED_BODY, TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, TOO_SLOW, BUSY})
    ResponseEntity<byte[]> lookup(
            @PathVariable TopologyName name, ViewQuery query, UnitQuery unit, HttpServletRequest request)
            throws IOException {
        AddressUnit addressUnit = unit.read();
        KernelView view = query.view(topologies, name);
        try (MemoryReservation memory = budget.reserve()) {
            byte[] body = reader.read(request, memory);
            memory.addForParsing(body.length);
            byte[] answer = bodies.answer(body, view, addressUnit);
            return ResponseEntity.ok().headers(TopologyHeaders.of(view)).body(answer);
        }
    }

    @Hidden
    @PostMapping(consumes = MediaType.TEXT_PLAIN_VALUE, produces = MediaType.TEXT_PLAIN_VALUE)
    void lookupLines(
            @PathVariable TopologyName name,
            ViewQuery query,
            UnitQuery unit,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        AddressUnit addressUnit = unit.read();
        KernelView view = query.view(topologies, name);
        head(response, view, MediaType.TEXT_PLAIN_VALUE);
        streams.openOrRefuse(request, response, new AddressLines(view.resolver(), addressUnit));
    }

    @Hidden
    @PostMapping(
            consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE,
            produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    void lookupOctets(
            @PathVariable TopologyName name,
            ViewQuery query,
            UnitQuery unit,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, HttpMediaTypeNotSupportedException {
        requireType(request);
        AddressUnit addressUnit = unit.read();
        KernelView view = query.view(topologies, name);
        head(response, view, MediaType.APPLICATION_OCTET_STREAM_VALUE);
        long length = request.getContentLengthLong();
        if (length >= 0 && BodyCoding.of(request) == BodyCoding.NONE) {
            response.setContentLengthLong(OctetBatch.answerLength(length));
        }
        streams.openOrRefuse(request, response, new OctetBatch(view.resolver(), addressUnit));
    }

    /** A body without a type counts as octets for Spring, and may be anything. */
    private static void requireType(HttpServletRequest request) throws HttpMediaTypeNotSupportedException {
        if (!StringUtils.hasText(request.getContentType())) {
            throw new HttpMediaTypeNotSupportedException(
                    "no Content-Type",
                    List.of(MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN, MediaType.APPLICATION_OCTET_STREAM));
        }
    }

    private static void head(HttpServletResponse response, KernelView view, String contentType) {
        TopologyHeaders.add(TopologyHeaders.of(view), response);
        response.setContentType(contentType);
    }
}
