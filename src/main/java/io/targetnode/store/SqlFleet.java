package io.targetnode.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.targetnode.store.FleetQuery.Part;
import io.targetnode.store.FleetQuery.Query;
import io.targetnode.topology.FleetFilter;
import io.targetnode.topology.FleetStore;
import io.targetnode.topology.FleetSummary;
import io.targetnode.topology.FleetSummary.KernelCount;
import io.targetnode.topology.FleetSummary.LayoutCount;
import io.targetnode.topology.JudgedTopology;
import io.targetnode.topology.TopologyName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The judgements in the table {@code topology}. */
final class SqlFleet implements FleetStore {

    /** Pages of one list, and repeated requests, share a summary until the next write. */
    private static final int CACHED = 32;

    private static final List<String> VERDICTS = List.of("affected", "fixed", "not-affected");

    private final Database database;
    private final long rules;
    private final Cache<Key, FleetSummary> summaries =
            Caffeine.newBuilder().maximumSize(CACHED).build();

    /**
     * A summary that was read.
     *
     * @param state the last write, and the last other change of judgements, before it was read
     */
    private record Key(String state, FleetFilter filter, int groups, int names) {}

    /** @param rules the version of current judgements */
    SqlFleet(Database database, long rules) {
        this.database = database;
        this.rules = rules;
    }

    @Override
    public FleetSummary summary(FleetFilter filter, int groups, int names) {
        if (!SqlTopologyStore.isPossiblePrefix(filter.prefix())) {
            return new FleetSummary(Map.of(), List.of(), List.of(), 0, 0, List.of());
        }
        return summaries.get(new Key(state(), filter, groups, names), this::read);
    }

    private String state() {
        return database.read(() -> database.jdbc()
                .sql("select head, judgements from feed where id = 1")
                .query((row, i) -> row.getLong(1) + " " + row.getLong(2))
                .single());
    }

    private FleetSummary read(Key key) {
        Query query = new FleetQuery(key.filter(), rules).summary(key.groups(), key.names());
        Summing summing = new Summing();
        database.read(() -> {
            database.jdbc().sql(query.sql()).params(query.parameters()).query(summing::add);
            return summing;
        });
        return summing.summary(key.filter().verdict());
    }

    @Override
    public List<JudgedTopology> list(Optional<TopologyName> after, FleetFilter filter, int limit) {
        if (!SqlTopologyStore.isPossiblePrefix(filter.prefix())) {
            return List.of();
        }
        Query query = new FleetQuery(filter, rules).list(after, limit);
        return database.read(() -> database.jdbc()
                .sql(query.sql())
                .params(query.parameters())
                .query((row, i) -> JudgementRow.read(row))
                .list());
    }

    /** Collects the rows of a summary. */
    private static final class Summing {

        private final Map<String, Long> verdicts = new HashMap<>();
        private final List<KernelCount> kernels = new ArrayList<>();
        private final List<LayoutCount> layouts = new ArrayList<>();
        private final List<String> damaged = new ArrayList<>();
        private long total;

        void add(ResultSet row) throws SQLException {
            String name = row.getString("name");
            String verdict = row.getString("verdict");
            long topologies = row.getLong("topologies");
            switch (Part.values()[row.getInt("part")]) {
                case VERDICT -> verdicts.put(verdict, topologies);
                case KERNEL -> kernels.add(new KernelCount(name, ofKernel(row), row.getLong("assumed")));
                case LAYOUT -> layouts.add(new LayoutCount(name, verdict, topologies, row.getString("example")));
                case DAMAGED -> damaged.add(name);
                case TOTAL -> total = topologies;
            }
        }

        private static Map<String, Long> ofKernel(ResultSet row) throws SQLException {
            Map<String, Long> counts = new HashMap<>();
            for (String verdict : VERDICTS) {
                long count = row.getLong(verdict.replace('-', '_'));
                if (count > 0) {
                    counts.put(verdict, count);
                }
            }
            return counts;
        }

        FleetSummary summary(Optional<String> selected) {
            long judged = verdicts.values().stream().mapToLong(Long::longValue).sum();
            long unreadable = verdicts.getOrDefault(JudgementRow.DAMAGED, 0L);
            verdicts.remove(JudgementRow.DAMAGED);
            selected.ifPresent(verdict -> verdicts.keySet().retainAll(List.of(verdict)));
            return new FleetSummary(verdicts, kernels, layouts, total - judged, unreadable, damaged);
        }
    }
}
