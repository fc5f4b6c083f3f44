package io.targetnode.api.json;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.api.problem.ProblemException;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import jakarta.validation.constraints.NotNull;

/**
 * A range of addresses.
 *
 * @param start first address
 * @param end last address, inclusive
 */
@Schema(description = "A range of addresses, both ends inclusive.")
public record RangeBody(@NotNull HexAddress start, @NotNull HexAddress end) {

    public static RangeBody of(AddressRange range) {
        return new RangeBody(new HexAddress(range.start()), new HexAddress(range.end()));
    }

    /** @throws ProblemException if the end is below the start; {@code pointer} locates the range in the body */
    public AddressRange range(String pointer) {
        return range(pointer, start, end);
    }

    /** The same for a body that has a range among other fields. */
    public static AddressRange range(String pointer, HexAddress start, HexAddress end) {
        if (Address.below(end.value(), start.value())) {
            throw ProblemException.body(pointer + "/end", "end %s is below start %s".formatted(end, start));
        }
        return new AddressRange(start.value(), end.value());
    }
}
