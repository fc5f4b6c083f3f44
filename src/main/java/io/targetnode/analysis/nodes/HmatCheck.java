package io.targetnode.analysis.nodes;

import io.targetnode.acpi.Hmat;
import io.targetnode.acpi.HmatStructure;
import io.targetnode.acpi.HmatStructure.Proximity;
import io.targetnode.acpi.HmatStructure.WrongLength;
import io.targetnode.analysis.nodes.HmatFault.Reason;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The passes of {@code hmat_init()} over an HMAT: all structures of type 0, then 1, then 2, in table order. The first bad one drops
 * the table (kernel-rules 6.4).
 */
final class HmatCheck {

    private static final int FIRST_REVISION = 1;
    private static final int LAST_REVISION = 2;
    private static final int LAST_TYPE = 2;

    private final Hmat hmat;
    private final HmatDomains domains;

    HmatCheck(Hmat hmat, HmatDomains domains) {
        this.hmat = hmat;
        this.domains = domains;
    }

    /** Why the kernel drops the table; empty if it uses it. */
    Optional<HmatFault> fault() {
        if (hmat.revision() < FIRST_REVISION || hmat.revision() > LAST_REVISION) {
            return Optional.of(new HmatFault(
                    Reason.UNKNOWN_REVISION,
                    OptionalInt.empty(),
                    "the HMAT has revision %d; the kernel knows 1 and 2".formatted(hmat.revision())));
        }
        for (int type = 0; type <= LAST_TYPE; type++) {
            for (HmatStructure structure : hmat.structures()) {
                Optional<String> why = structure.type() == type ? fault(structure) : Optional.empty();
                if (why.isPresent()) {
                    return bad(structure.offset(), why.get());
                }
            }
            if (hmat.zeroLengthOffset().isPresent()) {
                return bad(hmat.zeroLengthOffset().getAsInt(), "a structure of length 0");
            }
        }
        return Optional.empty();
    }

    private Optional<String> fault(HmatStructure structure) {
        if (structure instanceof WrongLength wrong) {
            return Optional.of("a type %d structure of %d bytes, where the kernel needs %d"
                    .formatted(wrong.type(), wrong.length(), wrong.needed()));
        }
        return structure instanceof Proximity proximity && proximity.statesMemory(hmat.revision())
                ? fault(proximity)
                : Optional.empty();
    }

    private Optional<String> fault(Proximity proximity) {
        if (!domains.isTarget(proximity.memoryDomain())) {
            return Optional.of(
                    "the memory proximity domain %s is in no enabled memory entry or generic port of the SRAT"
                            .formatted(Integer.toUnsignedString(proximity.memoryDomain())));
        }
        return proximity.statesProcessor()
                        && domains.nodeOf(proximity.processorDomain()).isEmpty()
                ? Optional.of("the processor proximity domain %s has no node"
                        .formatted(Integer.toUnsignedString(proximity.processorDomain())))
                : Optional.empty();
    }

    private static Optional<HmatFault> bad(int offset, String why) {
        return Optional.of(new HmatFault(
                Reason.BAD_STRUCTURE,
                OptionalInt.of(offset),
                "HMAT, byte offset %d: %s; the kernel drops the table".formatted(offset, why)));
    }
}
