package io.targetnode.api.auditlog;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.api.view.TextTable;
import io.targetnode.topology.AuditEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the audit log. */
@Schema(description = "A page of the audit log, newest first.")
record AuditLogPage(
        @Schema(description = "The entries.") List<AuditLogItem> items,

        @Schema(description = "Pass it as cursor for the next page; null on the last one.") @Nullable
        String nextCursor) {

    /** @param found one entry more than the limit if there is a next page */
    static AuditLogPage of(List<AuditEntry> found, int limit) {
        List<AuditEntry> shown = found.subList(0, Math.min(limit, found.size()));
        return new AuditLogPage(
                shown.stream().map(AuditLogItem::of).toList(),
                found.size() > limit
                        ? String.valueOf(shown.get(shown.size() - 1).number())
                        : null);
    }

    /** A table for a terminal. */
    String text() {
        TextTable table = new TextTable("time", "caller", "address", "action", "name", "revision", "status", "call");
        for (AuditLogItem item : items) {
            table.row(
                    item.at().toString(),
                    item.caller(),
                    item.address(),
                    item.action(),
                    AuditLogItem.text(item.name()),
                    AuditLogItem.text(item.revision()),
                    String.valueOf(item.status()),
                    item.method() + " " + item.path());
        }
        return nextCursor == null ? table.toString() : table + "next page: cursor=" + nextCursor + '\n';
    }
}
