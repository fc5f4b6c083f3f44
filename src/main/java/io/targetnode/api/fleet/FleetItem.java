package io.targetnode.api.fleet;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.api.view.TopologyResource;
import io.targetnode.topology.JudgedTopology;
import java.math.BigInteger;

/** A topology in an audit of the fleet. */
@Schema(description = "A topology and the verdict under its kernel. GET /topologies/{name}/audit has the findings.")
record FleetItem(
        @Schema(example = "example") String name,

        @Schema(description = "The current revision.", example = "1")
        int revision,

        @Schema(
                description = "The machine's own kernel; the newest one if the upload does not name it.",
                example = "7.3")
        String kernel,

        @Schema(
                description = "The verdict under this kernel.",
                example = "fixed",
                allowableValues = {"affected", "fixed", "not-affected"})
        String verdict,

        @Schema(
                description = "The number of addresses that both lists hold with different nodes. 0 if not affected.",
                example = "268435456")
        BigInteger affectedBytes,

        @Schema(
                description =
                        "Identifies the layout: equal for machines with equal RAM and tables, whatever their names, labels and kernels.",
                example = "8f2a3c0d6b1e4f75a9c2d3e4f5061728")
        String fingerprint,

        @Schema(description = "Whether the kernel is assumed, because the upload does not name it.", example = "false")
        boolean kernelAssumed,

        @Schema(
                description =
                        "Whether it is known that the kernel has the look-up rule of the verdict. If not, the verdict may be wrong.",
                example = "true")
        boolean lookupKnown,

        @Schema(
                description = "exact; or assumed, if information about the machine was missing.",
                allowableValues = {"exact", "assumed"})
        String exactness) {

    static final String CSV_HEADER =
            "name,revision,kernel,verdict,affectedBytes,fingerprint,kernelAssumed,lookupKnown,exactness\r\n";

    static FleetItem of(JudgedTopology topology) {
        return new FleetItem(
                topology.name().text(),
                topology.revision(),
                topology.judgement().kernel(),
                topology.judgement().verdict(),
                new BigInteger(Long.toUnsignedString(topology.judgement().affectedBytes())),
                topology.judgement().fingerprint(),
                topology.judgement().kernelAssumed(),
                topology.judgement().lookupKnown(),
                TopologyResource.exactness(topology.judgement().exact()));
    }

    /** A line of CSV (RFC 4180). No field can contain a comma or a quotation mark. */
    String csv() {
        return "%s,%d,%s,%s,%d,%s,%b,%b,%s\r\n"
                .formatted(
                        name,
                        revision,
                        kernel,
                        verdict,
                        affectedBytes,
                        fingerprint,
                        kernelAssumed,
                        lookupKnown,
                        exactness);
    }
}
