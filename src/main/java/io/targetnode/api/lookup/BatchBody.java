package io.targetnode.api.lookup;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.api.json.HexAddress;
import jakarta.validation.constraints.NotNull;

/** Addresses to look up. */
@Schema(description = "Addresses to look up.")
record BatchBody(
        @NotNull
        @ArraySchema(
                schema = @Schema(implementation = HexAddress.class),
                arraySchema = @Schema(description = "Addresses, or page frame numbers with unit=pfn."))
        AddressArray addresses) {}
