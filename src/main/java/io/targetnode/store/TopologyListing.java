package io.targetnode.store;

import io.targetnode.topology.TopologyName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The query for a page of current revisions. It walks names in order: those that have the first label asked for, or all. So a
 * page costs what it shows, wherever it begins; only where several labels have to come together it may pass over names.
 */
final class TopologyListing {

    /** Above all characters that a name may have. */
    private static final String ABOVE_NAMES = "~";

    private final StringBuilder from = new StringBuilder("topology t");
    private final StringBuilder where = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    TopologyListing(Optional<TopologyName> after, String prefix, Map<String, String> labels, int limit) {
        String walked = labels.isEmpty() ? "t.name" : "l0.name";
        require(walked + " >= ?", prefix);
        require(walked + " < ?", prefix + ABOVE_NAMES);
        after.ifPresent(last -> require(walked + " > ?", last.text()));
        int label = 0;
        for (Map.Entry<String, String> entry : labels.entrySet()) {
            String table = "l" + label++;
            from.append(" join label %1$s on %1$s.name = t.name".formatted(table));
            require(table + ".key = ?", entry.getKey());
            require(table + ".value = ?", entry.getValue());
        }
        where.append(" order by ").append(walked).append(" limit ?");
        parameters.add(limit);
    }

    /** The page is cut out before its revisions are looked up, so that no planner looks up all of them. */
    String sql() {
        return """
                select %s from (select t.name, t.revision from %s%s) page
                join revision r on r.name = page.name and r.revision = page.revision order by r.name""".formatted(RevisionRow.SUMMARY, from, where);
    }

    List<Object> parameters() {
        return parameters;
    }

    private void require(String condition, Object parameter) {
        where.append(where.isEmpty() ? " where " : " and ").append(condition);
        parameters.add(parameter);
    }
}
