package io.targetnode.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.acpi.TableHeader;
import io.targetnode.api.json.RangeBody;
import io.targetnode.kernel.Origin;
import io.targetnode.memory.AddressRange;
import org.jspecify.annotations.Nullable;

/**
 * The origin of a block.
 *
 * @param source {@code srat}, {@code cedt}, {@code described} or {@code faked}
 * @param entry position in the table or the description, from 0
 * @param offset byte offset of the entry in the table; null if the entry was not read from one
 * @param proximityDomain unsigned 32 bits
 * @param range the range in that entry
 * @param text the origin as a sentence
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "The origin of a block.")
public record OriginAnswer(
        @Schema(
                description = "The table, the description, or the node that the kernel faked.",
                allowableValues = {"srat", "cedt", "described", "faked"})
        String source,

        @Schema(description = "Position among all entries of the table, or in the description, from 0.") @Nullable
        Integer entry,

        @Schema(description = "Byte offset of the entry in the table.") @Nullable
        Integer offset,

        @Nullable Long proximityDomain,
        @Schema(description = "The range in that entry.") RangeBody range,
        @Schema(description = "The origin as a sentence.") String text) {

    static OriginAnswer of(Origin origin) {
        if (origin instanceof Origin.SratEntry srat) {
            return ofTable("srat", srat.entry(), srat.offset(), Integer.toUnsignedLong(srat.proximityDomain()), origin);
        }
        if (origin instanceof Origin.CedtWindow cedt) {
            return ofTable("cedt", cedt.entry(), cedt.offset(), Integer.toUnsignedLong(cedt.proximityDomain()), origin);
        }
        return origin instanceof Origin.Description description
                ? of("described", description.index(), null, null, origin)
                : of("faked", null, null, null, origin);
    }

    /** The position of an entry is unknown if it was read from the text output of a host. */
    private static OriginAnswer ofTable(String source, int entry, int offset, long proximityDomain, Origin origin) {
        boolean known = offset != TableHeader.NO_OFFSET;
        return of(source, known ? entry : null, known ? offset : null, proximityDomain, origin);
    }

    private static OriginAnswer of(
            String source,
            @Nullable Integer entry,
            @Nullable Integer offset,
            @Nullable Long proximityDomain,
            Origin origin) {
        AddressRange range = origin.range();
        return new OriginAnswer(source, entry, offset, proximityDomain, RangeBody.of(range), origin.describe());
    }
}
