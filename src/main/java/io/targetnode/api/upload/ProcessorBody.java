package io.targetnode.api.upload;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An affinity entry of a processor or a generic initiator.
 *
 * @param proximityDomain unsigned 32 bits
 * @param enabled true if left out
 * @param type which structure of the SRAT it is
 * @param apicId its position in the list if left out
 */
@Schema(description = "A SRAT entry of a processor, or of a generic initiator that stands between processors.")
record ProcessorBody(
        @NotNull @Min(0) @Max(MAX_UINT32) Long proximityDomain,
        @Schema(defaultValue = "true") @Nullable Boolean enabled,

        @Pattern(regexp = "apic|x2apic|generic-initiator", message = "must be apic, x2apic or generic-initiator")
        @Schema(defaultValue = "apic")
        @Nullable
        String type,

        @Min(0) @Max(MAX_UINT32) @Schema(description = "Its position in the list if left out.") @Nullable
        Long apicId) {

    static final long MAX_UINT32 = 0xffff_ffffL;

    static final String APIC = "apic";
    static final String X2APIC = "x2apic";

    String typeOrDefault() {
        return type == null ? APIC : type;
    }

    boolean usable() {
        return enabled == null || enabled;
    }
}
