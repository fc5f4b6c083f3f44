package io.targetnode.api.fleet;

import io.targetnode.topology.FleetFilter;
import io.targetnode.topology.JudgedTopology;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.service.FleetService;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Writes all selected topologies, a line each. It holds one page at a time. */
final class FleetStream {

    private static final int PAGE = 200;

    private final FleetService fleet;
    private final FleetFilter filter;

    FleetStream(FleetService fleet, FleetFilter filter) {
        this.fleet = fleet;
        this.filter = filter;
    }

    /**
     * Writes the topologies after a name.
     *
     * @throws io.targetnode.topology.StoreUnavailableException if the store is unavailable
     */
    void write(Optional<TopologyName> after, Function<FleetItem, String> line, Writer out) throws IOException {
        Optional<TopologyName> last = after;
        List<JudgedTopology> page;
        do {
            page = fleet.list(last, filter, PAGE);
            for (JudgedTopology topology : page) {
                out.write(line.apply(FleetItem.of(topology)));
                last = Optional.of(topology.name());
            }
        } while (page.size() == PAGE);
        out.flush();
    }
}
