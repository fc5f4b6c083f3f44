package io.targetnode.kernel;

import io.targetnode.acpi.Srat;
import io.targetnode.acpi.SratEntry;
import io.targetnode.acpi.TableHeader;
import io.targetnode.kernel.Rejection.Reason;
import io.targetnode.memory.AddressRange;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * The kernel's two passes over the SRAT in {@code acpi_numa_init()}. The first one reads processors and generic initiators with
 * {@code acpi_numa_processor_affinity_init()} and {@code acpi_numa_x2apic_affinity_init()} (on arm64, {@code
 * acpi_numa_gicc_affinity_init()}) and {@code acpi_parse_gi_affinity()}; the second pass reads memory with {@code
 * acpi_parse_memory_affinity()} (kernel-rules 2.4, 2.5, 9.4). Numbers nodes and fills meminfo.
 */
final class SratPass {

    /** The effect of {@code numa=noacpi} on the SRAT. */
    static final Rejection DISABLED_BY_COMMAND_LINE =
            new Rejection(Reason.BAD_SRAT, "numa=noacpi on the command line disables the SRAT");

    private final Srat srat;
    private final Architecture architecture;
    private final Behaviour behaviour;
    private final NodeNumbering numbering;
    private final BlockList meminfo;
    private final Set<Integer> parsed;
    private final KernelLog log;

    /** Present once the SRAT is disabled: the kernel skips later entries and undoes nothing. */
    private Optional<Rejection> disabled;

    private int memoryEntries;

    private final List<Integer> processorNodes = new ArrayList<>();
    private final NavigableSet<Integer> initiatorNodes = new TreeSet<>();

    SratPass(
            Srat srat,
            Architecture architecture,
            boolean disabledByCommandLine,
            Behaviour behaviour,
            NodeNumbering numbering,
            BlockList meminfo,
            Set<Integer> parsed,
            KernelLog log) {
        this.srat = srat;
        this.architecture = architecture;
        this.behaviour = behaviour;
        this.numbering = numbering;
        this.meminfo = meminfo;
        this.parsed = parsed;
        this.log = log;
        this.disabled = disabledByCommandLine ? Optional.of(DISABLED_BY_COMMAND_LINE) : Optional.empty();
    }

    /** Returns the reason if the kernel rejects the SRAT (kernel-rules 2.7). */
    Optional<Rejection> run() {
        processorsAndInitiators();
        srat.entries().forEach(this::memory);
        return result();
    }

    /** The node of each enabled processor, in table order. */
    List<Integer> processorNodes() {
        return processorNodes;
    }

    /** The nodes of generic initiators. */
    NavigableSet<Integer> initiatorNodes() {
        return initiatorNodes;
    }

    private Optional<Rejection> result() {
        if (disabled.isPresent()) {
            return disabled;
        }
        if (srat.endsInZeroLength()) {
            SratEntry last = srat.entries().get(srat.entries().size() - 1);
            return Optional.of(new Rejection(
                    Reason.SRAT_PARSE, "SRAT entry %d (byte %d) has length 0".formatted(last.index(), last.offset())));
        }
        return memoryEntries == 0
                ? Optional.of(new Rejection(Reason.SRAT_NO_MEMORY, "the SRAT has no enabled memory entry"))
                : Optional.empty();
    }

    private void processorsAndInitiators() {
        for (SratEntry entry : srat.entries()) {
            if (entry instanceof SratEntry.GenericInitiator initiator) {
                if (architecture.readsInitiators() && !initiator(initiator)) {
                    return;
                }
            } else if (disabled.isEmpty() && architecture.processorTypes().contains(entry.type())) {
                processor(entry);
            }
        }
    }

    /** Whether the pass continues: a disabled or unnumbered initiator ends it. */
    private boolean initiator(SratEntry.GenericInitiator initiator) {
        OptionalInt node = initiator.enabled() ? numbering.number(initiator.proximityDomain()) : OptionalInt.empty();
        node.ifPresent(parsed::add);
        node.ifPresent(initiatorNodes::add);
        return node.isPresent();
    }

    private void processor(SratEntry entry) {
        if (entry instanceof SratEntry.Apic apic && apic.enabled()) {
            int domain = srat.domainOf(apic);
            number(entry, domain).ifPresent(node -> {
                addProcessor(node);
                if (behaviour.detailedLog()) {
                    log.processor(domain, apic.apicId(), 2, node);
                }
            });
        } else if (entry instanceof SratEntry.X2Apic x2apic && x2apic.enabled()) {
            number(entry, x2apic.proximityDomain()).ifPresent(node -> x2apic(x2apic, node));
        } else if (entry instanceof SratEntry.Gicc gicc && gicc.enabled()) {
            number(entry, gicc.proximityDomain()).ifPresent(this::addProcessor);
        } else if (entry instanceof SratEntry.Rintc rintc && rintc.enabled()) {
            number(entry, rintc.proximityDomain()).ifPresent(this::addProcessor);
        } else if (entry instanceof SratEntry.WrongLength wrong) {
            disable(entry, "has length %d, which the kernel refuses".formatted(wrong.length()));
        }
    }

    private void addProcessor(int node) {
        parsed.add(node);
        processorNodes.add(node);
    }

    private void x2apic(SratEntry.X2Apic x2apic, int node) {
        if (!x2apic.marksNode()) {
            return;
        }
        addProcessor(node);
        if (behaviour.detailedLog()) {
            log.processor(x2apic.proximityDomain(), x2apic.apicId(), 4, node);
        }
    }

    private void memory(SratEntry entry) {
        if (disabled.isPresent()) {
            return;
        }
        if (entry instanceof SratEntry.Memory memory && memory.enabled()) {
            int domain = srat.domainOf(memory);
            number(entry, domain).ifPresent(node -> addMemory(memory, domain, node));
        } else if (entry instanceof SratEntry.WrongLength wrong && wrong.type() == 1) {
            disable(entry, "has length %d, which the kernel refuses".formatted(wrong.length()));
        }
    }

    private void addMemory(SratEntry.Memory memory, int domain, int node) {
        long start = memory.base();
        long end = start + memory.lengthBytes();
        BlockList.Appended appended = meminfo.append(
                start,
                end,
                node,
                () -> new Origin.SratEntry(
                        memory.index(),
                        memory.offset(),
                        domain,
                        memory.hotPluggable(),
                        new AddressRange(start, end - 1)));
        if (appended == BlockList.Appended.FULL) {
            disable(memory, "is one range more than the kernel can store");
            return;
        }
        parsed.add(node);
        memoryEntries++;
        log.sratMemory(node, domain, start, end, memory.hotPluggable(), memory.nonVolatile());
    }

    private OptionalInt number(SratEntry entry, int domain) {
        OptionalInt node = numbering.number(domain);
        if (node.isEmpty()) {
            disable(
                    entry,
                    "has proximity domain %s, which is out of range or has no free node"
                            .formatted(Integer.toUnsignedString(domain)));
        }
        return node;
    }

    private void disable(SratEntry entry, String why) {
        disabled = Optional.of(new Rejection(
                Reason.BAD_SRAT,
                entry.offset() == TableHeader.NO_OFFSET
                        ? "the boot log shows that the kernel did not use the SRAT, but not which entry it refused"
                        : "SRAT entry %d (byte %d) %s".formatted(entry.index(), entry.offset(), why)));
    }
}
