package io.targetnode.api.backup;

import io.targetnode.api.backup.BackupLine.End;
import io.targetnode.api.body.MemoryBudget;
import io.targetnode.api.body.MemoryReservation;
import io.targetnode.api.json.JsonBodies;
import io.targetnode.api.problem.FieldProblem;
import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.ProblemType;
import io.targetnode.topology.DamagedRevisionException;
import io.targetnode.topology.ImportConflictException;
import io.targetnode.topology.RevisionSummary;
import io.targetnode.topology.StoreFullException;
import io.targetnode.topology.StoreUnavailableException;
import io.targetnode.topology.TopologyArchive;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.VerifiedRevision;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Imports one backup. It verifies revisions one by one and stores them in groups. If a line is refused, the revisions that are
 * stored remain: the client can send the same export again, and the import skips the stored revisions.
 */
final class ImportStream {

    private final TopologyArchive archive;
    private final JsonBodies bodies;
    private final MemoryBudget budget;
    private final LineReader lines;
    private final PendingRevisions pending;
    private ImportSummary summary = ImportSummary.NOTHING;
    private Optional<RevisionSummary> last = Optional.empty();
    private long revisions;

    ImportStream(
            TopologyArchive archive,
            JsonBodies bodies,
            MemoryBudget budget,
            LineReader lines,
            PendingRevisions pending) {
        this.archive = archive;
        this.bodies = bodies;
        this.budget = budget;
        this.lines = lines;
        this.pending = pending;
    }

    /**
     * Reads all lines.
     *
     * @throws ProblemException if a line is refused, or the line {@code end} is missing
     * @throws IOException if the stream is cut off
     */
    ImportSummary read() throws IOException {
        try {
            accept(next(), this::readHeader);
            Optional<End> end = Optional.empty();
            while (end.isEmpty()) {
                end = accept(next(), this::readLine);
            }
            requireEnd(end.get());
            return summary;
        } catch (ProblemException e) {
            throw new ProblemException(e.type(), withStored(e), e.errors());
        } catch (StoreFullException e) {
            throw new StoreFullException(withStored(e));
        } catch (StoreUnavailableException e) {
            throw new StoreUnavailableException(withStored(e), e);
        }
    }

    /** What has been stored so far. */
    ImportSummary stored() {
        return summary;
    }

    private byte[] next() throws IOException {
        Optional<byte[]> line = lines.next();
        if (line.isEmpty()) {
            store();
            throw refused("the stream is cut off: an export ends with a line that has the field end");
        }
        return line.get();
    }

    private Optional<End> accept(byte[] line, Function<byte[], Optional<End>> reader) {
        if (!pending.canAdd(line.length)) {
            store();
        }
        try (MemoryReservation memory = budget.reserve()) {
            memory.addForParsing(line.length);
            return reader.apply(line);
        } catch (DamagedRevisionException e) {
            throw refused(e.getMessage());
        }
    }

    private Optional<End> readHeader(byte[] bytes) {
        parse(bytes, BackupHeader.class).requireKnown();
        return Optional.empty();
    }

    private Optional<End> readLine(byte[] bytes) {
        BackupLine line = parse(bytes, BackupLine.class);
        line.requireOneKind();
        if (line.deleted() != null) {
            withdraw(BackupLine.name("deleted", line.deleted()));
        } else if (line.error() != null) {
            summary = summary.plusDamaged();
        } else if (line.end() == null) {
            add(archive.verify(line.archived()), bytes.length);
        }
        return Optional.ofNullable(line.end());
    }

    private void add(VerifiedRevision revision, int bytes) {
        revisions++;
        last = Optional.of(revision.summary());
        pending.add(revision, lines.number(), bytes);
        if (PendingRevisions.isLong(bytes)) {
            store();
        }
    }

    private void withdraw(TopologyName name) {
        RevisionSummary exported = last.filter(summary -> summary.name().equals(name))
                .orElseThrow(() -> new DamagedRevisionException("deleted", "is not the topology of the last revision"));
        last = Optional.empty();
        store();
        if (archive.withdraw(exported).isPresent()) {
            summary = summary.plusDeleted();
        }
    }

    private void requireEnd(End end) throws IOException {
        store();
        if (end.revisions() == null || end.revisions() != revisions) {
            throw refused("revisions are missing: %d arrived, and the last line states %s"
                    .formatted(revisions, end.revisions()));
        }
        long named = end.damaged() == null ? 0 : end.damaged();
        if (named != summary.damaged()) {
            throw refused("lines with the field error are missing: %d arrived, and the last line states %d"
                    .formatted(summary.damaged(), named));
        }
        if (lines.next().isPresent()) {
            throw refused("more lines follow the end");
        }
    }

    private void store() {
        try {
            if (!pending.revisions().isEmpty()) {
                summary = summary.plus(archive.store(pending.revisions()));
            }
        } catch (ImportConflictException e) {
            throw ProblemException.at(ProblemType.IMPORT_CONFLICT, place(pending.line(e.index())), e.getMessage());
        } finally {
            pending.close();
        }
    }

    private <T> T parse(byte[] line, Class<T> shape) {
        try {
            return bodies.read(line, shape);
        } catch (ProblemException e) {
            if (lines.endedWithLineFeed()) {
                throw refused(fault(e));
            }
            store();
            throw refused(fault(e) + "; the stream ends within this line");
        }
    }

    private static String fault(ProblemException e) {
        FieldProblem fault = e.errors().get(0);
        // Jackson parses one line at a time, so its line is always 1.
        String place = fault.pointer().replace("line 1, ", "");
        return place.isEmpty() ? fault.detail() : place + ": " + fault.detail();
    }

    private ProblemException refused(String detail) {
        return ProblemException.body(place(lines.number()), detail);
    }

    private static String place(long line) {
        return "line %d".formatted(line);
    }

    /** Adds the number of stored revisions to the message. */
    private String withStored(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        String sentence = message.endsWith(".") ? message : message + ".";
        long stored = summary.read();
        return stored == 0
                ? sentence + " Nothing was stored."
                : "%s Revisions stored before: %,d; the same export can be sent again.".formatted(sentence, stored);
    }
}
