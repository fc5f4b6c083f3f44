package io.targetnode.app;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.tags.Tag;
import io.targetnode.api.parameter.ApiPaths;
import io.targetnode.api.problem.Problem;
import io.targetnode.api.view.SegmentAnswer;
import java.util.Comparator;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;

/** Orders calls and tags so that they can be tried from top to bottom, from an upload to its deletion. */
final class DocumentOrder implements OpenApiCustomizer {

    private static final String TOPOLOGIES = "/api/v1/topologies";

    private static final List<String> PATHS = List.of(
            TOPOLOGIES,
            TOPOLOGIES + "/{name}",
            TOPOLOGIES + "/{name}/revisions",
            TOPOLOGIES + "/{name}/revisions/{revision}",
            TOPOLOGIES + "/{name}/revisions/{revision}/restore",
            TOPOLOGIES + "/{name}/lookup",
            TOPOLOGIES + "/{name}/meminfo",
            TOPOLOGIES + "/{name}/segments",
            TOPOLOGIES + "/{name}/nodes",
            TOPOLOGIES + "/{name}/diff",
            TOPOLOGIES + "/{name}/compare",
            TOPOLOGIES + "/{name}/audit",
            TOPOLOGIES + "/{name}/regions",
            TOPOLOGIES + "/{name}/verification",
            TOPOLOGIES + "/{name}/map.svg",
            ApiPaths.FLEET,
            "/api/v1/kernels",
            "/api/v1/kernels/{release}",
            ApiPaths.REPLAY,
            ApiPaths.REPLAY + ApiPaths.LOOKUP,
            ApiPaths.REPLAY + "/meminfo",
            ApiPaths.REPLAY + "/segments",
            ApiPaths.REPLAY + "/nodes",
            ApiPaths.REPLAY + "/compare",
            ApiPaths.REPLAY + "/audit",
            ApiPaths.REPLAY + "/regions",
            ApiPaths.REPLAY + "/verification",
            ApiPaths.REPLAY + "/map.svg",
            ApiPaths.EVENTS,
            ApiPaths.EXPORT,
            ApiPaths.IMPORT,
            ApiPaths.AUDIT_LOG);

    private static final List<Tag> TAGS = List.of(
            tag("Upload", "Upload a machine's firmware tables and memory map."),
            tag("Topologies", "Stored topologies and their revisions."),
            tag("Lookups", "The node of an address."),
            tag("Views", "A machine as its kernel sees it."),
            tag("Kernels", "The behaviour of each release, and its basis."),
            tag("Replay", "Replay a boot without storing anything, for CI and firmware work."),
            tag("Events", "A stream of writes as they happen."),
            tag("Backup", "Export and import the store."),
            tag("Audit log", "The writes of all clients."),
            tag("Delete", "Delete a topology."));

    @Override
    public void customise(OpenAPI openApi) {
        Paths ordered = new Paths();
        openApi.getPaths().entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> position(entry.getKey())))
                .forEach(entry -> ordered.addPathItem(entry.getKey(), entry.getValue()));
        openApi.paths(ordered).tags(TAGS);
        for (Class<?> type : List.of(Problem.class, SegmentAnswer.class)) {
            ModelConverters.getInstance(true).readAll(type).forEach(openApi.getComponents()::addSchemas);
        }
    }

    /** Unlisted calls come last. */
    private static int position(String path) {
        int index = PATHS.indexOf(path);
        return index < 0 ? PATHS.size() : index;
    }

    private static Tag tag(String name, String description) {
        return new Tag().name(name).description(description);
    }
}
