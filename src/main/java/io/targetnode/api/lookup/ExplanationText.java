package io.targetnode.api.lookup;

import io.targetnode.api.view.BlockAnswer;
import io.targetnode.api.view.LabelledLines;
import io.targetnode.topology.Topology;
import org.jspecify.annotations.Nullable;

/** An explained answer as labelled lines for a terminal. */
final class ExplanationText {

    private final LabelledLines text = new LabelledLines();

    private ExplanationText() {}

    /** The explanation, or the target node alone if the answer has none. */
    static String of(LookupAnswer answer) {
        return answer.explanation() == null
                ? answer.targetNode() + "\n"
                : new ExplanationText().write(answer, answer.explanation());
    }

    private String write(LookupAnswer answer, ExplanationAnswer explanation) {
        text.line("target node", "%d. %s".formatted(answer.targetNode(), explanation.decision()));
        text.line("address", "%s, %s".formatted(answer.address(), answer.backing()));
        text.line("topology", Topology.title(answer.by().topology(), answer.by().revision()));
        text.line(
                "kernel", "%s, behaviour %s (%s)".formatted(answer.by().kernel(), answer.behaviour(), answer.basis()));
        text.line("rule", answer.by().rule() + ": " + explanation.rule());
        block("meminfo", explanation.meminfo());
        block("reserved", explanation.reservedMeminfo());
        text.line("hot-add node", String.valueOf(answer.hotAddNode()));
        if (answer.onlineNode() != null) {
            text.line("online node", String.valueOf(answer.onlineNode()));
        }
        ExplanationAnswer.OtherRule other = explanation.otherRule();
        text.line("other rule", "%s would answer %d".formatted(other.rule(), other.targetNode()));
        text.lines("note", explanation.notes());
        return text.toString();
    }

    private void block(String list, @Nullable BlockAnswer block) {
        if (block == null) {
            text.line(list, "no block holds the address");
            return;
        }
        text.line(list, "%s-%s, node %d".formatted(block.start(), block.end(), block.node()));
        text.line("", "from " + block.origin().text());
        text.lines("", block.changes());
    }
}
