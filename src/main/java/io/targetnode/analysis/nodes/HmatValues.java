package io.targetnode.analysis.nodes;

import io.targetnode.acpi.Hmat;
import io.targetnode.acpi.HmatStructure;
import io.targetnode.acpi.HmatStructure.Locality;
import io.targetnode.acpi.HmatStructure.Proximity;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The performance that an HMAT states for targets, seen from CPUs ({@code hmat_update_target_attrs()}, kernel-rules 6.4). Building
 * takes a step for each structure and column; a target then takes four steps for each initiator.
 */
final class HmatValues {

    /** {@code enum locality_types}: the order of the search. */
    private enum Attribute {
        WRITE_LATENCY(0, 2),
        READ_LATENCY(0, 1),
        WRITE_BANDWIDTH(3, 5),
        READ_BANDWIDTH(3, 4);

        private final int accessType;
        private final int ownType;

        Attribute(int accessType, int ownType) {
            this.accessType = accessType;
            this.ownType = ownType;
        }

        boolean isIn(int dataType) {
            return dataType == accessType || dataType == ownType;
        }

        boolean isBetter(int value, int best) {
            int order = Integer.compareUnsigned(value, best);
            return value != 0 && (best == 0 || (accessType == 0 ? order < 0 : order > 0));
        }
    }

    private final HmatDomains domains;
    /** The processor domain of a target. */
    private final Map<Integer, Integer> processors = new HashMap<>();
    /** The values of targets with a processor domain, as seen from it. */
    private final Map<Integer, Performance> ofProcessors = new HashMap<>();
    /** The last structure for each attribute. */
    private final @Nullable HmatLocality[] last = new HmatLocality[Attribute.values().length];
    /** Ascending: proximity domains with a node that has a CPU. */
    private final List<Integer> initiators;
    /** The row of each initiator in the last structure for each attribute. */
    private final int[][] rowsOf = new int[Attribute.values().length][];

    /** @param hmat a table that {@link HmatCheck} accepts */
    HmatValues(Hmat hmat, HmatDomains domains) {
        this.domains = domains;
        TreeSet<Integer> withCpus = new TreeSet<>();
        hmat.structures().forEach(structure -> readProximity(structure, hmat.revision()));
        for (HmatStructure structure : hmat.structures()) {
            if (structure instanceof Locality locality) {
                locality.initiators().stream().filter(domains::hasCpu).forEach(withCpus::add);
                if (locality.isOfMemory()) {
                    readLocality(locality, new HmatLocality(locality, hmat.revision()));
                }
            }
        }
        this.initiators = List.copyOf(withCpus);
        for (int i = 0; i < last.length; i++) {
            rowsOf[i] = last[i] == null ? new int[0] : last[i].firstRows(initiators);
        }
    }

    /** The values of a target; unknown if it is none. */
    Performance of(int target) {
        Integer processor = processors.get(target);
        if (processor != null && domains.hasCpu(processor)) {
            return ofProcessors.getOrDefault(target, Performance.UNKNOWN);
        }
        return domains.isTarget(target) ? best(target) : Performance.UNKNOWN;
    }

    private void readProximity(HmatStructure structure, int revision) {
        if (structure instanceof Proximity proximity
                && proximity.statesMemory(revision)
                && proximity.statesProcessor()) {
            processors.put(proximity.memoryDomain(), proximity.processorDomain());
        }
    }

    private void readLocality(Locality locality, HmatLocality values) {
        for (Attribute attribute : Attribute.values()) {
            if (attribute.isIn(locality.dataType())) {
                last[attribute.ordinal()] = values;
            }
        }
        for (int target : locality.targets()) {
            Integer processor = processors.get(target);
            if (processor != null) {
                values.lastValue(processor, target).ifPresent(value -> {
                    Performance before = ofProcessors.getOrDefault(target, Performance.UNKNOWN);
                    ofProcessors.put(target, before.with(locality.dataType(), value));
                });
            }
        }
    }

    /** An initiator that is not the best one for an attribute is left out of the following ones. */
    private Performance best(int target) {
        boolean[] out = new boolean[initiators.size()];
        Performance performance = Performance.UNKNOWN;
        for (Attribute attribute : Attribute.values()) {
            HmatLocality values = last[attribute.ordinal()];
            int column = values == null ? HmatLocality.MISSING : values.firstColumn(target);
            if (values == null || column == HmatLocality.MISSING) {
                continue;
            }
            int best = best(attribute, values, column, out);
            if (best != 0) {
                performance = performance.with(values.dataType(), best);
            }
        }
        return performance;
    }

    private int best(Attribute attribute, HmatLocality values, int column, boolean[] out) {
        int[] rows = rowsOf[attribute.ordinal()];
        int best = 0;
        for (int i = 0; i < out.length; i++) {
            if (!out[i]) {
                int value = rows[i] == HmatLocality.MISSING ? 0 : values.value(rows[i], column);
                if (attribute.isBetter(value, best)) {
                    best = value;
                    Arrays.fill(out, 0, i, true);
                }
                out[i] = value != best;
            }
        }
        return best;
    }
}
