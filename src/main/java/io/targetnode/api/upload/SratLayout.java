package io.targetnode.api.upload;

import io.targetnode.acpi.Srat;
import io.targetnode.acpi.SratEntry;
import io.targetnode.kernel.Architecture;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Assigns SRAT entries the indexes and byte offsets that they would have in a table with these entries in this order. */
final class SratLayout {

    private final Architecture architecture;
    private final List<SratEntry> entries = new ArrayList<>();
    private int offset = Srat.FIRST_ENTRY_OFFSET;

    /** @param architecture decides the type of processors whose type is not declared */
    SratLayout(Architecture architecture) {
        this.architecture = architecture;
    }

    List<SratEntry> entries() {
        return entries;
    }

    void add(ProcessorBody body) {
        int index = entries.size();
        int domain = body.proximityDomain().intValue();
        int apicId = body.apicId() == null ? index : body.apicId().intValue();
        boolean enabled = orTrue(body.enabled());
        switch (body.type() == null ? usualType() : body.type()) {
            case ProcessorBody.GENERIC_INITIATOR -> addInitiator(domain, enabled);
            case ProcessorBody.X2APIC ->
                place(new SratEntry.X2Apic(index, offset, domain, enabled, apicId), Srat.X2APIC_BYTES);
            case ProcessorBody.GICC -> place(new SratEntry.Gicc(index, offset, domain, enabled), Srat.GICC_BYTES);
            case ProcessorBody.RINTC -> place(new SratEntry.Rintc(index, offset, domain, enabled), Srat.RINTC_BYTES);
            default -> place(new SratEntry.Apic(index, offset, domain, enabled, apicId & 0xff), Srat.APIC_BYTES);
        }
    }

    private String usualType() {
        return switch (architecture) {
            case X86_64, LOONGARCH64 -> ProcessorBody.APIC;
            case ARM64 -> ProcessorBody.GICC;
            case RISCV64 -> ProcessorBody.RINTC;
        };
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
