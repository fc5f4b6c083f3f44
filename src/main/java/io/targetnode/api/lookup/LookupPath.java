package io.targetnode.api.lookup;

import io.targetnode.api.parameter.ApiPaths;
import io.targetnode.topology.TopologyName;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.web.filter.ServerHttpObservationFilter;

/** The path of look-ups, encoded as it came: whatever is written in another way is for others to understand. */
final class LookupPath {

    private static final String BEFORE = ApiPaths.TOPOLOGIES + "/";

    static final String PATTERN = BEFORE + "{name}" + ApiPaths.LOOKUP;

    private LookupPath() {}

    /** The topology that is asked; empty if it is another path, or not a plain one. */
    static Optional<TopologyName> topology(HttpServletRequest request) {
        String uri = request.getRequestURI();
        int end = uri.length() - ApiPaths.LOOKUP.length();
        if (end <= BEFORE.length() || !uri.startsWith(BEFORE) || !uri.endsWith(ApiPaths.LOOKUP)) {
            return Optional.empty();
        }
        String name = uri.substring(BEFORE.length(), end);
        return TopologyName.isName(name) ? Optional.of(new TopologyName(name)) : Optional.empty();
    }

    /** Has the request counted under this path, as the dispatcher does. */
    static void observe(HttpServletRequest request) {
        ServerHttpObservationFilter.findObservationContext(request)
                .ifPresent(observation -> observation.setPathPattern(PATTERN));
    }
}
