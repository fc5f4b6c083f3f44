package io.targetnode.api.view;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.memory.AsciiBytes;
import io.targetnode.topology.service.KernelView;

/** The revision, kernel and look-up rule of an answer. They are the first fields of every view. */
@Schema(description = "The revision, kernel and look-up rule of an answer.")
public record AnsweredBy(
        @Schema(example = "example") String topology,
        @Schema(example = "1") int revision,
        @Schema(example = "7.3") String kernel,

        @Schema(
                example = "prefer-reserved",
                allowableValues = {"prefer-reserved", "prefer-online", "stub"})
        String rule,

        @Schema(description = """
                Whether the rule is known to be that of this kernel, or was requested. If not, it is that of the upstream release: \
                the distribution may have changed it.""") boolean lookupKnown) {

    public static AnsweredBy of(KernelView view) {
        return new AnsweredBy(
                view.topology().name().text(),
                view.topology().revision(),
                view.choice().kernel().text(),
                view.choice().rule().apiName(),
                view.choice().lookupKnown());
    }

    /**
     * The bytes that Jackson writes for these fields at the start of an object, with a comma after the last one. Names,
     * releases and rules have no character that JSON escapes.
     */
    public byte[] jsonStart() {
        return AsciiBytes.of("{\"topology\":\"" + topology + "\",\"revision\":" + revision + ",\"kernel\":\"" + kernel
                + "\",\"rule\":\"" + rule + "\",\"lookupKnown\":" + lookupKnown + ",");
    }
}
