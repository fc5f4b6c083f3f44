package io.targetnode.api;

import io.targetnode.api.view.TextTable;
import java.util.Objects;
import java.util.stream.Collectors;

/** A page of topologies or revisions as a table for a terminal. The last line has the cursor of the next page, if there is one. */
final class TopologyListText {

    private TopologyListText() {}

    static String of(TopologyPage page) {
        TextTable table = new TextTable("name", "revision", "kernel", "exactness", "uploaded", "labels");
        for (TopologySummary item : page.items()) {
            table.row(
                    item.name(),
                    String.valueOf(item.revision()),
                    Objects.requireNonNullElse(item.kernel(), "unknown"),
                    item.exactness(),
                    item.uploadedAt().toString(),
                    labels(item));
        }
        return page.nextCursor() == null ? table.toString() : table + "next page: cursor=" + page.nextCursor() + '\n';
    }

    private static String labels(TopologySummary item) {
        return item.labels().entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(" "));
    }
}
