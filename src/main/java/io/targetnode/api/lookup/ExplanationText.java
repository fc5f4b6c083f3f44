package io.targetnode.api.lookup;

import io.targetnode.api.view.BlockAnswer;
import org.jspecify.annotations.Nullable;

/** An explained answer as labelled lines for a terminal. */
final class ExplanationText {

    private final StringBuilder text = new StringBuilder();

    private ExplanationText() {}

    /** The explanation, or the target node alone if the answer has none. */
    static String of(LookupAnswer answer) {
        return answer.explanation() == null
                ? answer.targetNode() + "\n"
                : new ExplanationText().write(answer, answer.explanation());
    }

    private String write(LookupAnswer answer, ExplanationAnswer explanation) {
        line("target node", "%d. %s".formatted(answer.targetNode(), explanation.decision()));
        line("address", "%s, %s".formatted(answer.address(), answer.backing()));
        line(
                "topology",
                "%s, revision %d".formatted(answer.by().topology(), answer.by().revision()));
        line("kernel", "%s, behaviour %s (%s)".formatted(answer.by().kernel(), answer.behaviour(), answer.basis()));
        line("rule", answer.by().rule() + ": " + explanation.rule());
        block("meminfo", explanation.meminfo());
        block("reserved", explanation.reservedMeminfo());
        line("hot-add node", String.valueOf(answer.hotAddNode()));
        if (answer.onlineNode() != null) {
            line("online node", String.valueOf(answer.onlineNode()));
        }
        ExplanationAnswer.OtherRule other = explanation.otherRule();
        line("other rule", "%s would answer %d".formatted(other.rule(), other.targetNode()));
        explanation.notes().forEach(note -> line("note", note));
        return text.toString();
    }

    private void block(String list, @Nullable BlockAnswer block) {
        if (block == null) {
            line(list, "no block holds the address");
            return;
        }
        line(list, "%s-%s, node %d".formatted(block.start(), block.end(), block.node()));
        line("", "from " + block.origin().text());
        block.changes().forEach(change -> line("", change));
    }

    private void line(String label, String content) {
        text.append("%-13s%s".formatted(label, content)).append('\n');
    }
}
