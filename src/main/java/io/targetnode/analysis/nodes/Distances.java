package io.targetnode.analysis.nodes;

import io.targetnode.acpi.Slit;
import io.targetnode.acpi.TableFault;
import io.targetnode.kernel.Boot;
import io.targetnode.topology.FirmwareTable;
import io.targetnode.topology.service.KernelView;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The distances between nodes, {@code numa_distance} (kernel-rules 6.3): those of a valid SLIT between nodes that the SRAT numbered,
 * else 10 and 20. Windows are numbered after the SLIT is read.
 */
public final class Distances {

    private static final int LOCAL = Slit.LOCAL_DISTANCE;
    private static final int REMOTE = 20;
    private static final int NO_DOMAIN = -1;

    private final Optional<Slit> slit;
    private final Optional<TableFault> fault;
    /** The proximity domain of each node that has a row in the SLIT. */
    private final int[] domains;

    private Distances(Optional<Slit> slit, Optional<TableFault> fault, int[] domains) {
        this.slit = slit;
        this.fault = fault;
        this.domains = domains;
    }

    /** The distances under a kernel. */
    public static Distances of(KernelView view) {
        FirmwareTable<Slit> table = view.topology().upload().machine().nodes().slit();
        Optional<TableFault> fault = table.content().flatMap(Slit::fault);
        Boot boot = view.boot();
        Optional<Slit> used = table.content()
                .filter(slit -> fault.isEmpty() && boot.rejection().isEmpty());
        int nodes = boot.possibleNodes().isEmpty() ? 0 : boot.possibleNodes().last() + 1;
        int[] domains = new int[nodes];
        Arrays.fill(domains, NO_DOMAIN);
        for (Map.Entry<Integer, Integer> numbered : boot.nodes().sratNodes().entrySet()) {
            boolean hasRow =
                    used.filter(slit -> numbered.getKey() < slit.localities()).isPresent();
            if (hasRow && numbered.getValue() < nodes) {
                domains[numbered.getValue()] = numbered.getKey();
            }
        }
        return new Distances(used, fault, domains);
    }

    /** Why the kernel refuses the SLIT, with the byte offset; empty if it is valid, or none is known. */
    public Optional<TableFault> fault() {
        return fault;
    }

    /** The SLIT that the kernel uses; empty if all distances are 10 and 20. */
    public Optional<Slit> slit() {
        return slit;
    }

    /** The distance between two possible nodes, {@code node_distance()}: 10 to 255. */
    public int between(int from, int to) {
        return slit.filter(table -> domains[from] != NO_DOMAIN && domains[to] != NO_DOMAIN)
                .map(table -> table.distances().at(domains[from], domains[to]))
                .orElse(from == to ? LOCAL : REMOTE);
    }
}
