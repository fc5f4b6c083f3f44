package io.targetnode.analysis.audit;

import io.targetnode.memory.AddressRange;
import java.util.Optional;

/**
 * Something that the audit found.
 *
 * @param type the kind of finding
 * @param severity how bad it is on this kernel
 * @param range the addresses that it concerns; empty if it concerns the whole machine
 * @param origin the entry that causes it; empty if no single entry does
 * @param detail what happens on this kernel, in sentences
 * @param remedy what to do, in sentences
 */
public record Finding(
        FindingType type,
        Severity severity,
        Optional<AddressRange> range,
        Optional<TableEntry> origin,
        String detail,
        String remedy) {

    /** A finding about the whole machine. */
    static Finding of(FindingType type, Severity severity, String detail, String remedy) {
        return new Finding(type, severity, Optional.empty(), Optional.empty(), detail, remedy);
    }

    /** A finding about an entry that has no range. */
    static Finding of(FindingType type, Severity severity, TableEntry origin, String detail) {
        return new Finding(type, severity, Optional.empty(), Optional.of(origin), detail, type.remedy());
    }

    static Finding of(FindingType type, Severity severity, AddressRange range, TableEntry origin, String detail) {
        return new Finding(type, severity, Optional.of(range), Optional.of(origin), detail, type.remedy());
    }

    static Finding of(FindingType type, Severity severity, AddressRange range, String detail) {
        return new Finding(type, severity, Optional.of(range), Optional.empty(), detail, type.remedy());
    }
}
