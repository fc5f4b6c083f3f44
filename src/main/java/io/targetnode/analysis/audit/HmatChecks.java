package io.targetnode.analysis.audit;

import static io.targetnode.analysis.audit.FindingType.HMAT_DROPPED;
import static io.targetnode.analysis.audit.FindingType.HMAT_NOT_USED;
import static io.targetnode.analysis.audit.FindingType.HMAT_NO_REFERENCE;
import static io.targetnode.analysis.audit.FindingType.HMAT_REFERENCE_MISMATCH;

import io.targetnode.acpi.Hmat;
import io.targetnode.analysis.nodes.HmatFault;
import io.targetnode.analysis.nodes.MemoryTiers;
import java.util.Optional;
import java.util.stream.Stream;

/** The reasons for which a kernel takes no memory tiers from an uploaded HMAT. */
final class HmatChecks {

    private HmatChecks() {}

    static Stream<Finding> unused(AuditSubject subject) {
        Optional<Hmat> hmat =
                subject.view().topology().upload().machine().nodes().hmat().content();
        return hmat.stream()
                .flatMap(
                        table -> MemoryTiers.of(subject.view()).fault().stream().map(fault -> finding(table, fault)));
    }

    private static Finding finding(Hmat hmat, HmatFault fault) {
        FindingType type = switch (fault.reason()) {
            case NO_TABLE, OLD_KERNEL, DISABLED_BY_OPTION, NO_USABLE_SRAT -> HMAT_NOT_USED;
            case UNKNOWN_REVISION, BAD_STRUCTURE -> HMAT_DROPPED;
            case NO_REFERENCE -> HMAT_NO_REFERENCE;
            case REFERENCE_MISMATCH -> HMAT_REFERENCE_MISMATCH;
        };
        return new Finding(
                type,
                type == HMAT_NOT_USED ? Severity.INFO : Severity.WARNING,
                Optional.empty(),
                fault.offset().stream()
                        .mapToObj(offset -> TableEntry.inHmat(hmat, offset))
                        .findFirst(),
                AuditSubject.sentence(fault.why()),
                type.remedy());
    }
}
