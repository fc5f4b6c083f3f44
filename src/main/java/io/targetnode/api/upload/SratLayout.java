package io.targetnode.api.upload;

import io.targetnode.acpi.Srat;
import io.targetnode.acpi.SratEntry;
import java.util.ArrayList;
import java.util.List;

/** Gives SRAT entries the indexes and byte offsets that they have in a table with these entries in this order. */
final class SratLayout {

    private final List<SratEntry> entries = new ArrayList<>();
    private int offset = Srat.FIRST_ENTRY_OFFSET;

    List<SratEntry> entries() {
        return entries;
    }

    void add(ProcessorBody body) {
        int index = entries.size();
        int domain = body.proximityDomain().intValue();
        int apicId = body.apicId() == null ? index : body.apicId().intValue();
        switch (body.typeOrDefault()) {
            case ProcessorBody.APIC ->
                place(new SratEntry.Apic(index, offset, domain, body.usable(), apicId & 0xff), Srat.APIC_BYTES);
            case ProcessorBody.X2APIC ->
                place(new SratEntry.X2Apic(index, offset, domain, body.usable(), apicId), Srat.X2APIC_BYTES);
            default -> addInitiator(domain, body.usable());
        }
    }

    void add(InitiatorBody body) {
        addInitiator(body.proximityDomain().intValue(), body.usable());
    }

    void add(MemoryAffinityBody body, long base, long lengthBytes) {
        place(
                new SratEntry.Memory(
                        entries.size(),
                        offset,
                        body.proximityDomain().intValue(),
                        base,
                        lengthBytes,
                        body.usable(),
                        Boolean.TRUE.equals(body.hotPluggable()),
                        Boolean.TRUE.equals(body.nonVolatile())),
                Srat.MEMORY_BYTES);
    }

    private void addInitiator(int domain, boolean enabled) {
        place(new SratEntry.GenericInitiator(entries.size(), offset, domain, enabled), Srat.GENERIC_INITIATOR_BYTES);
    }

    private void place(SratEntry entry, int bytes) {
        entries.add(entry);
        offset += bytes;
    }
}
