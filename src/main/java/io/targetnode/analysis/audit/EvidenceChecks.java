package io.targetnode.analysis.audit;

import static io.targetnode.analysis.audit.FindingType.OBSERVED_MISPLACEMENT;
import static io.targetnode.analysis.audit.FindingType.OBSERVED_TIER_OF_RAM;
import static io.targetnode.analysis.audit.FindingType.TABLE_NOT_UPLOADED;

import io.targetnode.acpi.SratEntry;
import io.targetnode.acpi.TableHeader;
import io.targetnode.capture.DaxDevice;
import io.targetnode.capture.OnlineMemory;
import io.targetnode.kernel.Memblk;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import io.targetnode.resolve.Backing;
import io.targetnode.resolve.Contested;
import io.targetnode.topology.Upload;
import io.targetnode.topology.evidence.Evidence;
import io.targetnode.topology.evidence.LoggedBoot;
import io.targetnode.topology.evidence.MemoryTier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the uploaded evidence shows about the running kernel. */
final class EvidenceChecks {

    private EvidenceChecks() {}

    /** A table that the boot log lists and the kernel reads, and that the machine is replayed without. */
    static Stream<Finding> notUploaded(AuditSubject subject) {
        Upload upload = subject.view().topology().upload();
        return upload.evidence().log().map(LoggedBoot::tables).orElse(List.of()).stream()
                .map(TableHeader::signature)
                .filter(subject.missingTables()::contains)
                .map(signature -> Finding.of(
                        TABLE_NOT_UPLOADED,
                        Severity.WARNING,
                        "The boot log lists the machine's %s, but it was not uploaded. All other findings are those of a machine without it.%s"
                                .formatted(signature, signature.equals("CEDT") ? nodesOfWindows(subject) : ""),
                        "Upload the raw table: %s is /sys/firmware/acpi/tables/%s."
                                .formatted(signature.toLowerCase(Locale.ROOT), signature)));
    }

    /** The nodes without memory that a log shows and no printed entry explains, in a sentence; empty if there is none. */
    private static String nodesOfWindows(AuditSubject subject) {
        Set<Integer> described = subject.enabledMemory().stream()
                .map(SratEntry.Memory::proximityDomain)
                .collect(Collectors.toSet());
        Set<Integer> nodes = new TreeSet<>();
        subject.sratEntries().stream()
                .filter(entry -> entry.offset() == TableHeader.NO_OFFSET)
                .flatMap(entry -> entry instanceof SratEntry.GenericInitiator initiator
                        ? Stream.of(initiator.proximityDomain())
                        : Stream.empty())
                .filter(domain -> !described.contains(domain))
                .forEach(domain -> subject.boot().nodes().nodeOf(domain).ifPresent(nodes::add));
        if (nodes.isEmpty()) {
            return "";
        }
        String list = nodes.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return nodes.size() == 1
                ? " The log shows node %s without memory: it may be the node of a window.".formatted(list)
                : " The log shows nodes %s without memory: they may be the nodes of windows.".formatted(list);
    }

    /** Memory of contested addresses that is not on the node of the reserved list. O(n log n). */
    static Stream<Finding> misplaced(AuditSubject subject) {
        if (subject.fellBack()) {
            return Stream.empty();
        }
        Evidence evidence = subject.view().topology().upload().evidence();
        TreeMap<Long, DaxDevice> devices = new TreeMap<>(Long::compareUnsigned);
        evidence.devices().forEach(device -> device.range().ifPresent(range -> devices.put(range.start(), device)));
        List<Finding> findings = new ArrayList<>();
        int next = 0;
        for (Contested contested : subject.contested()) {
            devices.subMap(contested.range().start(), true, contested.range().end(), true)
                    .values()
                    .forEach(device -> device(contested, device).ifPresent(findings::add));
            while (next < evidence.online().size()
                    && Address.below(
                            evidence.online().get(next).range().end(),
                            contested.range().start())) {
                next++;
            }
            for (int i = next;
                    i < evidence.online().size()
                            && evidence.online().get(i).range().overlaps(contested.range());
                    i++) {
                online(subject, contested, evidence.online().get(i)).ifPresent(findings::add);
            }
        }
        return findings.stream();
    }

    /** Memory of windows on nodes with RAM at boot, where the evidence shows the tier of the node. O(n log n). */
    static Stream<Finding> tierOfRam(AuditSubject subject) {
        Evidence evidence = subject.view().topology().upload().evidence();
        Set<Integer> ramNodes =
                subject.boot().meminfo().blocks().stream().map(Memblk::node).collect(Collectors.toSet());
        Map<Integer, Integer> tierOfRam = new HashMap<>();
        for (MemoryTier tier : evidence.tiers()) {
            tier.nodes().stream().filter(ramNodes::contains).forEach(node -> tierOfRam.put(node, tier.tier()));
        }
        TreeMap<Long, OnlineMemory> online = new TreeMap<>(Long::compareUnsigned);
        evidence.online().forEach(run -> online.put(run.range().end(), run));
        return subject.windows().stream()
                .flatMap(window -> online.tailMap(window.range().start(), true).values().stream()
                        .takeWhile(run -> run.range().overlaps(window.range()))
                        .map(run -> run.range().intersection(window.range()))
                        .flatMap(range -> tierOfRam(subject, window, range, tierOfRam).stream()));
    }

    private static Optional<Finding> tierOfRam(
            AuditSubject subject, AuditSubject.Window window, AddressRange range, Map<Integer, Integer> tiers) {
        OptionalInt node = subject.view().replayed().online().nodeAt(range.start());
        boolean isRam = subject.view().replayed().backing().at(range.start()) == Backing.SYSTEM_RAM;
        return isRam || node.isEmpty() || !tiers.containsKey(node.getAsInt())
                ? Optional.empty()
                : Optional.of(Finding.of(
                        OBSERVED_TIER_OF_RAM,
                        Severity.WARNING,
                        range,
                        TableEntry.of(window.entry()),
                        "Memory of the window is online on node %d, which has RAM at boot and is in memory tier %d."
                                .formatted(node.getAsInt(), tiers.get(node.getAsInt()))));
    }

    private static Optional<Finding> device(Contested contested, DaxDevice device) {
        int described = contested.reserved().node();
        return device.targetNode().isEmpty() || device.targetNode().getAsInt() == described
                ? Optional.empty()
                : Optional.of(finding(
                        contested,
                        device.range().orElseThrow(),
                        "%s has target node %d, but its range is described for node %d."
                                .formatted(device.name(), device.targetNode().getAsInt(), described)));
    }

    /** The end of a run may be in a memory block that it shares with RAM, so the node is that of known memory. */
    private static Optional<Finding> online(AuditSubject subject, Contested contested, OnlineMemory run) {
        AddressRange range = run.range().intersection(contested.range());
        OptionalInt node = subject.view().replayed().online().nodeAt(range.start());
        boolean isRam = subject.view().replayed().backing().at(range.start()) == Backing.SYSTEM_RAM;
        return isRam
                        || node.isEmpty()
                        || node.getAsInt() == contested.reserved().node()
                ? Optional.empty()
                : Optional.of(finding(
                        contested,
                        range,
                        "Memory is online on node %d, but the range is described for node %d."
                                .formatted(node.getAsInt(), contested.reserved().node())));
    }

    private static Finding finding(Contested contested, AddressRange range, String detail) {
        return new Finding(
                OBSERVED_MISPLACEMENT,
                Severity.ERROR,
                Optional.of(range),
                TableEntry.of(contested.reserved().origin()),
                detail,
                OBSERVED_MISPLACEMENT.remedy());
    }
}
