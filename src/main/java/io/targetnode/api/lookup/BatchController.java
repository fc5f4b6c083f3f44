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
import io.targetnode.api.problem.ProblemException;
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

/**
 * Looks up many addresses, in order and in one revision. The fast path answers most batches of octets with the same bytes. The type
 * of the answer follows that of the body. Generated clients and Swagger UI accept only application/json, the first type of the call,
 * whatever they send; they receive the answer in the type of the body.
 */
@RestController
@RequestMapping(ApiPaths.TOPOLOGIES + "/{name}" + ApiPaths.LOOKUP)
class BatchController {

    private static final String STREAMED =
            " Send the addresses as application/octet-stream (little-endian, eight bytes each) or text/plain: such bodies have no limit.";

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
    @Operation(tags = "Lookups", summary = "Look up many addresses", description = """
                    The answers are in the order of the addresses, and one revision answers all of them. Bodies may be compressed \
                    (`Content-Encoding: gzip`). A compressed text or octet body that decompresses to more than 512 KiB and more than 32 times its \
                    length is refused (413): send it uncompressed.

                    application/json: one bad address fails the batch.

                    text/plain: one address per line in, one node per line out. A malformed line is answered with "invalid", so \
                    that line n of the answer always belongs to line n of the body.

                    application/octet-stream: little-endian unsigned 64-bit addresses in, little-endian signed 32-bit nodes out. A \
                    body whose length is not a multiple of 8, or with a page frame number whose address exceeds 64 bits, is refused \
                    with 400. If the service has already sent answers, it closes the connection instead: the response is shorter than \
                    its Content-Length, or its last chunk is missing.

                    text/plain and application/octet-stream are streamed and have no upper limit. A client may send some addresses, \
                    read their answers, and continue in the same request. A client that sends more than a few million addresses must \
                    read the answers while it sends. Sending and receiving each have a timeout of one minute: the service closes the \
                    connection if the request is incomplete and no data arrives for a minute, or if answers are ready and the \
                    client reads nothing for a minute. A stream that moves less than 100 bytes a second, on average over ten minutes, \
                    is closed too; the operator can change this.""")
    @ApiResponse(
            responseCode = "200",
            description = "The target nodes.",
            content = @Content(schema = @Schema(implementation = BatchAnswer.class)))
    @TopologyView
    @Problems({MALFORMED_BODY, TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, TOO_SLOW, BUSY})
    ResponseEntity<byte[]> lookupBatch(
            @PathVariable TopologyName name, ViewQuery query, UnitQuery unit, HttpServletRequest request)
            throws IOException {
        AddressUnit addressUnit = unit.read();
        KernelView view = query.view(topologies, name);
        try (MemoryReservation memory = budget.reserve()) {
            byte[] body = read(request, memory);
            memory.addForParsing(body.length);
            byte[] answer = bodies.answer(body, view, addressUnit, request);
            return ResponseEntity.ok().headers(TopologyHeaders.of(view)).body(answer);
        }
    }

    private byte[] read(HttpServletRequest request, MemoryReservation memory) throws IOException {
        try {
            return reader.read(request, memory);
        } catch (ProblemException e) {
            throw e.type() == TOO_LARGE ? new ProblemException(TOO_LARGE, e.getMessage() + STREAMED, e.errors()) : e;
        }
    }

    @Hidden
    @PostMapping(
            consumes = MediaType.TEXT_PLAIN_VALUE,
            produces = {MediaType.TEXT_PLAIN_VALUE, MediaType.APPLICATION_JSON_VALUE})
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
            produces = {MediaType.APPLICATION_OCTET_STREAM_VALUE, MediaType.APPLICATION_JSON_VALUE})
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

    /** Spring treats a body without a Content-Type as octets; such a body is refused. */
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
