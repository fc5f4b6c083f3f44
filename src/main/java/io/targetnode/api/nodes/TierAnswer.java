package io.targetnode.api.nodes;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.analysis.nodes.Tier;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The memory tier of a node. */
@Schema(description = """
        The memory tier of the node. For a node without RAM at boot, it is the tier of memory that the dax driver adds to it.""")
public record TierAnswer(
        @Schema(
                description = "The number of the tier; a smaller number is faster; null if it is not known.",
                example = "4")
        @Nullable
        Integer id,

        @Schema(description = "The abstract distance; null if it is not known.", example = "576") @Nullable
        Integer abstractDistance,

        @Schema(
                description = """
                        Where the kernel takes the distance from. default-dram: the default of nodes with RAM at boot. default-kmem: \
                        the default of memory that the dax driver adds. hmat: the HMAT. device: the CXL device, so no upload shows \
                        it; the id is then that of the uploaded memory tiers, if they show the node. none: the kernel has no such \
                        tiers (6.0 and older), or the node is not possible.""",
                example = "default-dram",
                allowableValues = {"default-dram", "default-kmem", "hmat", "device", "none"})
        String source) {

    /** The answer for a tier. */
    public static TierAnswer of(Tier tier) {
        return new TierAnswer(
                boxed(tier.id()), boxed(tier.abstractDistance()), tier.source().apiName());
    }

    private static @Nullable Integer boxed(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }
}
