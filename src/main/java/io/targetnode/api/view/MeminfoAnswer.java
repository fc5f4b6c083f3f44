package io.targetnode.api.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.kernel.Boot;
import io.targetnode.topology.service.KernelChoice;
import io.targetnode.topology.service.KernelView;
import java.util.Collection;
import java.util.List;

/**
 * What a boot left behind.
 *
 * @param by the topology, revision, kernel and rule of the answer
 * @param behaviour id of the behaviour
 * @param basis how the behaviour is known
 * @param meminfo in the kernel's own order
 * @param reservedMeminfo in the kernel's own order
 * @param possibleNodes nodes that can be used at all
 * @param boot how the boot went
 * @param warnings what the kernel would not survive or would ignore
 * @param bootLog the lines that the kernel prints
 */
@Schema(description = "The kernel's two lists after boot, and what it prints.")
public record MeminfoAnswer(
        @JsonUnwrapped AnsweredBy by,
        @Schema(example = "7.0") String behaviour,

        @Schema(allowableValues = {"read", "changelog", "nearest"})
        String basis,

        @Schema(description = "What has RAM, in the kernel's own order.")
        List<BlockAnswer> meminfo,

        @Schema(description = "What was described and had no RAM, in the kernel's own order.")
        List<BlockAnswer> reservedMeminfo,

        Collection<Integer> possibleNodes,
        @Schema(example = "accepted") String boot,
        List<String> warnings,

        @Schema(description = "The lines that the kernel prints about nodes, without time stamps.")
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
                BootWords.of(boot),
                boot.warnings(),
                boot.logWithCount());
    }
}
