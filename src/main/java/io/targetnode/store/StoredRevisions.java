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

/** What is stored of certain names and revisions: asked for at once, and kept up as revisions are added. */
final class StoredRevisions {

    private final Map<TopologyName, Integer> current = new HashMap<>();
    private final Map<TopologyName, Long> created = new HashMap<>();
    private final Map<Key, String> digests = new HashMap<>();

    private record Key(TopologyName name, int revision) {

        static Key of(RevisionSummary revision) {
            return new Key(revision.name(), revision.revision());
        }
    }

    /** Asks for the revisions wanted. The caller has the right to write, so that what is read holds. */
    static StoredRevisions of(List<VerifiedRevision> wanted, Database database) {
        StoredRevisions stored = new StoredRevisions();
        if (!wanted.isEmpty()) {
            stored.read(wanted, database);
        }
        return stored;
    }

    /** Number of the current revision; 0 if there is no topology of that name. */
    int current(TopologyName name) {
        return current.getOrDefault(name, 0);
    }

    /** Number of the write that created the topology: this one if there was none of that name. */
    long created(TopologyName name, long number) {
        return created.computeIfAbsent(name, absent -> number);
    }

    /** The digest of a revision; empty if it is not stored. */
    Optional<String> digest(RevisionSummary revision) {
        return Optional.ofNullable(digests.get(Key.of(revision)));
    }

    void add(RevisionSummary revision) {
        current.put(revision.name(), revision.revision());
        digests.put(Key.of(revision), revision.digest());
    }

    /**
     * One statement for all. The cross join has SQLite begin with what is wanted and not with what there is; the bounds keep
     * PostgreSQL from reading all there is, as names come in order.
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
