package io.targetnode.store;

import io.targetnode.kernel.ApiNamed;
import io.targetnode.store.Database.Done;
import io.targetnode.topology.AuditEntry;
import io.targetnode.topology.AuditFilter;
import io.targetnode.topology.AuditLog;
import io.targetnode.topology.TopologyName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The audit log in the table {@code audit}. {@link RetentionSweep} deletes old entries.
 *
 * @param most the maximum number of entries; 0 for none
 */
record SqlAuditLog(Database database, int most) implements AuditLog {

    /** A possible caller: PostgreSQL does not accept every character. */
    private static final Pattern CALLER = Pattern.compile("[!-~]{1,160}");

    @Override
    public void add(List<AuditEntry> entries) {
        if (most == 0) {
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
            database.jdbc()
                    .sql("delete from audit where number <= ?")
                    .param(last - most)
                    .update();
            return Done.commit(last);
        });
    }

    @Override
    public List<AuditEntry> list(AuditFilter filter, long before, int limit) {
        if (!TopologyListing.isPossiblePrefix(filter.prefix())
                || filter.caller().filter(CALLER.asMatchPredicate().negate()).isPresent()) {
            return List.of();
        }
        StringBuilder sql = new StringBuilder("select * from audit where number < ?");
        List<Object> parameters = new ArrayList<>(List.of(before));
        filter.name().ifPresent(name -> require(" and name = ?", name.text(), sql, parameters));
        if (!filter.prefix().isEmpty()) {
            require(" and name >= ?", filter.prefix(), sql, parameters);
            require(" and name < ?", filter.prefix() + TopologyListing.ABOVE_NAMES, sql, parameters);
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

    /** An action that a later version has stored is {@link AuditEntry.Action#OTHER}. A damaged name is left out. */
    private static AuditEntry entry(ResultSet row) throws SQLException {
        int revision = row.getInt("revision");
        return new AuditEntry(
                row.getLong("number"),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("caller"),
                row.getString("address"),
                ApiNamed.find(AuditEntry.Action.class, row.getString("action")).orElse(AuditEntry.Action.OTHER),
                Optional.ofNullable(row.getString("name"))
                        .filter(TopologyName::isName)
                        .map(TopologyName::new),
                revision == 0 ? Optional.empty() : Optional.of(revision),
                row.getString("method"),
                row.getString("path"),
                row.getInt("status"),
                Optional.ofNullable(row.getString("detail")));
    }
}
