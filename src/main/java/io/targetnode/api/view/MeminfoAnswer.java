package io.targetnode.api.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.kernel.Boot;
import io.targetnode.topology.service.KernelChoice;
import io.targetnode.topology.service.KernelView;
import java.util.Collection;
import java.util.List;

/** The kernel's two lists after boot. */
@Schema(description = "The kernel's two lists after boot, and the lines that it prints.")
public record MeminfoAnswer(
        @JsonUnwrapped AnsweredBy by,
        @Schema(example = "7.0") String behaviour,

        @Schema(allowableValues = {"read", "changelog", "upstream", "nearest"})
        String basis,

        @Schema(description = "Blocks with RAM, in the kernel's own order.")
        List<BlockAnswer> meminfo,

        @Schema(description = "Described blocks without RAM, in the kernel's own order.")
        List<BlockAnswer> reservedMeminfo,

        Collection<Integer> possibleNodes,
        @Schema(example = "accepted") String boot,
        List<String> warnings,

        @Schema(description = "The lines that the kernel prints about nodes, without timestamps.")
        List<String> bootLog) {

    public static MeminfoAnswer of(KernelView view) {
        Boot boot = view.boot();
        KernelChoice choice = view.choice();
        return new MeminfoAnswer(
                AnsweredBy.of(view),
                choice.range().behaviour().id(),
                choice.range().basis().apiName(),
                BlockAnswer.of(boot.meminfo().blocks()),
                BlockAnswer.of(boot.reserved().blocks()),
                boot.possibleNodes(),
                BootSummary.of(boot),
                boot.warnings(),
                boot.logWithCount());
    }
}
