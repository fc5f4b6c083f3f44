package io.targetnode.api.upload;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.api.json.HexAddress;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * A memory affinity entry of the SRAT.
 *
 * @param start first address
 * @param end last address, inclusive
 * @param proximityDomain unsigned 32 bits
 * @param enabled true if missing
 * @param hotPluggable false if missing
 * @param nonVolatile false if missing
 */
@Schema(description = "An SRAT entry of memory, in table order.")
record MemoryAffinityBody(
        @NotNull HexAddress start,
        @NotNull HexAddress end,
        @NotNull @Min(0) @Max(ProcessorBody.MAX_UINT32) Long proximityDomain,

        @Schema(description = ProcessorBody.ENABLED) @Nullable
        Boolean enabled,

        @Schema(description = "The hot-pluggable flag. Default: false.") @Nullable
        Boolean hotPluggable,

        @Schema(description = "The non-volatile flag. Default: false.") @Nullable
        Boolean nonVolatile) {}
