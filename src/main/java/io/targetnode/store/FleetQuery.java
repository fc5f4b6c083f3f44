package io.targetnode.store;

import io.targetnode.topology.FleetFilter;
import io.targetnode.topology.TopologyName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The queries about the judgements of a fleet. Without a prefix and labels, each group is counted along an index that has it in order.
 * With them, the selected rows are read once: those with the first label, or those with the prefix. The unary plus makes SQLite find
 * these rows by name.
 */
final class FleetQuery {

    /** Sorts after every character of a name. */
    private static final String ABOVE_NAMES = "~";

    private final FleetFilter filter;
    private final long rules;

    /** @param rules the version of current judgements */
    FleetQuery(FleetFilter filter, long rules) {
        this.filter = filter;
        this.rules = rules;
    }

    /** A query and its parameters. */
    record Query(String sql, List<Object> parameters) {}

    /** The kinds of rows of {@link #summary}, in the column {@code part}. */
    enum Part {
        VERDICT,
        KERNEL,
        LAYOUT,
        DAMAGED,
        TOTAL
    }

    /** One statement, so that its parts show the same state. */
    Query summary(int groups, int names) {
        List<Object> parameters = new ArrayList<>();
        boolean all = filter.labels().isEmpty() && filter.prefix().isEmpty();
        String chosen = "select t.name, t.verdict, t.fingerprint, t.kernel, t.kernel_assumed" + from(parameters)
                + (all ? "" : "+") + "t.judged_by = ? and t.judged = t.revision";
        parameters.add(rules);
        String verdict = filter.verdict().isPresent() ? "verdict = ?" : "verdict <> '" + JudgementRow.DAMAGED + "'";
        String sql = """
                with chosen as %s (%s)
                select 0 as part, '' as name, verdict, '' as example, count(*) as topologies,
                    0 as affected, 0 as fixed, 0 as not_affected, 0 as assumed from chosen group by verdict
                union all select * from (
                    select 1, kernel, '', '', sum(n) as topologies, sum(case when verdict = 'affected' then n else 0 end),
                        sum(case when verdict = 'fixed' then n else 0 end), sum(case when verdict = 'not-affected' then n else 0 end),
                        sum(case when kernel_assumed then n else 0 end)
                    from (select kernel, verdict, kernel_assumed, count(*) as n from chosen where %s
                        group by kernel, verdict, kernel_assumed) by_kernel
                    group by kernel order by topologies desc, kernel limit ?) kernels
                union all select * from (
                    select 2, fingerprint, verdict, min(name), count(*) as topologies, 0, 0, 0, 0 from chosen where %s
                    group by fingerprint, verdict order by topologies desc, fingerprint, verdict limit ?) layouts
                union all select * from (
                    select 3, name, '', '', 0, 0, 0, 0, 0 from chosen where verdict = '%s' order by name limit ?) damaged
                union all select 4, '', '', '', count(*), 0, 0, 0, 0%s
                order by part, topologies desc, name, verdict""".formatted(
                all ? "not materialized" : "materialized", chosen, verdict, verdict, JudgementRow.DAMAGED, total());
        filter.verdict().ifPresent(parameters::add);
        parameters.add(groups);
        filter.verdict().ifPresent(parameters::add);
        parameters.add(groups);
        parameters.add(names);
        from(parameters);
        return new Query(sql, parameters);
    }

    /** The judged topologies after a name. */
    Query list(Optional<TopologyName> after, int limit) {
        List<Object> parameters = new ArrayList<>();
        String from = from(parameters);
        boolean indexed = filter.verdict().isPresent() && filter.labels().isEmpty();
        StringBuilder sql = new StringBuilder("select " + JudgementRow.COLUMNS + from + (indexed ? "" : "+")
                + "t.judged_by = ? and t.judged = t.revision");
        parameters.add(rules);
        filter.verdict()
                .ifPresentOrElse(
                        verdict -> add(sql, " and t.verdict = ?", parameters, verdict),
                        () -> add(sql, " and t.verdict <> ?", parameters, JudgementRow.DAMAGED));
        after.ifPresent(last -> add(sql, " and " + scanned() + " > ?", parameters, last.text()));
        add(sql, " order by " + scanned() + " limit ?", parameters, limit);
        return new Query(sql.toString(), parameters);
    }

    /** The topologies that the filter selects, whatever their verdicts. */
    private String total() {
        return from(new ArrayList<>()).replaceFirst(" (where|and) $", "");
    }

    /** The from clause and the conditions of the prefix and the labels. It ends so that a condition can follow. */
    private String from(List<Object> parameters) {
        StringBuilder from = new StringBuilder(" from ");
        StringBuilder where = new StringBuilder();
        int label = 0;
        for (Map.Entry<String, String> entry : filter.labels().entrySet()) {
            String table = "l" + label++;
            from.append("label ").append(table).append(" cross join ");
            add(where, table + ".key = ? and ", parameters, entry.getKey());
            add(where, table + ".value = ? and " + table + ".name = t.name and ", parameters, entry.getValue());
        }
        if (!filter.prefix().isEmpty()) {
            add(where, scanned() + " >= ? and ", parameters, filter.prefix());
            add(where, scanned() + " < ? and ", parameters, filter.prefix() + ABOVE_NAMES);
        }
        return from.append("topology t where ").append(where).toString();
    }

    private String scanned() {
        return filter.labels().isEmpty() ? "t.name" : "l0.name";
    }

    private static void add(StringBuilder sql, String text, List<Object> parameters, Object parameter) {
        sql.append(text);
        parameters.add(parameter);
    }
}
