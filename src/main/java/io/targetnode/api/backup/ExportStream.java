package io.targetnode.api.backup;

import io.targetnode.api.body.MemoryBudget;
import io.targetnode.api.body.MemoryReservation;
import io.targetnode.topology.ArchiveWalk;
import io.targetnode.topology.ArchivedRevision;
import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Writes one backup. It holds one page of revisions at a time, and reserves the memory before it reads the page. */
final class ExportStream {

    private final ArchiveWalk walk;
    private final ObjectWriter json;
    private final MemoryBudget budget;
    private final OutputStream out;
    private long revisions;
    private long damaged;

    ExportStream(ArchiveWalk walk, JsonMapper mapper, MemoryBudget budget, OutputStream out) {
        this.walk = walk;
        this.json = mapper.writer()
                .without(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .without(StreamWriteFeature.FLUSH_PASSED_TO_STREAM);
        this.budget = budget;
        this.out = out;
    }

    /**
     * Writes all lines.
     *
     * @throws io.targetnode.topology.StoreUnavailableException if the store is unavailable
     * @throws io.targetnode.api.problem.ProblemException if there is no memory for a page
     */
    void write() throws IOException {
        writeLine(BackupHeader.of(walk.startedAt()));
        for (OptionalLong next = walk.measure(); next.isPresent(); next = walk.measure()) {
            writePage(next.getAsLong());
        }
        writeLine(BackupLine.end(revisions, damaged));
        out.flush();
    }

    private void writePage(long characters) throws IOException {
        try (MemoryReservation memory = budget.reserve()) {
            memory.growTo(characters);
            ArchiveWalk.Page page = walk.read();
            if (page.deleted().isPresent()) {
                writeLine(BackupLine.deleted(page.deleted().get()));
            }
            for (ArchivedRevision revision : page.revisions()) {
                writeLine(BackupLine.of(revision));
                revisions++;
            }
            for (ArchiveWalk.Damaged missing : page.damaged()) {
                writeLine(BackupLine.of(missing));
                damaged++;
            }
        }
    }

    private void writeLine(Object line) throws IOException {
        json.writeValue(out, line);
        out.write('\n');
    }
}
