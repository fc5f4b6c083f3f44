package io.targetnode.api.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.api.json.HexAddress;
import io.targetnode.api.view.AnsweredBy;
import io.targetnode.resolve.Answer;
import io.targetnode.topology.service.KernelChoice;
import io.targetnode.topology.service.KernelView;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The answer for an address. */
@Schema(description = "The nodes and the backing of an address, and the blocks that determine them.")
record LookupAnswer(
        @JsonUnwrapped AnsweredBy by,

        HexAddress address,

        @Schema(
                description =
                        "The node that memory hot-added here would get (phys_to_target_node()); -1 is NUMA_NO_NODE.",
                example = "2")
        int targetNode,

        @Schema(description = "The node of an ACPI hot-add here (memory_add_physaddr_to_nid()).", example = "0")
        int hotAddNode,

        @Schema(
                description =
                        "The node of the page that is online here now, from uploaded evidence; null if the evidence shows no online memory here.")
        @Nullable
        Integer onlineNode,

        @Schema(
                description = "What is at the address.",
                allowableValues = {
                    "system-ram",
                    "cxl-window",
                    "persistent",
                    "soft-reserved",
                    "hotplug",
                    "no-ram",
                    "hole"
                })
        String backing,

        @Nullable NodeRange meminfo,
        @Nullable NodeRange reservedMeminfo,

        @Schema(description = "The id of the kernel's behaviour.", example = "7.0")
        String behaviour,

        @Schema(
                description = "The basis of the behaviour; GET /kernels describes the values.",
                allowableValues = {"read", "changelog", "upstream", "nearest"})
        String basis,

        @Schema(description = """
                The target node under the other rule. Present if the rule of this kernel is not known (lookupKnown is false) and \
                the rules give different nodes.""") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        Integer otherRuleTargetNode,

        @Schema(description = "Present with explain=true.") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        ExplanationAnswer explanation) {

    static LookupAnswer of(KernelView view, long address, boolean explain) {
        Answer answer = view.resolver().answer(address);
        KernelChoice choice = view.choice();
        return new LookupAnswer(
                AnsweredBy.of(view),
                new HexAddress(address),
                answer.targetNode(),
                answer.hotAddNode(),
                onlineNode(view, address),
                answer.backing().apiName(),
                answer.meminfo().map(NodeRange::of).orElse(null),
                answer.reservedMeminfo().map(NodeRange::of).orElse(null),
                choice.range().behaviour().id(),
                choice.range().basis().apiName(),
                otherRuleTargetNode(choice, answer),
                explain ? ExplanationAnswer.of(view, address) : null);
    }

    private static @Nullable Integer otherRuleTargetNode(KernelChoice choice, Answer answer) {
        int other = answer.targetNode(choice.rule().other());
        return choice.lookupKnown() || other == answer.targetNode() ? null : other;
    }

    private static @Nullable Integer onlineNode(KernelView view, long address) {
        OptionalInt node = view.replayed().online().nodeAt(address);
        return node.isPresent() ? node.getAsInt() : null;
    }
}
