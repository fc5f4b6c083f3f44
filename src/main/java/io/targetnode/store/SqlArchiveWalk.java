package io.targetnode.store;

import io.targetnode.topology.ArchiveWalk;
import io.targetnode.topology.ArchivedRevision;
import io.targetnode.topology.TopologyName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Scans the primary key of the table {@code revision}, one statement a page.
 *
 * <p>The walk returns the topologies that existed when it began and were not deleted since, each with its revisions of that
 * time and with its current one. A statement sees one state of the store, so a page that holds all revisions of a topology is
 * consistent. If several pages hold them, the last revision of a page is not the current one, and the next page must hold
 * more; if it does not, the topology was deleted in between.
 */
final class SqlArchiveWalk implements ArchiveWalk {

    /** The maximum size of a page, unless a single document is larger. */
    static final int PAGE_CHARACTERS = 1 << 20;

    static final int PAGE_ROWS = 500;

    /**
     * The cross join makes SQLite start with the revisions, which are in order. The bound of the topology's name follows from
     * the bound of the revision's, but PostgreSQL does not infer it and would read all topologies for each page.
     */
    private static final String FROM = """
             from revision r cross join topology t
            where t.name = r.name and t.created <= ? and (r.number <= ? or r.revision = t.revision)
                and (r.name, r.revision) > (?, ?) and t.name >= ?""";

    private static final String TO = " and (r.name, r.revision) <= (?, ?) and t.name <= ?";

    private static final String ORDER = " order by r.name, r.revision";

    private final Database database;
    private final Instant startedAt;
    private final long head;
    private Position last = new Position("", 0);
    private Position pageEnd = last;
    /** The topology whose current revision has not been read yet. */
    private Optional<TopologyName> open = Optional.empty();

    SqlArchiveWalk(Database database, Instant startedAt) {
        this.database = database;
        this.startedAt = startedAt;
        this.head = database.read(() -> database.jdbc()
                .sql("select head from feed where id = 1")
                .query(Long.class)
                .single());
    }

    private record Position(String name, int revision) {}

    private record Measured(Position position, int characters) {}

    private record Walked(ArchivedRevision revision, boolean isCurrent) {}

    @Override
    public Instant startedAt() {
        return startedAt;
    }

    @Override
    public OptionalLong measure() {
        long characters = 0;
        pageEnd = last;
        for (Measured next : database.read(this::measured)) {
            if (characters > 0 && characters + next.characters() > PAGE_CHARACTERS) {
                break;
            }
            characters += next.characters();
            pageEnd = next.position();
        }
        return pageEnd.equals(last) && open.isEmpty() ? OptionalLong.empty() : OptionalLong.of(characters);
    }

    @Override
    public Page read() {
        List<Walked> walked = database.read(this::walked);
        Optional<TopologyName> deleted = open.filter(name -> isPast(name) && !continues(name, walked));
        if (!walked.isEmpty()) {
            Walked end = walked.get(walked.size() - 1);
            open = Optional.of(end.revision().name()).filter(name -> !end.isCurrent());
        } else if (deleted.isPresent()) {
            open = Optional.empty();
        }
        last = pageEnd;
        return new Page(deleted, walked.stream().map(Walked::revision).toList());
    }

    /** Whether the page ends after the last possible revision of the topology. */
    private boolean isPast(TopologyName name) {
        return pageEnd.equals(last) || !pageEnd.name().equals(name.text());
    }

    private static boolean continues(TopologyName name, List<Walked> walked) {
        return !walked.isEmpty() && walked.get(0).revision().name().equals(name);
    }

    private List<Measured> measured() {
        return database.jdbc()
                .sql("select r.name, r.revision, r.size" + FROM + ORDER + " limit ?")
                .params(head, head, last.name(), last.revision(), last.name(), PAGE_ROWS)
                .query((row, i) ->
                        new Measured(new Position(row.getString("name"), row.getInt("revision")), row.getInt("size")))
                .list();
    }

    private List<Walked> walked() {
        return database.jdbc()
                .sql("select t.revision as head, " + RevisionRow.COMPLETE + FROM + TO + ORDER)
                .params(head, head, last.name(), last.revision(), last.name())
                .params(pageEnd.name(), pageEnd.revision(), pageEnd.name())
                .query((row, i) -> new Walked(RevisionRow.archived(row), row.getInt("revision") == row.getInt("head")))
                .list();
    }
}
