package io.targetnode.api.upload;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An affinity entry of the SRAT for a processor, or for a generic initiator among the processors.
 *
 * @param proximityDomain unsigned 32 bits
 * @param enabled true if missing
 * @param type the type of structure; that of the declared architecture if missing
 * @param apicId the position in the list if missing
 */
@Schema(description = "An SRAT entry of a processor, or of a generic initiator among the processors.")
record ProcessorBody(
        @NotNull @Min(0) @Max(MAX_UINT32) Long proximityDomain,
        @Schema(description = ENABLED) @Nullable Boolean enabled,

        @Pattern(
                regexp = "apic|x2apic|gicc|rintc|generic-initiator",
                message = "must be apic, x2apic, gicc, rintc or generic-initiator")
        @Schema(description = "The structure. Default: gicc for arm64, rintc for riscv64, else apic.")
        @Nullable
        String type,

        @Min(0) @Max(MAX_UINT32) @Schema(description = "Default: the position in the list.") @Nullable
        Long apicId) {

    /** The description of the flag in all entries. */
    static final String ENABLED = "Whether the kernel uses the entry. Default: true.";

    static final long MAX_UINT32 = 0xffff_ffffL;

    static final String APIC = "apic";
    static final String X2APIC = "x2apic";
    static final String GICC = "gicc";
    static final String RINTC = "rintc";
    static final String GENERIC_INITIATOR = "generic-initiator";
}
