package io.targetnode.api.backup;

import io.targetnode.api.backup.BackupLine.End;
import io.targetnode.api.body.WholeBodies;
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

/**
 * Takes one backup in. Revisions are verified one by one and stored some at a time; those that were stored before a line is
 * refused stay. So the same backup can be sent again, and what is stored already is passed over.
 */
final class ImportStream {

    private final TopologyArchive archive;
    private final JsonBodies bodies;
    private final WholeBodies wholeBodies;
    private final BackupLines lines;
    private final PendingRevisions pending;
    private ImportSummary summary = ImportSummary.NOTHING;
    private Optional<RevisionSummary> last = Optional.empty();
    private long revisions;

    ImportStream(
            TopologyArchive archive,
            JsonBodies bodies,
            WholeBodies wholeBodies,
            BackupLines lines,
            PendingRevisions pending) {
        this.archive = archive;
        this.bodies = bodies;
        this.wholeBodies = wholeBodies;
        this.lines = lines;
        this.pending = pending;
    }

    /**
     * Reads all lines.
     *
     * @throws ProblemException if a line is refused, or the stream ends before its end
     * @throws IOException if it does not arrive whole
     */
    ImportSummary read() throws IOException {
        try {
            accept(next(), this::readHeader);
            Optional<End> end = Optional.empty();
            while (end.isEmpty()) {
                end = accept(next(), this::readLine);
            }
            requireWhole(end.get());
            return summary;
        } catch (ProblemException e) {
            throw new ProblemException(e.type(), withStored(e), e.errors());
        } catch (StoreFullException e) {
            throw new StoreFullException(withStored(e));
        } catch (StoreUnavailableException e) {
            throw new StoreUnavailableException(withStored(e), e);
        }
    }

    /** Reads a line that has arrived. */
    @FunctionalInterface
    private interface Reader {
        Optional<End> read(byte[] line);
    }

    private byte[] next() throws IOException {
        Optional<byte[]> line = lines.next();
        if (line.isEmpty()) {
            store();
            throw refused("the stream is cut off: the last line of a backup is its end");
        }
        return line.get();
    }

    private Optional<End> accept(byte[] line, Reader reader) throws IOException {
        if (!pending.takes(line.length)) {
            store();
        }
        return wholeBodies.holding(line.length, () -> {
            try {
                return reader.read(line);
            } catch (DamagedRevisionException e) {
                throw refused(e.getMessage());
            }
        });
    }

    private Optional<End> readHeader(byte[] bytes) {
        parse(bytes, BackupHeader.class).requireKnown();
        return Optional.empty();
    }

    private Optional<End> readLine(byte[] bytes) {
        BackupLine line = parse(bytes, BackupLine.class);
        line.requireOneThing();
        if (line.deleted() != null) {
            withdraw(BackupLine.name("deleted", line.deleted()));
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
        RevisionSummary half = last.filter(summary -> summary.name().equals(name))
                .orElseThrow(() -> new DamagedRevisionException("deleted", "is not the topology of the line before"));
        last = Optional.empty();
        store();
        if (archive.withdraw(half).isPresent()) {
            summary = summary.plusDeleted();
        }
    }

    private void requireWhole(End end) throws IOException {
        store();
        if (end.revisions() == null || end.revisions() != revisions) {
            throw refused("the stream is not whole: revisions that came: %d; its end counts: %s"
                    .formatted(revisions, end.revisions()));
        }
        if (lines.next().isPresent()) {
            throw refused("something follows the end");
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
            if (lines.ended()) {
                throw refused(fault(e));
            }
            store();
            throw refused(fault(e) + "; the stream ends within this line");
        }
    }

    private static String fault(ProblemException e) {
        FieldProblem fault = e.errors().get(0);
        // Jackson is given one line at a time.
        String place = fault.pointer().replace("line 1, ", "");
        return place.isEmpty() ? fault.detail() : place + ": " + fault.detail();
    }

    private ProblemException refused(String what) {
        return ProblemException.body(place(lines.number()), what);
    }

    private static String place(long line) {
        return "line %d".formatted(line);
    }

    /** Who sends a backup has to know how far it came. */
    private String withStored(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        String sentence = message.endsWith(".") ? message : message + ".";
        long stored = summary.dealtWith();
        return stored == 0
                ? sentence + " Nothing was stored."
                : "%s Revisions stored before: %,d; the same backup can be sent again.".formatted(sentence, stored);
    }
}
