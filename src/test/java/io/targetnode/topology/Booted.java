package io.targetnode.topology;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Machines that answer, for tests: no service and no store. */
public final class Booted {

    private Booted() {}

    /** Revision 1 of a topology. */
    public static BootedTopology of(Machine machine) {
        return of(new Upload(machine, List.of(), List.of(), Map.of()));
    }

    /** Revision 1 of a topology. */
    public static BootedTopology of(Upload upload) {
        return new BootedTopology(new Topology(new TopologyName("booted"), 1, Instant.EPOCH, "", upload));
    }
}
