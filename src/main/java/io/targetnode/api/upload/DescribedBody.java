package io.targetnode.api.upload;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.api.json.Complete;
import io.targetnode.api.json.HexAddress;
import io.targetnode.api.json.Ranged;
import jakarta.validation.constraints.NotNull;

/**
 * A range whose node is given.
 *
 * @param start first address
 * @param end last address, inclusive
 * @param type what is there
 * @param node its node
 */
@Schema(
        description =
                "A range whose node is given. The order of the ranges is the order in which the kernel meets them.")
record DescribedBody(
        @NotNull HexAddress start,
        @NotNull HexAddress end,

        @NotNull
        @Schema(
                description = "What is there: only system-ram is usable RAM at boot.",
                allowableValues = {"system-ram", "cxl-window", "hotplug", "soft-reserved", "persistent"})
        String type,

        @NotNull @Schema(description = "The node, from 0 to maxNodes - 1.", example = "2")
        Integer node)
        implements Ranged, Complete {

    @Override
    public boolean hasAllRequiredFields() {
        return start != null && end != null && type != null && node != null;
    }
}
