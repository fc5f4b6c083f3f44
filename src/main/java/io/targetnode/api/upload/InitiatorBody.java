package io.targetnode.api.upload;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * A generic initiator affinity entry of the SRAT.
 *
 * @param proximityDomain unsigned 32 bits
 * @param enabled true if missing
 */
@Schema(description = "An SRAT entry of a generic initiator. These entries follow those of the processors.")
record InitiatorBody(
        @NotNull @Min(0) @Max(ProcessorBody.MAX_UINT32) Long proximityDomain,

        @Schema(description = ProcessorBody.ENABLED) @Nullable
        Boolean enabled) {}
