package io.targetnode.store;

import io.targetnode.kernel.Architecture;
import io.targetnode.topology.TopologyFilter;
import io.targetnode.topology.TopologyName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The query for a page of current revisions. It scans names in order: all names, or those with the first requested label, or those
 * of the requested architecture. So the cost of a page depends on its size and not on its position. Only a query for several of
 * these may skip names.
 */
final class TopologyListing {

    /** Sorts after every character of a name. */
    static final String ABOVE_NAMES = "~";

    /** A possible prefix of a name. Other prefixes are not queried, as PostgreSQL does not accept every character. */
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._-]{0,128}");

    private final StringBuilder from = new StringBuilder("topology t");
    private final StringBuilder where = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    TopologyListing(Optional<TopologyName> after, TopologyFilter filter, int limit) {
        String scanned =
                !filter.labels().isEmpty() ? "l0.name" : filter.architecture().isPresent() ? "a.name" : "t.name";
        require(scanned + " >= ?", filter.prefix());
        require(scanned + " < ?", filter.prefix() + ABOVE_NAMES);
        after.ifPresent(last -> require(scanned + " > ?", last.text()));
        int label = 0;
        for (Map.Entry<String, String> entry : filter.labels().entrySet()) {
            String table = "l" + label++;
            from.append(" join label %1$s on %1$s.name = t.name".formatted(table));
            require(table + ".key = ?", entry.getKey());
            require(table + ".value = ?", entry.getValue());
        }
        filter.architecture().ifPresent(this::require);
        where.append(" order by ").append(scanned).append(" limit ?");
        parameters.add(limit);
    }

    /** Whether a name can have this prefix. If not, the prefix must not be queried. */
    static boolean isPossiblePrefix(String prefix) {
        return PREFIX.matcher(prefix).matches();
    }

    /** The inner query limits the page before the join, so that no planner reads all revisions. */
    String sql() {
        return """
                select %s from (select t.name, t.revision from %s%s) page
                join revision r on r.name = page.name and r.revision = page.revision order by r.name""".formatted(RevisionRow.SUMMARY, from, where);
    }

    List<Object> parameters() {
        return parameters;
    }

    private void require(Architecture architecture) {
        from.append(" join revision a on a.name = t.name and a.revision = t.revision");
        RevisionRow.column(architecture)
                .ifPresentOrElse(
                        name -> require("a.architecture = ?", name), () -> where.append(" and a.architecture is null"));
    }

    private void require(String condition, Object parameter) {
        where.append(where.isEmpty() ? " where " : " and ").append(condition);
        parameters.add(parameter);
    }
}
