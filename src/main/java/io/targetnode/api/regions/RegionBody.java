package io.targetnode.api.regions;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.analysis.regions.RegionRequest;
import io.targetnode.api.json.HexAddress;
import io.targetnode.api.problem.ProblemException;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A region to try: {@code start}, or {@code window} and {@code offsetBytes}.
 *
 * @param start first address
 * @param window position of a window in the CEDT, from 0
 * @param offsetBytes offset in the window; 0 if it is missing
 * @param sizeBytes length
 */
@Schema(description = "A region to try: start, or window and offsetBytes, and sizeBytes.")
record RegionBody(
        @Schema(description = "The first address.", example = "0x20000000") @Nullable
        HexAddress start,

        @Min(0)
        @Schema(
                description =
                        "Instead of start: a window, by its position among the windows of the CEDT, from 0. The region is then a RAM region of the CXL driver.")
        @Nullable
        Integer window,

        @DecimalMin("0")
        @DecimalMax(MAX_UINT64)
        @Schema(description = "The offset of the region in the window. Default: 0.")
        @Nullable
        BigInteger offsetBytes,

        @NotNull
        @DecimalMin("1")
        @DecimalMax(MAX_UINT64)
        @Schema(description = "The length of the region.", example = "268435456")
        BigInteger sizeBytes) {

    private static final String MAX_UINT64 = "18446744073709551615";

    /**
     * The request.
     *
     * @throws ProblemException if it has neither a start nor a window, or both
     * @throws io.targetnode.analysis.regions.ImpossibleRegionException if it ends beyond 2^64
     */
    RegionRequest request() {
        if (start != null && window == null) {
            return at(start);
        }
        if (window != null && start == null) {
            long offset = offsetBytes == null ? 0 : offsetBytes.longValue();
            return new RegionRequest.InWindow(window, offset, sizeBytes.longValue());
        }
        throw ProblemException.body("", "exactly one of start and window is required");
    }

    private RegionRequest at(HexAddress first) {
        if (offsetBytes != null) {
            throw ProblemException.body("/offsetBytes", "is the offset in a window; it cannot be combined with start");
        }
        return RegionRequest.at(first.value(), sizeBytes.longValue());
    }
}
