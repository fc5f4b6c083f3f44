package io.targetnode.api.lookup;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.api.json.HexAddress;
import jakarta.validation.constraints.NotNull;

/** Addresses to look up. */
@Schema(description = "Addresses to look up.")
record BatchBody(
        @NotNull
        @Schema(description = "Addresses, or page frame numbers with unit=pfn.", implementation = HexAddress[].class)
        AddressArray addresses) {}
