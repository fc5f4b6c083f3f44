package io.targetnode.api.fastpath;

import io.targetnode.api.parameter.ApiPaths;
import io.targetnode.kernel.ApiNamed;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.LookupRule;
import io.targetnode.kernel.UnknownKernelException;
import io.targetnode.memory.Address;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.ReplayedTopology;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * A look-up in the plain form that most programs send: {@code GET /api/v1/topologies/example/lookup?address=0x20000000}, or a
 * {@code POST} of octets.
 *
 * @param topology the name in the path
 * @param revision of the topology; {@link #CURRENT} if the query has none
 * @param terms kernel and rule, not validated
 * @param representation form of the answer
 * @param address the address; 0 for a batch
 * @param ifNoneMatch the If-None-Match header of a single look-up; null if it has none, and for a batch
 */
record LookupRequest(
        TopologyName topology,
        int revision,
        Terms terms,
        Representation representation,
        long address,
        @Nullable String ifNoneMatch) {

    /** Stands for the current revision. */
    static final int CURRENT = 0;

    /** The parameters, in the order of the parsed values. */
    private static final List<String> PARAMETERS = List.of("address", "revision", "kernel", "rule");

    private static final String PREFIX = ApiPaths.TOPOLOGIES + "/";

    /** Nine digits fit in an int. The regular path reads longer numbers. */
    private static final int REVISION_DIGITS = 9;

    /**
     * Kernel and rule as the client wrote them.
     *
     * @param kernel a release; empty for the topology's own
     * @param rule a rule; empty for the kernel's own
     */
    record Terms(String kernel, String rule) {

        /** The topology under these terms; empty if the kernel or the rule is unknown. */
        Optional<KernelView> view(ReplayedTopology topology) {
            Optional<LookupRule> byName = ApiNamed.find(LookupRule.class, rule);
            if (byName.isEmpty() && !rule.isEmpty()) {
                return Optional.empty();
            }
            try {
                Optional<KernelRelease> release =
                        kernel.isEmpty() ? Optional.empty() : Optional.of(KernelRelease.parse(kernel));
                return Optional.of(topology.under(release, byName));
            } catch (UnknownKernelException e) {
                return Optional.empty();
            }
        }
    }

    /** Reads a request. Empty if any part needs the regular path, which also reports what is wrong with it. */
    static Optional<LookupRequest> of(HttpServletRequest request) {
        Optional<TopologyName> topology =
                topology(request.getRequestURI(), request.getContextPath().length());
        Optional<Representation> representation = topology.isEmpty() ? Optional.empty() : Representation.of(request);
        if (representation.isEmpty()) {
            return Optional.empty();
        }
        String[] values = {"", "", "", ""};
        String query = request.getQueryString();
        return query == null || readQuery(query, values)
                ? of(request, topology.get(), representation.get(), values)
                : Optional.empty();
    }

    private static Optional<LookupRequest> of(
            HttpServletRequest request, TopologyName topology, Representation representation, String[] values) {
        boolean isBatch = representation == Representation.OCTETS;
        OptionalLong address = Address.tryParse(values[0]);
        String revision = values[1];
        if (isBatch ? !values[0].isEmpty() : address.isEmpty()) {
            return Optional.empty();
        }
        return isRevision(revision)
                ? Optional.of(new LookupRequest(
                        topology,
                        revision.isEmpty() ? CURRENT : Integer.parseInt(revision),
                        new Terms(withPlus(values[2]), values[3]),
                        representation,
                        address.orElse(0),
                        isBatch ? null : request.getHeader(HttpHeaders.IF_NONE_MATCH)))
                : Optional.empty();
    }

    /**
     * The topology in the path of a look-up; empty for any other path, and for a name with encoded characters.
     *
     * @param contextLength length of the prefix under which a proxy serves the service
     */
    private static Optional<TopologyName> topology(String path, int contextLength) {
        int start = contextLength + PREFIX.length();
        int end = path.length() - ApiPaths.LOOKUP.length();
        if (end <= start || !path.startsWith(PREFIX, contextLength) || !path.endsWith(ApiPaths.LOOKUP)) {
            return Optional.empty();
        }
        String name = path.substring(start, end);
        return TopologyName.isName(name) ? Optional.of(new TopologyName(name)) : Optional.empty();
    }

    /** Reads the parameters into the values; false if one is unknown, empty or repeated. */
    private static boolean readQuery(String query, String[] values) {
        for (int from = 0, to; from <= query.length(); from = to + 1) {
            int ampersand = query.indexOf('&', from);
            to = ampersand < 0 ? query.length() : ampersand;
            int equals = query.indexOf('=', from);
            if (equals < 0 || equals >= to - 1) {
                return false;
            }
            int parameter = PARAMETERS.indexOf(query.substring(from, equals));
            if (parameter < 0 || !values[parameter].isEmpty()) {
                return false;
            }
            values[parameter] = query.substring(equals + 1, to);
        }
        return true;
    }

    /** Releases of distributions have a plus sign, which some clients encode. */
    private static String withPlus(String kernel) {
        return kernel.indexOf('%') < 0 ? kernel : kernel.replace("%2B", "+").replace("%2b", "+");
    }

    private static boolean isRevision(String text) {
        return text.isEmpty()
                || text.length() <= REVISION_DIGITS
                        && !text.startsWith("0")
                        && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
