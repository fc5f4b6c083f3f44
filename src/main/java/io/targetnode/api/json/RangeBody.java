package io.targetnode.api.json;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.memory.AddressRange;
import jakarta.validation.constraints.NotNull;

/**
 * A range of addresses.
 *
 * @param start first address
 * @param end last address, inclusive
 */
@Schema(description = "A range of addresses, both ends inclusive.")
public record RangeBody(@NotNull HexAddress start, @NotNull HexAddress end) implements Ranged, Complete {

    @Override
    public boolean hasAllRequiredFields() {
        return start != null && end != null;
    }

    public static RangeBody of(AddressRange range) {
        return new RangeBody(new HexAddress(range.start()), new HexAddress(range.end()));
    }
}
