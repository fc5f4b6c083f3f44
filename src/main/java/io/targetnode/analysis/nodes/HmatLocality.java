package io.targetnode.analysis.nodes;

import io.targetnode.acpi.HmatStructure.Locality;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** A type 1 structure of the HMAT with an index of its domains, and the units of the table's revision. */
final class HmatLocality {

    /** The position of a domain that the structure does not have. */
    static final int MISSING = -1;

    private static final int INVALID = 0xffff;
    private static final long MAX_UINT32 = 0xffff_ffffL;
    private static final int LAST_LATENCY_TYPE = 2;
    private static final int TENTHS = 10;
    private static final int PICOSECONDS = 1000;

    private final Locality locality;
    private final int revision;
    private final Map<Integer, Integer> firstRows;
    private final Map<Integer, Integer> firstColumns;
    private final Map<Integer, Integer> lastRows = new HashMap<>();
    private final Map<Integer, Integer> lastColumns = new HashMap<>();

    HmatLocality(Locality locality, int revision) {
        this.locality = locality;
        this.revision = revision;
        this.firstRows = positions(locality.initiators(), lastRows);
        this.firstColumns = positions(locality.targets(), lastColumns);
    }

    int dataType() {
        return locality.dataType();
    }

    /** {@code hmat_initiator_perf()}: the first entry of a pair in ns or MB/s, unsigned. */
    int value(int row, int column) {
        return normalized(locality.entries().at(row, column));
    }

    /** The first row of each initiator, or {@link #MISSING}. */
    int[] firstRows(List<Integer> initiators) {
        return initiators.stream()
                .mapToInt(initiator -> firstRows.getOrDefault(initiator, MISSING))
                .toArray();
    }

    /** The first column of a target, or {@link #MISSING}. */
    int firstColumn(int target) {
        return firstColumns.getOrDefault(target, MISSING);
    }

    /** {@code hmat_parse_locality()}: the last entry of a pair in ns or MB/s; empty if the structure does not have the pair. */
    OptionalInt lastValue(int initiator, int target) {
        int row = lastRows.getOrDefault(initiator, MISSING);
        int column = lastColumns.getOrDefault(target, MISSING);
        return row == MISSING || column == MISSING ? OptionalInt.empty() : OptionalInt.of(value(row, column));
    }

    /** {@code hmat_normalize()}, with the overflows of 32-bit numbers. */
    private int normalized(int entry) {
        return normalized(entry, locality.baseUnit(), locality.dataType(), revision);
    }

    static int normalized(int entry, long baseUnit, int dataType, int revision) {
        if (entry == 0 || entry == INVALID || Long.compareUnsigned(baseUnit, MAX_UINT32 / entry) > 0) {
            return 0;
        }
        int value = (int) (entry * baseUnit);
        if (revision == 1) {
            return Integer.compareUnsigned(value, TENTHS) < 0 ? 0 : dividedRoundedUp(value, TENTHS);
        }
        return dataType <= LAST_LATENCY_TYPE ? dividedRoundedUp(value, PICOSECONDS) : value;
    }

    private static int dividedRoundedUp(int value, int divisor) {
        return Integer.divideUnsigned(value + divisor - 1, divisor);
    }

    /** The first position of each domain; adds the last ones to a map. */
    private static Map<Integer, Integer> positions(List<Integer> domains, Map<Integer, Integer> last) {
        Map<Integer, Integer> first = new HashMap<>();
        for (int i = 0; i < domains.size(); i++) {
            first.putIfAbsent(domains.get(i), i);
            last.put(domains.get(i), i);
        }
        return first;
    }
}
