package io.targetnode.topology;

import io.targetnode.acpi.Hmat;
import io.targetnode.acpi.Slit;
import io.targetnode.acpi.TableHeader;
import io.targetnode.kernel.NodeOptions;
import io.targetnode.topology.FirmwareTable.NotStored;
import io.targetnode.topology.FirmwareTable.NotUploaded;
import io.targetnode.topology.evidence.Evidence;
import io.targetnode.topology.evidence.LoggedBoot;
import java.util.Optional;

/**
 * What distances, memory tiers and CPUs of nodes depend on besides the inputs of the boot (kernel-rules 6.3, 6.4).
 *
 * @param slit distances
 * @param hmat performance of memory
 * @param options the options of the command line; empty if the command line is not known
 */
public record NodeInputs(FirmwareTable<Slit> slit, FirmwareTable<Hmat> hmat, Optional<NodeOptions> options) {

    /** A distance needs two bytes. */
    private static final int DISTANCES_PER_ENTRY = 48;

    /** No table was uploaded, and the command line is not known. */
    public static final NodeInputs UNKNOWN =
            new NodeInputs(new NotUploaded<>(false), new NotUploaded<>(false), Optional.empty());

    /** What the evidence shows about an upload whose inputs of this kind were not stored. */
    public static NodeInputs notStored(Evidence evidence) {
        return new NodeInputs(notStored("SLIT", evidence), notStored("HMAT", evidence), Optional.empty());
    }

    private static <T> FirmwareTable<T> notStored(String signature, Evidence evidence) {
        boolean uploaded = evidence.tables().stream()
                .anyMatch(table -> table.header().signature().equals(signature));
        boolean listed = evidence.log().stream()
                .map(LoggedBoot::tables)
                .flatMap(headers -> headers.stream().map(TableHeader::signature))
                .anyMatch(signature::equals);
        return uploaded ? new NotStored<>() : new NotUploaded<>(listed);
    }

    /** The approximate memory in entries. */
    public int size() {
        return slit.content()
                        .map(table -> table.distances().size() / DISTANCES_PER_ENTRY)
                        .orElse(0)
                + hmat.content().map(Hmat::size).orElse(0);
    }
}
