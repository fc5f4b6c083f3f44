package io.targetnode.store;

import io.targetnode.topology.ArchiveWalk;
import io.targetnode.topology.ArchivedRevision;
import io.targetnode.topology.DamagedRevisionException;
import io.targetnode.topology.TopologyName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
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
    private final List<Position> page = new ArrayList<>();
    private Position last = new Position("", 0);
    /** The topology whose current revision has not been read yet. */
    private Optional<String> open = Optional.empty();
    /** The topology of the last revision that was intact. */
    private String intact = "";

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

    /** A revision, or the damage that was found instead of it. */
    private record Walked(
            Position position, boolean isCurrent, Optional<ArchivedRevision> revision, Optional<String> damage) {

        Optional<Damaged> damaged() {
            return damage.map(detail -> new Damaged(position.name(), position.revision(), detail));
        }
    }

    @Override
    public Instant startedAt() {
        return startedAt;
    }

    @Override
    public OptionalLong measure() {
        long characters = 0;
        page.clear();
        for (Measured next : database.read(this::measured)) {
            if (characters > 0 && characters + next.characters() > PAGE_CHARACTERS) {
                break;
            }
            characters += next.characters();
            page.add(next.position());
        }
        return page.isEmpty() && open.isEmpty() ? OptionalLong.empty() : OptionalLong.of(characters);
    }

    @Override
    public Page read() {
        List<Walked> walked = walked();
        Optional<String> gone = open.filter(name -> isPast(name) && !continues(name, walked));
        Optional<TopologyName> deleted = gone.filter(intact::equals).map(TopologyName::new);
        if (!walked.isEmpty()) {
            Walked end = walked.get(walked.size() - 1);
            open = Optional.of(end.position().name()).filter(name -> !end.isCurrent());
        } else if (gone.isPresent()) {
            open = Optional.empty();
        }
        last = pageEnd();
        List<ArchivedRevision> revisions =
                walked.stream().flatMap(row -> row.revision().stream()).toList();
        if (!revisions.isEmpty()) {
            intact = revisions.get(revisions.size() - 1).name().text();
        }
        return new Page(
                deleted,
                revisions,
                walked.stream().flatMap(row -> row.damaged().stream()).toList());
    }

    private Position pageEnd() {
        return page.isEmpty() ? last : page.get(page.size() - 1);
    }

    /** Whether the page ends after the last possible revision of the topology. */
    private boolean isPast(String name) {
        return page.isEmpty() || !pageEnd().name().equals(name);
    }

    private static boolean continues(String name, List<Walked> walked) {
        return !walked.isEmpty() && walked.get(0).position().name().equals(name);
    }

    /** If a part of the database cannot be read, the other rows of the page are read one by one. */
    private List<Walked> walked() {
        Position end = pageEnd();
        try {
            return database.read(() -> rows(last, end));
        } catch (DamagedRevisionException e) {
            List<Walked> rows = new ArrayList<>();
            Position before = last;
            for (Position next : page) {
                rows.addAll(row(before, next));
                before = next;
            }
            return rows;
        }
    }

    private List<Walked> row(Position before, Position position) {
        try {
            return database.read(() -> rows(before, position));
        } catch (DamagedRevisionException e) {
            return List.of(new Walked(position, true, Optional.empty(), Optional.of(e.getMessage())));
        }
    }

    private List<Measured> measured() {
        return database.jdbc()
                .sql("select r.name, r.revision, r.size" + FROM + ORDER + " limit ?")
                .params(head, head, last.name(), last.revision(), last.name(), PAGE_ROWS)
                .query((row, i) ->
                        new Measured(new Position(row.getString("name"), row.getInt("revision")), row.getInt("size")))
                .list();
    }

    private List<Walked> rows(Position after, Position end) {
        return database.jdbc()
                .sql("select t.revision as head, " + RevisionRow.COMPLETE + FROM + TO + ORDER)
                .params(head, head, after.name(), after.revision(), after.name())
                .params(end.name(), end.revision(), end.name())
                .query((row, i) -> walked(row))
                .list();
    }

    private Walked walked(ResultSet row) throws SQLException {
        Position position = new Position(row.getString("name"), row.getInt("revision"));
        boolean isCurrent = position.revision() == row.getInt("head");
        try {
            return new Walked(position, isCurrent, Optional.of(RevisionRow.archived(row)), Optional.empty());
        } catch (DamagedRevisionException e) {
            database.noteDamage(e);
            return new Walked(position, isCurrent, Optional.empty(), Optional.of(e.getMessage()));
        }
    }
}
