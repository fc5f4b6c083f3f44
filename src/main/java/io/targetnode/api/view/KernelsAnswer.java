package io.targetnode.api.view;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.kernel.Behaviour;
import io.targetnode.kernel.KernelTable;
import io.targetnode.kernel.ReleaseRange;
import io.targetnode.memory.Address;
import java.util.List;
import java.util.Locale;

/** All known kernel behaviours and releases. */
@Schema(description = "All known kernel behaviours and releases.")
public record KernelsAnswer(List<BehaviourAnswer> behaviours, List<RangeOfReleases> ranges) {

    public static final KernelsAnswer ALL = new KernelsAnswer(
            KernelTable.BEHAVIOURS.stream().map(BehaviourAnswer::of).toList(),
            KernelTable.RANGES.stream().map(RangeOfReleases::of).toList());

    /** The behaviour of a range of releases. */
    @Schema(description = "The behaviour of a range of releases, as far as it affects answers.")
    record BehaviourAnswer(
            @Schema(example = "7.0") String id,
            @Schema(example = "prefer-reserved") String rule,

            @Schema(
                    description = "The list that first receives a window without an overlapping SRAT range.",
                    allowableValues = {"meminfo", "reserved"})
            String windowList,

            boolean clampsBelowFirstRam,

            @Schema(
                    description =
                            "The maximum usable RAM without a node, in bytes, for which the kernel accepts a configuration.")
            long toleratedUncoveredBytes,

            @Schema(description = "Changes from the previous behaviour.")
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

    /** A range of releases. */
    @Schema(description = "A range of releases with one behaviour.")
    record RangeOfReleases(
            @Schema(example = "7.2") String from,

            @Schema(description = "The last release; x is any number.", example = "7.3.x")
            String to,

            @Schema(example = "7.0") String behaviour,

            @Schema(
                    description =
                            "The basis of the behaviour. read: the code was read or booted. changelog: it follows from changelogs. nearest: it is assumed to be that of the nearest known release.",
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
