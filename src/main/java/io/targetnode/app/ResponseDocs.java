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
import io.targetnode.api.view.KernelAnswer;
import io.targetnode.api.view.KernelText;
import io.targetnode.api.view.KernelsAnswer;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.topology.TopologyName;
import java.util.ArrayList;
import java.util.Arrays;
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

/** Documents the problems of each status, response headers, and text representations. */
final class ResponseDocs implements OperationCustomizer {

    private static final List<ProblemType> EVERYWHERE = List.of(
            ProblemType.MALFORMED_REQUEST,
            ProblemType.METHOD_NOT_ALLOWED,
            ProblemType.NOT_ACCEPTABLE,
            ProblemType.INTERNAL_ERROR);

    private static final Set<String> STREAMS = Set.of("events", "exportAll");

    private static final String TAG =
            "Names this answer. Send it in If-None-Match to receive the answer only if it has changed.";

    private static final String NOT_MODIFIED =
            "Not modified: If-None-Match contains the ETag of the answer. There is no body.";

    private static final String DIFF = """
            range                  6.12.74 prefer-online    7.3 prefer-reserved
            0x20000000-0x2fffffff  0  cxl-window            2 -> 3  cxl-window
            """;

    private static final String COMPARE = """
            range                  backing        6.12.74 prefer-online  7.3 prefer-reserved  reasons
            0x20000000-0x2fffffff  cxl-window     0                      2                    LOOK
            LOOK: prefer-online -> prefer-reserved (since 6.12.75, 6.18.16, 6.19.6, 7.0): the first block of the reserved list \
            that holds the address decides, else the first one of meminfo
            """;

    private static final String VERIFICATION = """
            contradicted: 6.12.74 prefer-online; 1 agree, 1 contradict, 0 not compared
              The running kernel differs from the replay in 1 of 2 comparisons.
            ! target-node     dax0.0 begins at 0x20000000 and has node 2, not 0; a kernel with the fix would have put it there.
            = kernel-release  The boot log and the answers are of the same release.
            backported-fix: 6.12.74 uses prefer-reserved, although its release does not: the fix was backported. \
            Repeat the request with rule=prefer-reserved.
            """;

    private static final String TOPOLOGY = """
            topology     example, revision 1
            uploaded     2026-11-22T20:13:09.120Z
            kernel       7.3
            architecture x86-64
            boot         accepted
            exactness    assumed
            assumption   The kernel's command line has neither numa=off nor numa=noacpi.
                         Upload dmesg, or declare commandLine as cat /proc/cmdline prints it.
            label        rack=r1
            source       described-ranges, 400 bytes
            blocks       2 in meminfo, 1 in reserved meminfo; 3 possible nodes
            """;

    private static final String LIST = """
            name     revision  kernel  exactness  uploaded                  labels
            example  1         7.3     assumed    2026-11-22T20:13:09.120Z  rack=r1
            """;

    private static final String MEMINFO = """
            example, revision 1; 7.3 prefer-reserved; boot: accepted
            numa_meminfo
              0x0-0x5fffffff  node 0  described range 0 (system-ram) [mem 0x00000000-0x1fffffff]
                merged with [mem 0x40000000-0x5fffffff] of the same node into [mem 0x00000000-0x5fffffff], \
            because no block of another node lies between them
              0x60000000-0x7fffffff  node 1  described range 3 (system-ram) [mem 0x60000000-0x7fffffff]
            numa_reserved_meminfo
              0x20000000-0x2fffffff  node 2  described range 1 (cxl-window) [mem 0x20000000-0x2fffffff]
            boot log
              NUMA: Node 0 [mem 0x00000000-0x1fffffff] + [mem 0x40000000-0x5fffffff] -> [mem 0x00000000-0x5fffffff]
              Initmem setup node 2 as memoryless
            """;

    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("lookup", "2\n"),
            Map.entry("lookupBatch", "0\n2\n0\n1\n-1\n-1\n"),
            Map.entry("diff", DIFF),
            Map.entry("replayLookup", "2\n"),
            Map.entry("compare", COMPARE),
            Map.entry("replayCompare", COMPARE),
            Map.entry("verification", VERIFICATION),
            Map.entry("replayVerification", VERIFICATION),
            Map.entry("getTopology", TOPOLOGY),
            Map.entry("getRevision", TOPOLOGY),
            Map.entry("listTopologies", LIST),
            Map.entry("listRevisions", LIST),
            Map.entry("getMeminfo", MEMINFO),
            Map.entry("replayMeminfo", MEMINFO),
            Map.entry("listKernels", KernelText.of(KernelsAnswer.ALL)),
            Map.entry("getKernel", KernelText.of(KernelAnswer.of(KernelRelease.parse("6.12.74")))));

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
        boolean readsTopology = has(handlerMethod, "name", TopologyName.class);
        if (readsTopology && !status.equals("204")) {
            response.addHeaderObject("Targetnode-Revision", header(new IntegerSchema(), "The revision that answers."));
            response.addHeaderObject(
                    "Targetnode-Stale-Seconds",
                    header(
                            new IntegerSchema(),
                            "Present only while the store is unreachable: the age of this data in seconds."));
        }
        if (status.equals("201")) {
            response.addHeaderObject("Location", header(new StringSchema(), "The path of the topology."));
        }
        if (operation.getOperationId().equals("exportAll")) {
            response.content(new Content().addMediaType("application/x-ndjson", BodyDocs.backup()));
        }
        if (handlerMethod.hasMethodAnnotation(TopologyView.class)
                && !Set.of("diff", "compare").contains(operation.getOperationId())) {
            response.addHeaderObject("Targetnode-Kernel", header(new StringSchema(), "The kernel that answers."));
            response.addHeaderObject("Targetnode-Rule", header(new StringSchema(), "The look-up rule that answers."));
            response.addHeaderObject(
                    "Targetnode-Other-Rule",
                    header(
                            new StringSchema(),
                            "The rule that this kernel may have instead, if its rule is not known. rule= selects it."));
        }
        if (TEXTS.containsKey(operation.getOperationId())) {
            MediaType text = new MediaType().schema(new StringSchema()).example(TEXTS.get(operation.getOperationId()));
            response.getContent().addMediaType("text/plain", text);
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

    private static boolean has(HandlerMethod handlerMethod, String name, Class<?> type) {
        return Arrays.stream(handlerMethod.getMethodParameters())
                .anyMatch(parameter -> name.equals(parameter.getParameter().getName())
                        && type == parameter.nestedIfOptional().getNestedParameterType());
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
                .map(type -> "[%s](%s): %s".formatted(type.slug(), type.path(), type.meaning()))
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
