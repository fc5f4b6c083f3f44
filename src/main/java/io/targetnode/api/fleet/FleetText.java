package io.targetnode.api.fleet;

import io.targetnode.api.view.TextTable;

/** An audit of the fleet for a terminal: the counts, and a page of topologies as a table. */
final class FleetText {

    private FleetText() {}

    static String of(FleetAnswer answer) {
        StringBuilder text = new StringBuilder("%d affected, %d fixed, %d not affected"
                .formatted(
                        answer.counts().affected(),
                        answer.counts().fixed(),
                        answer.counts().notAffected()));
        if (answer.notJudged() > 0) {
            text.append(", %d not judged yet".formatted(answer.notJudged()));
        }
        if (answer.damaged() > 0) {
            text.append(", %d damaged: %s".formatted(answer.damaged(), String.join(" ", answer.damagedNames())));
        }
        TextTable table = new TextTable("name", "revision", "kernel", "verdict", "affected bytes", "layout");
        for (FleetItem item : answer.items()) {
            table.row(
                    item.name(),
                    String.valueOf(item.revision()),
                    item.kernelAssumed() ? item.kernel() + " (assumed)" : item.kernel(),
                    item.lookupKnown() ? item.verdict() : item.verdict() + " (look-up rule not known)",
                    item.affectedBytes().toString(),
                    item.fingerprint());
        }
        text.append('\n').append(table);
        return answer.nextCursor() == null
                ? text.toString()
                : text.append("next page: cursor=")
                        .append(answer.nextCursor())
                        .append('\n')
                        .toString();
    }
}
