package io.targetnode.api.upload;

import io.targetnode.acpi.Srat;
import io.targetnode.acpi.SratEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Assigns SRAT entries the indexes and byte offsets that they would have in a table with these entries in this order. */
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
        boolean enabled = orTrue(body.enabled());
        if (ProcessorBody.GENERIC_INITIATOR.equals(body.type())) {
            addInitiator(domain, enabled);
        } else if (ProcessorBody.X2APIC.equals(body.type())) {
            place(new SratEntry.X2Apic(index, offset, domain, enabled, apicId), Srat.X2APIC_BYTES);
        } else {
            place(new SratEntry.Apic(index, offset, domain, enabled, apicId & 0xff), Srat.APIC_BYTES);
        }
    }

    void add(InitiatorBody body) {
        addInitiator(body.proximityDomain().intValue(), orTrue(body.enabled()));
    }

    void add(MemoryAffinityBody body, long base, long lengthBytes) {
        place(
                new SratEntry.Memory(
                        entries.size(),
                        offset,
                        body.proximityDomain().intValue(),
                        base,
                        lengthBytes,
                        orTrue(body.enabled()),
                        Boolean.TRUE.equals(body.hotPluggable()),
                        Boolean.TRUE.equals(body.nonVolatile())),
                Srat.MEMORY_BYTES);
    }

    private void addInitiator(int domain, boolean enabled) {
        place(new SratEntry.GenericInitiator(entries.size(), offset, domain, enabled), Srat.GENERIC_INITIATOR_BYTES);
    }

    private static boolean orTrue(@Nullable Boolean value) {
        return value == null || value;
    }

    private void place(SratEntry entry, int bytes) {
        entries.add(entry);
        offset += bytes;
    }
}
