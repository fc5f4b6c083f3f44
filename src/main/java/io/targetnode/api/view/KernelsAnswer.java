package io.targetnode.api.view;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.kernel.Behaviour;
import io.targetnode.kernel.KernelTable;
import io.targetnode.kernel.ReleaseRange;
import io.targetnode.kernel.Switch;
import io.targetnode.memory.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** All known kernel behaviours and releases. */
@Schema(description = "All known kernel behaviours and releases.")
public record KernelsAnswer(
        @Schema(description = "The behaviours, oldest first.")
        List<BehaviourAnswer> behaviours,

        @Schema(description = "Mainline and stable releases, ascending.")
        List<RangeOfReleases> ranges,

        @Schema(description = """
                Builds of distributions; the first range that matches a release applies. N stands for a build number, * for any \
                text, and a word in angle brackets for one of several words.""") List<RangeOfReleases> distributions) {

    public static final KernelsAnswer ALL = new KernelsAnswer(
            KernelTable.BEHAVIOURS.stream().map(BehaviourAnswer::of).toList(),
            KernelTable.RANGES.stream().map(RangeOfReleases::of).toList(),
            KernelTable.DISTRIBUTIONS.stream().map(RangeOfReleases::ofBuilds).toList());

    /** A behaviour of kernels. */
    @Schema(description = "A behaviour of kernels, as far as it affects answers: the values of eight switches.")
    record BehaviourAnswer(
            @Schema(description = "The id: the first release with this behaviour.", example = "7.0")
            String id,

            @Schema(description = "The look-up rule.", example = "prefer-reserved")
            String rule,

            @Schema(
                    description = "The list that first receives a window without an overlapping SRAT range.",
                    allowableValues = {"meminfo", "reserved"})
            String windowList,

            @Schema(description = "Whether a block that begins below the first usable RAM is cut there.")
            boolean clampsBelowFirstRam,

            @Schema(description = """
                    The maximum usable RAM without a node, in bytes, for which the kernel accepts a configuration; null if there is \
                    none.""") @Nullable Long toleratedUncoveredBytes,

            @Schema(description = "The values of the eight switches.")
            List<SwitchAnswer> switches,

            @Schema(description = "What differs from the behaviour before in the list.")
            List<String> changes) {

        static BehaviourAnswer of(Behaviour behaviour) {
            OptionalLong pages = behaviour.coverage().limit();
            return new BehaviourAnswer(
                    behaviour.id(),
                    behaviour.rule().apiName(),
                    behaviour.windowList().apiName(),
                    behaviour.lowEnd() == Behaviour.LowEnd.CUT,
                    pages.isPresent() ? pages.getAsLong() * Address.PAGE_BYTES : null,
                    behaviour.switches().entrySet().stream()
                            .map(entry -> SwitchAnswer.of(entry.getKey(), entry.getValue()))
                            .toList(),
                    changes(behaviour));
        }

        /** All switches of the first behaviour. */
        private static List<String> changes(Behaviour behaviour) {
            List<Switch> changed = new ArrayList<>(behaviour.switches().values());
            int position = KernelTable.BEHAVIOURS.indexOf(behaviour);
            if (position > 0) {
                changed.removeAll(
                        KernelTable.BEHAVIOURS.get(position - 1).switches().values());
            }
            return changed.stream().map(SwitchAnswer::sentence).toList();
        }
    }

    /** One switch of a behaviour. */
    @Schema(description = "One switch of a behaviour.")
    record SwitchAnswer(
            @Schema(
                    description = "The name in docs/kernel-rules.md, section 5.",
                    allowableValues = {"WIN", "POSS", "LOOP", "SORT", "LOW", "COV", "LIST", "LOOK"})
            String name,

            @Schema(description = "Its value.", example = "prefer-reserved")
            String value,

            @Schema(description = "What a kernel with this value does.")
            String does) {

        static SwitchAnswer of(String name, Switch value) {
            return new SwitchAnswer(name, value.apiName(), sentence(value));
        }

        static String sentence(Switch value) {
            String description = value.describe();
            return Character.toUpperCase(description.charAt(0)) + description.substring(1) + ".";
        }
    }

    /** A range of releases. */
    @Schema(description = "A range of releases, or of the builds of a distribution, with one behaviour.")
    record RangeOfReleases(
            @Schema(description = "The first release.", example = "7.2")
            String from,

            @Schema(description = "The last release; x is any number.", example = "7.3.x")
            String to,

            @Schema(description = """
                    The id of the behaviour. For the builds of a distribution, null where the upstream release in the name \
                    decides.""", example = "7.0") @Nullable
            String behaviour,

            @Schema(
                    description =
                            "The basis of the behaviour. read: the source was read, or the kernel was booted. changelog: it follows from changelogs. upstream: this build was not read; its rules are those of its upstream release. nearest: it is assumed to be that of the nearest known release.",
                    allowableValues = {"read", "changelog", "upstream", "nearest"})
            String basis,

            @Schema(description = "Whether the look-up rule of these releases is known.")
            boolean lookupKnown,

            @Schema(description = "The reason for the basis.")
            String note) {

        static RangeOfReleases of(ReleaseRange range) {
            return of(range, range.behaviour().id());
        }

        private static RangeOfReleases ofBuilds(ReleaseRange range) {
            return of(range, range.byVersion() ? null : range.behaviour().id());
        }

        private static RangeOfReleases of(ReleaseRange range, @Nullable String behaviour) {
            return new RangeOfReleases(
                    range.from(), range.to(), behaviour, range.basis().apiName(), range.lookupKnown(), range.note());
        }
    }
}
