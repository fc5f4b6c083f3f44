package io.targetnode.api.view;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.api.view.KernelsAnswer.BehaviourAnswer;
import io.targetnode.api.view.KernelsAnswer.RangeOfReleases;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.KernelTable;
import io.targetnode.kernel.ReleaseRange;

/** The behaviour of one release. */
@Schema(description = "The behaviour of one release.")
public record KernelAnswer(
        @Schema(description = "The release, as in the request.", example = "6.12.74+deb12-amd64")
        String release,

        @Schema(description = "Its upstream version.", example = "6.12.74")
        String version,

        @Schema(
                description =
                        "Whether this is the release name of a distribution, such as 6.5.0-41-generic, that does not contain the stable level.")
        boolean hidesStableLevel,

        @Schema(description = "The range of releases that it belongs to.")
        RangeOfReleases range,

        BehaviourAnswer behaviour) {

    /** @throws io.targetnode.kernel.UnknownKernelException if the release is older than every known release */
    public static KernelAnswer of(KernelRelease release) {
        ReleaseRange range = KernelTable.rangeOf(release);
        return new KernelAnswer(
                release.text(),
                release.version(),
                release.hidesStableLevel(),
                RangeOfReleases.of(range),
                BehaviourAnswer.of(range.behaviour()));
    }
}
