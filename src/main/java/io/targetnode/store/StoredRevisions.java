package io.targetnode.store;

import io.targetnode.topology.RevisionSummary;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.VerifiedRevision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The stored state of the topologies to be imported: read with one query, then updated as revisions are added. */
final class StoredRevisions {

    private final Map<TopologyName, Integer> current = new HashMap<>();
    private final Map<TopologyName, Long> created = new HashMap<>();
    private final Map<Key, String> digests = new HashMap<>();

    private record Key(TopologyName name, int revision) {

        static Key of(RevisionSummary revision) {
            return new Key(revision.name(), revision.revision());
        }
    }

    /** Reads the state. The caller holds the write lock, so the state cannot change afterwards. */
    static StoredRevisions of(List<VerifiedRevision> wanted, Database database) {
        StoredRevisions stored = new StoredRevisions();
        if (!wanted.isEmpty()) {
            stored.read(wanted, database);
        }
        return stored;
    }

    /** The number of the current revision; 0 if there is no topology of that name. */
    int current(TopologyName name) {
        return current.getOrDefault(name, 0);
    }

    /** The number of the write that created the topology: {@code number} if it did not exist. */
    long created(TopologyName name, long number) {
        return created.computeIfAbsent(name, absent -> number);
    }

    /** The stored digest of a revision; empty if the revision is not stored. */
    Optional<String> digest(RevisionSummary revision) {
        return Optional.ofNullable(digests.get(Key.of(revision)));
    }

    void add(RevisionSummary revision) {
        current.put(revision.name(), revision.revision());
        digests.put(Key.of(revision), revision.digest());
    }

    /**
     * The cross join makes SQLite start with the wanted revisions and not with the stored ones. The bounds of the name keep
     * PostgreSQL from scanning the whole table.
     */
    private void read(List<VerifiedRevision> wanted, Database database) {
        String places = String.join(", ", Collections.nCopies(wanted.size(), "(?, ?)"));
        List<Object> keys = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>();
        wanted.forEach(revision -> {
            keys.add(revision.summary().name().text());
            keys.add(revision.summary().revision());
            names.add(revision.summary().name().text());
        });
        database.jdbc()
                .sql("with wanted (name, revision) as (values " + places + ")" + """
                         select t.name, t.revision as head, t.created, w.revision, r.digest
                        from wanted w cross join topology t
                        left join revision r on r.name = w.name and r.revision = w.revision
                        where t.name = w.name and t.name >= ? and t.name <= ?""")
                .params(keys)
                .params(names.first(), names.last())
                .query(row -> {
                    TopologyName name = new TopologyName(row.getString("name"));
                    current.put(name, row.getInt("head"));
                    created.put(name, row.getLong("created"));
                    put(new Key(name, row.getInt("revision")), row.getString("digest"));
                });
    }

    private void put(Key key, @Nullable String digest) {
        if (digest != null) {
            digests.put(key, digest);
        }
    }
}
