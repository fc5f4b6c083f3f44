package io.targetnode.api.upload;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.api.json.HexAddress;
import jakarta.validation.constraints.NotNull;

/**
 * A range whose node is declared.
 *
 * @param start first address
 * @param end last address, inclusive
 * @param type type of the memory
 * @param node its node
 */
@Schema(
        description =
                "A range whose node is declared. The order of the ranges is the order in which the kernel processes them.")
record DescribedBody(
        @NotNull HexAddress start,
        @NotNull HexAddress end,

        @NotNull
        @Schema(
                description = "The type of the memory. Only system-ram is usable RAM at boot.",
                allowableValues = {"system-ram", "cxl-window", "hotplug", "soft-reserved", "persistent"})
        String type,

        @NotNull @Schema(description = "The node, from 0 to maxNodes - 1.", example = "2")
        Integer node) {}
