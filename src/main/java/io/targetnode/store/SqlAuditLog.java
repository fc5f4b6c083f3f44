package io.targetnode.store;

import io.targetnode.kernel.ApiNamed;
import io.targetnode.store.Database.Done;
import io.targetnode.topology.AuditEntry;
import io.targetnode.topology.AuditFilter;
import io.targetnode.topology.AuditLog;
import io.targetnode.topology.Retention;
import io.targetnode.topology.TopologyName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The audit log in the table {@code audit}. */
final class SqlAuditLog implements AuditLog {

    private static final int SWEPT_AT_ONCE = 10_000;

    /** Sorts after every character of a name. */
    private static final String ABOVE_NAMES = "~";

    /** A possible caller: PostgreSQL does not accept every character. */
    private static final Pattern CALLER = Pattern.compile("[!-~]{1,160}");

    private final Database database;
    private final Retention retention;
    private final Clock clock;

    SqlAuditLog(Database database, Retention retention, Clock clock) {
        this.database = database;
        this.retention = retention;
        this.clock = clock;
    }

    @Override
    public void add(List<AuditEntry> entries) {
        if (retention.auditEntries() == 0) {
            return;
        }
        database.write(() -> {
            long last = database.jdbc()
                    .sql("update feed set audited = audited + ? where id = 1 returning audited")
                    .param(entries.size())
                    .query(Long.class)
                    .single();
            long first = last - entries.size() + 1;
            List<Object[]> rows = new ArrayList<>(entries.size());
            for (AuditEntry entry : entries) {
                rows.add(row(first + rows.size(), entry));
            }
            database.batch("""
                    insert into audit (number, at, caller, address, action, name, revision, method, path, status, detail)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", rows);
            deleteUpTo(last - retention.auditEntries());
            return Done.commit(last);
        });
    }

    @Override
    public List<AuditEntry> list(AuditFilter filter, long before, int limit) {
        if (!SqlTopologyStore.isPossiblePrefix(filter.prefix())
                || !filter.caller()
                        .map(caller -> CALLER.matcher(caller).matches())
                        .orElse(true)) {
            return List.of();
        }
        StringBuilder sql = new StringBuilder("select * from audit where number < ?");
        List<Object> parameters = new ArrayList<>(List.of(before));
        filter.name().ifPresent(name -> require(" and name = ?", name.text(), sql, parameters));
        if (!filter.prefix().isEmpty()) {
            require(" and name >= ?", filter.prefix(), sql, parameters);
            require(" and name < ?", filter.prefix() + ABOVE_NAMES, sql, parameters);
        }
        filter.caller().ifPresent(caller -> require(" and caller = ?", caller, sql, parameters));
        filter.action().ifPresent(action -> require(" and action = ?", action.apiName(), sql, parameters));
        filter.since().ifPresent(since -> require(" and at >= ?", since.toEpochMilli(), sql, parameters));
        require(" order by number desc limit ?", limit, sql, parameters);
        return database.read(() -> database.jdbc()
                .sql(sql.toString())
                .params(parameters)
                .query((row, i) -> entry(row))
                .list());
    }

    /** In batches, so that writes do not wait long. */
    @Override
    public void sweep() {
        long oldest = clock.instant().minus(retention.audit()).toEpochMilli();
        int deleted = SWEPT_AT_ONCE;
        while (deleted == SWEPT_AT_ONCE) {
            deleted = database.writeSmaller(() -> {
                database.lockFeed();
                int count = database.jdbc()
                        .sql(
                                "delete from audit where number in (select number from audit where at < ? order by at limit ?)")
                        .params(oldest, SWEPT_AT_ONCE)
                        .update();
                return new Done<>(count, count > 0);
            });
        }
    }

    private void deleteUpTo(long number) {
        database.jdbc().sql("delete from audit where number <= ?").param(number).update();
    }

    private static void require(String condition, Object parameter, StringBuilder sql, List<Object> parameters) {
        sql.append(condition);
        parameters.add(parameter);
    }

    private static Object[] row(long number, AuditEntry entry) {
        return new Object[] {
            number,
            entry.at().toEpochMilli(),
            entry.caller(),
            entry.address(),
            entry.action().apiName(),
            entry.name().map(TopologyName::text).orElse(null),
            entry.revision().orElse(null),
            entry.method(),
            entry.path(),
            entry.status(),
            entry.detail().orElse(null)
        };
    }

    /** An action that a later version has stored is {@link AuditEntry.Action#OTHER}. */
    private static AuditEntry entry(ResultSet row) throws SQLException {
        int revision = row.getInt("revision");
        return new AuditEntry(
                row.getLong("number"),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("caller"),
                row.getString("address"),
                ApiNamed.find(AuditEntry.Action.class, row.getString("action")).orElse(AuditEntry.Action.OTHER),
                Optional.ofNullable(row.getString("name")).map(TopologyName::new),
                revision == 0 ? Optional.empty() : Optional.of(revision),
                row.getString("method"),
                row.getString("path"),
                row.getInt("status"),
                Optional.ofNullable(row.getString("detail")));
    }
}
