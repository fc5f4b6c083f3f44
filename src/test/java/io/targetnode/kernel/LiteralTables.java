package io.targetnode.kernel;

import static io.targetnode.memory.Address.below;
import static io.targetnode.memory.Address.max;
import static io.targetnode.memory.Address.min;

import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.Srat;
import io.targetnode.acpi.SratEntry;
import io.targetnode.kernel.Behaviour.DomainScan;
import io.targetnode.kernel.Behaviour.WindowList;
import io.targetnode.kernel.Behaviour.WindowNodes;
import io.targetnode.kernel.Behaviour.WindowRule;
import io.targetnode.kernel.NodeDescription.Tables;
import io.targetnode.memory.AddressRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** kernel-rules 2.3 to 2.6, sentence by sentence: the two lists before clean-up. */
final class LiteralTables {

    final List<Block> meminfo = new ArrayList<>();
    final List<Block> reserved = new ArrayList<>();
    final TreeSet<Integer> parsed = new TreeSet<>();
    private final Map<Integer, Integer> nodeOfDomain = new TreeMap<>();
    private final BootInputs inputs;
    private final Behaviour behaviour;
    private boolean disabled;

    LiteralTables(BootInputs inputs, Behaviour behaviour) {
        this.inputs = inputs;
        this.behaviour = behaviour;
    }

    /** Whether the SRAT can be used. */
    boolean read(Tables tables) {
        boolean usable = tables.srat().isPresent() && readSrat(tables.srat().get());
        tables.cedt().ifPresent(this::readWindows);
        return usable;
    }

    /** The node, or -1. */
    private int number(int domain) {
        if (domain < 0 || domain >= Math.max(inputs.maxNodes(), 256)) {
            return -1;
        }
        if (!nodeOfDomain.containsKey(domain) && nodeOfDomain.size() >= inputs.maxNodes()) {
            return -1;
        }
        return nodeOfDomain.computeIfAbsent(domain, none -> nodeOfDomain.size());
    }

    boolean append(List<Block> list, long start, long end, int node) {
        if (start == end || below(end, start)) {
            return true;
        }
        if (list.size() == 2 * inputs.maxNodes()) {
            return false;
        }
        list.add(new Block(start, end, node, new Origin.FakedNode(new AddressRange(start, end - 1))));
        return true;
    }

    private boolean readSrat(Srat srat) {
        Architecture architecture = inputs.platform().architecture();
        boolean x86 = architecture == Architecture.X86_64;
        Set<Integer> read = switch (architecture) {
            case X86_64, LOONGARCH64 -> Set.of(0, 2);
            case ARM64 -> Set.of(3);
            case RISCV64 -> Set.of(7);
        };
        disabled = x86 && inputs.numa() == NumaOption.NO_ACPI;
        int narrow = srat.revision() <= 1 ? 0xff : -1;
        for (SratEntry entry : srat.entries()) {
            if (entry instanceof SratEntry.GenericInitiator initiator) {
                if (!x86 && architecture != Architecture.ARM64) {
                    continue;
                }
                int node = initiator.enabled() ? number(initiator.proximityDomain()) : -1;
                if (node < 0) {
                    break;
                }
                parsed.add(node);
            } else if (!disabled && read.contains(entry.type())) {
                readProcessor(entry, narrow);
            }
        }
        return readMemory(srat, narrow);
    }

    private void readProcessor(SratEntry entry, int narrow) {
        if (entry instanceof SratEntry.WrongLength) {
            disabled = true;
        } else if (entry instanceof SratEntry.Gicc gicc && gicc.enabled()) {
            processor(number(gicc.proximityDomain()), true);
        } else if (entry instanceof SratEntry.Rintc rintc && rintc.enabled()) {
            processor(number(rintc.proximityDomain()), true);
        } else if (entry instanceof SratEntry.Apic apic && apic.enabled()) {
            processor(number(apic.proximityDomain() & narrow), true);
        } else if (entry instanceof SratEntry.X2Apic apic && apic.enabled()) {
            processor(number(apic.proximityDomain()), apic.apicId() >= 0 && apic.apicId() < 32768);
        }
    }

    private boolean readMemory(Srat srat, int narrow) {
        int memoryEntries = 0;
        for (SratEntry entry : srat.entries()) {
            if (!disabled && entry instanceof SratEntry.WrongLength wrong) {
                disabled = wrong.type() == 1;
            } else if (!disabled && entry instanceof SratEntry.Memory memory && memory.enabled()) {
                int node = number(memory.proximityDomain() & narrow);
                if (node < 0 || !append(meminfo, memory.base(), memory.base() + memory.lengthBytes(), node)) {
                    disabled = true;
                } else {
                    parsed.add(node);
                    memoryEntries++;
                }
            }
        }
        return !srat.endsInZeroLength() && memoryEntries > 0 && !disabled;
    }

    private void processor(int node, boolean counts) {
        disabled = node < 0;
        if (node >= 0 && counts) {
            parsed.add(node);
        }
    }

    private void readWindows(Cedt cedt) {
        if (behaviour.windowRule() == WindowRule.NONE || inputs.platform().architecture() == Architecture.LOONGARCH64) {
            return;
        }
        int scanned = behaviour.domainScan() == DomainScan.ALL ? inputs.maxNodes() : inputs.maxNodes() - 1;
        int fake = nodeOfDomain.entrySet().stream()
                .filter(domain -> domain.getValue() < scanned)
                .mapToInt(domain -> domain.getKey() + 1)
                .max()
                .orElse(0);
        for (Cedt.Window window : cedt.windows()) {
            long base = window.base();
            long end = base + window.sizeBytes();
            if (isDescribed(base, end)) {
                continue;
            }
            int node = number(fake++);
            if (node < 0) {
                return;
            }
            append(behaviour.windowList() == WindowList.MEMINFO ? meminfo : reserved, base, end, node);
            if (behaviour.windowNodes() == WindowNodes.POSSIBLE) {
                parsed.add(node);
            }
        }
    }

    private boolean isDescribed(long base, long end) {
        return switch (behaviour.windowRule()) {
            case START_TEST ->
                meminfo.stream().anyMatch(block -> !below(base, block.start()) && below(base, block.end()));
            case FILL_BUG ->
                fill(base, end, block -> below(base, block.end()) && !below(end, block.start()), (a, b) ->
                        (int) (a.start() - b.start()));
            default ->
                fill(
                        base,
                        end,
                        block -> below(base, block.end()) && below(block.start(), end),
                        (a, b) -> Long.compareUnsigned(a.start(), b.start()));
        };
    }

    private boolean fill(long base, long end, Predicate<Block> selection, Comparator<Block> order) {
        List<Block> inside = meminfo.stream().filter(selection).toList();
        if (inside.isEmpty()) {
            return false;
        }
        inside = LiteralSort.sort(inside, order, behaviour.sort());
        Block first = inside.get(0);
        Block last = inside.get(inside.size() - 1);
        first.moveTo(min(first.start(), base), first.end());
        last.moveTo(last.start(), max(last.end(), end));
        long run = first.end();
        for (Block next : inside.subList(1, inside.size())) {
            if (!below(run, next.start())) {
                run = max(run, next.end());
            } else {
                next.moveTo(run, next.end());
                run = next.end();
            }
        }
        return true;
    }
}
