package io.targetnode.app;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.targetnode.api.parameter.TopologyView;
import io.targetnode.api.problem.Problem;
import io.targetnode.api.problem.ProblemType;
import io.targetnode.api.problem.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.method.HandlerMethod;

/** Documents the problems of each status, response headers, and representations that are not JSON. */
final class ResponseDocs implements OperationCustomizer {

    private static final List<ProblemType> EVERYWHERE = List.of(
            ProblemType.MALFORMED_REQUEST,
            ProblemType.UNAUTHORIZED,
            ProblemType.NOT_PERMITTED,
            ProblemType.METHOD_NOT_ALLOWED,
            ProblemType.NOT_ACCEPTABLE,
            ProblemType.TOO_MANY_FAILURES,
            ProblemType.TOO_MANY_REQUESTS,
            ProblemType.INTERNAL_ERROR);

    private static final Set<String> STREAMS = Set.of("events", "exportAll");

    private static final Set<String> WRITES = Set.of("createTopology", "putTopology", "restoreRevision");

    private static final Set<String> OF_SEVERAL_KERNELS = Set.of("diff", "compare");

    private static final String TAG =
            "Names this answer. Send it in If-None-Match to receive the answer only if it has changed.";

    private static final String WRITTEN_TAG =
            "Names this revision. Send it in If-Match to write only if this revision is still the current one.";

    private static final String STALE = "Present only while the store is unreachable: the age of this data in seconds.";

    private static final String OTHER_RULE =
            "The rule that this kernel may have instead, if its rule is not known. rule= selects it.";

    private static final String NOT_MODIFIED =
            "Not modified: If-None-Match contains the ETag of the answer. There is no body.";

    @Override
    public Operation customize(Operation operation, HandlerMethod handlerMethod) {
        ApiResponses responses = operation.getResponses();
        responses.forEach((status, response) -> describeAnswer(operation, handlerMethod, status, response));
        if (isTagged(handlerMethod)) {
            Objects.requireNonNull(responses.get("200")).addHeaderObject("ETag", header(new StringSchema(), TAG));
            responses.addApiResponse("304", new ApiResponse().description(NOT_MODIFIED));
        }
        problems(handlerMethod).forEach((status, types) -> responses.addApiResponse(status, problem(types)));
        return operation;
    }

    private static void describeAnswer(
            Operation operation, HandlerMethod handlerMethod, String status, ApiResponse response) {
        boolean isWrite = WRITES.contains(operation.getOperationId());
        boolean isView = handlerMethod.hasMethodAnnotation(TopologyView.class);
        if (isWrite) {
            response.addHeaderObject("ETag", header(new StringSchema(), WRITTEN_TAG));
        }
        if (isWrite || isView) {
            response.addHeaderObject("Targetnode-Revision", header(new IntegerSchema(), "The revision that answers."));
        }
        if ((isWrite || isView) && !OF_SEVERAL_KERNELS.contains(operation.getOperationId())) {
            response.addHeaderObject("Targetnode-Kernel", header(new StringSchema(), "The kernel that answers."));
            response.addHeaderObject("Targetnode-Rule", header(new StringSchema(), "The look-up rule that answers."));
            response.addHeaderObject("Targetnode-Other-Rule", header(new StringSchema(), OTHER_RULE));
        }
        if (isView) {
            response.addHeaderObject("Targetnode-Stale-Seconds", header(new IntegerSchema(), STALE));
        }
        if (status.equals("201")) {
            response.addHeaderObject("Location", header(new StringSchema(), "The path of the topology."));
        }
        if (operation.getOperationId().equals("exportAll")) {
            response.content(new Content().addMediaType("application/x-ndjson", BodyDocs.backup()));
        }
        String text = TextExamples.OF_OPERATIONS.get(operation.getOperationId());
        if (text != null) {
            response.getContent()
                    .addMediaType(
                            "text/plain",
                            new MediaType().schema(new StringSchema()).example(text));
        }
        if (operation.getOperationId().equals("lookupBatch")) {
            response.getContent()
                    .addMediaType(
                            BodyDocs.OCTETS,
                            BodyDocs.octets(
                                    "Signed 32-bit nodes, little-endian, four bytes each; -1 is NUMA_NO_NODE."));
        }
    }

    /** Whether the answer has an ETag: all reads but the streams. */
    private static boolean isTagged(HandlerMethod handlerMethod) {
        return handlerMethod.hasMethodAnnotation(GetMapping.class)
                && !STREAMS.contains(handlerMethod.getMethod().getName());
    }

    private static Map<String, List<ProblemType>> problems(HandlerMethod handlerMethod) {
        List<ProblemType> types = new ArrayList<>(EVERYWHERE);
        MergedAnnotations.from(handlerMethod.getMethod()).stream(Problems.class)
                .forEach(problems -> types.addAll(List.of(problems.synthesize().value())));
        return types.stream()
                .distinct()
                .sorted()
                .collect(Collectors.groupingBy(
                        type -> String.valueOf(type.status()), TreeMap::new, Collectors.toList()));
    }

    private static ApiResponse problem(List<ProblemType> types) {
        String description = types.stream()
                .map(type -> "[%s](%s): %s".formatted(type.apiName(), type.path(), type.meaning()))
                .collect(Collectors.joining("\n\n"));
        MediaType media = new MediaType()
                .schema(new Schema<>().$ref("#/components/schemas/" + Problem.class.getSimpleName()))
                .example(example(types.get(0)));
        return new ApiResponse()
                .description(description)
                .content(new Content().addMediaType(Problem.MEDIA_TYPE, media));
    }

    private static Map<String, Object> example(ProblemType type) {
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("type", type.path());
        example.put("title", type.title());
        example.put("status", type.status());
        example.put("detail", type.meaning());
        example.put("instance", "/api/v1/topologies/example");
        return example;
    }

    private static Header header(Schema<?> schema, String description) {
        return new Header().schema(schema).description(description);
    }
}
