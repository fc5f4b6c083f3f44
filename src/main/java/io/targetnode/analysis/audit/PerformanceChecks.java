package io.targetnode.analysis.audit;

import static io.targetnode.analysis.audit.FindingType.GENERIC_PORT_COLLISION;
import static io.targetnode.analysis.audit.FindingType.SLIT_IGNORED;
import static io.targetnode.analysis.audit.FindingType.SLIT_INVALID;

import io.targetnode.acpi.Slit;
import io.targetnode.acpi.SratEntry.GenericPort;
import io.targetnode.acpi.TableFault;
import io.targetnode.kernel.Memblk;
import io.targetnode.kernel.Origin.CedtWindow;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Distances and memory tiers of nodes. */
final class PerformanceChecks {

    private PerformanceChecks() {}

    /** Windows whose made-up proximity domain is that of an enabled generic port of an ACPI device. */
    static Stream<Finding> portCollision(AuditSubject subject) {
        Map<Integer, GenericPort> ports = new HashMap<>();
        subject.sratEntries().stream()
                .filter(GenericPort.class::isInstance)
                .map(GenericPort.class::cast)
                .filter(port -> port.enabled() && port.namesAcpiDevice())
                .forEach(port -> ports.putIfAbsent(port.proximityDomain(), port));
        return Stream.of(subject.boot().reserved(), subject.boot().meminfo())
                .flatMap(list -> list.blocks().stream())
                .filter(block ->
                        block.origin() instanceof CedtWindow window && ports.containsKey(window.proximityDomain()))
                .map(block -> collision(block, (CedtWindow) block.origin(), ports));
    }

    static Stream<Finding> slit(AuditSubject subject) {
        Optional<Slit> slit =
                subject.view().topology().upload().machine().nodes().slit().content();
        Optional<TableFault> fault = slit.flatMap(Slit::fault);
        if (fault.isPresent()) {
            return Stream.of(Finding.of(
                    SLIT_INVALID,
                    Severity.WARNING,
                    TableEntry.ofSlit(fault.get()),
                    AuditSubject.sentence(fault.get().why())));
        }
        return slit.isPresent() && subject.fellBack()
                ? Stream.of(Finding.of(SLIT_IGNORED, Severity.INFO, subject.rejection(), SLIT_IGNORED.remedy()))
                : Stream.empty();
    }

    private static Finding collision(Memblk block, CedtWindow window, Map<Integer, GenericPort> ports) {
        GenericPort port = Objects.requireNonNull(ports.get(window.proximityDomain()));
        return new Finding(
                GENERIC_PORT_COLLISION,
                Severity.WARNING,
                Optional.of(block.range()),
                Optional.of(TableEntry.of(port)),
                "The kernel makes up proximity domain %d for the window, which is that of this generic port: node %d has the performance of the port."
                        .formatted(window.proximityDomain(), block.node()),
                GENERIC_PORT_COLLISION.remedy());
    }
}
