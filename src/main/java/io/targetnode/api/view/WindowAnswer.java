package io.targetnode.api.view;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.analysis.regions.RegionWindow;
import io.targetnode.api.json.HexAddress;
import io.targetnode.kernel.BootInputs;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A window of a topology. */
@Schema(description = "A CXL fixed memory window.")
record WindowAnswer(
        @Schema(description = "Its position among the windows, from 0.", example = "0")
        int window,

        HexAddress start,

        @Schema(description = "Null if the window is empty, or its end wraps around 2^64.") @Nullable
        HexAddress end,

        @Schema(description = "The size that the CEDT states.", example = "268435456")
        BigInteger sizeBytes) {

    static List<WindowAnswer> of(BootInputs inputs) {
        return RegionWindow.all(inputs).stream().map(WindowAnswer::of).toList();
    }

    private static WindowAnswer of(RegionWindow window) {
        return new WindowAnswer(
                window.number(),
                new HexAddress(window.base()),
                window.range().map(range -> new HexAddress(range.end())).orElse(null),
                new BigInteger(Long.toUnsignedString(window.sizeBytes())));
    }
}
