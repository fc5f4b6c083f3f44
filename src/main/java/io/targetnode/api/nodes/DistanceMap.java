package io.targetnode.api.nodes;

import io.targetnode.analysis.nodes.NodeRow;
import io.targetnode.analysis.nodes.NodeTable;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The distances from a node to all possible nodes, computed one by one: 1,024 nodes have a million distances. */
final class DistanceMap extends AbstractMap<String, Integer> {

    private final NodeRow from;
    private final NodeTable table;
    private final List<NodeRow> to;

    DistanceMap(NodeRow from, NodeTable table) {
        this.from = from;
        this.table = table;
        this.to = from.possible() ? table.possibleRows() : List.of();
    }

    @Override
    public Set<Map.Entry<String, Integer>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, Integer>> iterator() {
                return to.stream().map(DistanceMap.this::entry).iterator();
            }

            @Override
            public int size() {
                return to.size();
            }
        };
    }

    private Map.Entry<String, Integer> entry(NodeRow row) {
        return Map.entry(String.valueOf(row.node()), table.distances().between(from.node(), row.node()));
    }
}
