package io.targetnode.api.view;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.kernel.Behaviour;
import io.targetnode.kernel.KernelTable;
import io.targetnode.kernel.ReleaseRange;
import io.targetnode.memory.Address;
import java.util.List;
import java.util.Locale;

/**
 * All that is known of kernels.
 *
 * @param behaviours oldest first
 * @param ranges which release behaves how, ascending and without gap
 */
@Schema(description = "All that is known of kernels.")
public record KernelsAnswer(List<BehaviourAnswer> behaviours, List<RangeOfReleases> ranges) {

    public static final KernelsAnswer ALL = new KernelsAnswer(
            KernelTable.BEHAVIOURS.stream().map(BehaviourAnswer::of).toList(),
            KernelTable.RANGES.stream().map(RangeOfReleases::of).toList());

    /**
     * What a range of releases does.
     *
     * @param id the first release that behaves so
     * @param rule its look-up rule
     * @param windowList {@code meminfo} or {@code reserved}: where a window without SRAT range goes first
     * @param clampsBelowFirstRam whether blocks are cut below the first RAM
     * @param toleratedUncoveredBytes usable RAM without node up to which a configuration is accepted
     * @param changes what is new against the behaviour before
     */
    @Schema(description = "What a range of releases does, as far as answers depend on it.")
    record BehaviourAnswer(
            @Schema(example = "7.0") String id,
            @Schema(example = "prefer-reserved") String rule,

            @Schema(
                    description = "Where a window that no SRAT range touches goes first.",
                    allowableValues = {"meminfo", "reserved"})
            String windowList,

            boolean clampsBelowFirstRam,

            @Schema(description = "Usable RAM without node up to which a configuration is accepted.")
            long toleratedUncoveredBytes,

            @Schema(description = "What is new against the behaviour before.")
            List<String> changes) {

        static BehaviourAnswer of(Behaviour behaviour) {
            return new BehaviourAnswer(
                    behaviour.id(),
                    behaviour.rule().apiName(),
                    behaviour.windowList().name().toLowerCase(Locale.ROOT),
                    behaviour.clampsBelowFirstRam(),
                    behaviour.toleratedUncoveredPages() * Address.PAGE_BYTES,
                    behaviour.changes());
        }
    }

    /**
     * A range of releases.
     *
     * @param from the first one
     * @param to the last one, in words
     * @param behaviour id of what they do
     * @param basis {@code read}, {@code changelog} or {@code nearest}
     * @param note the reason for the basis
     */
    @Schema(description = "A range of releases that is answered by one behaviour.")
    record RangeOfReleases(
            @Schema(example = "7.2") String from,

            @Schema(description = "The last release; x is any number.", example = "7.3.x")
            String to,

            @Schema(example = "7.0") String behaviour,

            @Schema(
                    description =
                            "How it is known: the code was read or booted, from changelogs, or the nearest known.",
                    allowableValues = {"read", "changelog", "nearest"})
            String basis,

            @Schema(description = "The reason for the basis.")
            String note) {

        static RangeOfReleases of(ReleaseRange range) {
            return new RangeOfReleases(
                    range.from().text(),
                    range.to(),
                    range.behaviour().id(),
                    range.basis().apiName(),
                    range.note());
        }
    }
}
