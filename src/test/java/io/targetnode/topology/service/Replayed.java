package io.targetnode.topology.service;

import io.targetnode.topology.Machine;
import io.targetnode.topology.Topology;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.Upload;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Replayed machines for tests, without a service or a store. */
public final class Replayed {

    private Replayed() {}

    /** Revision 1 of a topology. */
    public static ReplayedTopology of(Machine machine) {
        return of(new Upload(machine, List.of(), List.of(), Map.of()));
    }

    /** Revision 1 of a topology. */
    public static ReplayedTopology of(Upload upload) {
        return new ReplayedTopology(new Topology(new TopologyName("booted"), 1, Instant.EPOCH, "", upload));
    }
}
