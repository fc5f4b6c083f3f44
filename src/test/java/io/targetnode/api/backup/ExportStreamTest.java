package io.targetnode.api.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.targetnode.api.body.MemoryBudget;
import io.targetnode.api.problem.ProblemException;
import io.targetnode.topology.ArchiveWalk;
import io.targetnode.topology.ArchivedRevision;
import io.targetnode.topology.TopologyName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ExportStreamTest {

    private static final int MIB = 1 << 20;
    private static final TopologyName NAME = new TopologyName("a");

    private final MemoryBudget budget = new MemoryBudget(8 * MIB, 0);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Pages that record whether memory was reserved before they are read. */
    private final class Pages implements ArchiveWalk {

        private final Deque<Page> left;
        private final int characters;
        private boolean tookMemory;

        Pages(int characters, Page... pages) {
            this.characters = characters;
            this.left = new ArrayDeque<>(List.of(pages));
        }

        @Override
        public Instant startedAt() {
            return Instant.parse("2026-01-01T00:00:00Z");
        }

        @Override
        public OptionalLong measure() {
            return left.isEmpty() ? OptionalLong.empty() : OptionalLong.of(characters);
        }

        @Override
        public Page read() {
            tookMemory = budget.freeBytes() < 7 * MIB;
            return left.remove();
        }
    }

    @Test
    void headerRevisionsDeletionsAndEndHaveOneLineEach() throws IOException {
        ArchivedRevision revision = new ArchivedRevision(NAME, 3, Instant.ofEpochMilli(5), "d", "{\"\\u0000é\"}");
        write(new Pages(
                10,
                new ArchiveWalk.Page(Optional.empty(), List.of(revision, revision), List.of()),
                new ArchiveWalk.Page(Optional.of(NAME), List.of(), List.of())));
        String line = """
                {"name":"a","revision":3,"uploadedAt":"1970-01-01T00:00:00.005Z","digest":"d","document":"{\\"\\\\u0000é\\"}"}
                """;
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"format\":\"targetnode-export\",\"version\":1,\"exportedAt\":\"2026-01-01T00:00:00Z\"}\n"
                        + line + line + "{\"deleted\":\"a\"}\n{\"end\":{\"revisions\":2}}\n");
    }

    @Test
    void aDamagedRevisionHasALineAndIsCountedAtTheEnd() throws IOException {
        write(new Pages(
                10,
                new ArchiveWalk.Page(
                        Optional.empty(), List.of(), List.of(new ArchiveWalk.Damaged("a", 3, "no digest matches")))));
        assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("""
                {"error":{"name":"a","revision":3,"detail":"no digest matches"}}
                {"end":{"revisions":0,"damaged":1}}
                """);
    }

    @Test
    void memoryForAPageIsReservedBeforeTheReadAndReleasedAfterTheWrite() throws IOException {
        Pages pages = new Pages(MIB, new ArchiveWalk.Page(Optional.empty(), List.of(), List.of()));
        write(pages);
        assertThat(pages.tookMemory).isTrue();
        assertThat(budget.freeBytes()).isEqualTo(8 * MIB);
    }

    @Test
    void onlyAShortPageIsReadWithoutMemory() throws IOException {
        budget.reserve().addForParsing(8 * MIB);
        Pages pages = new Pages(MIB, new ArchiveWalk.Page(Optional.empty(), List.of(), List.of()));
        assertThatThrownBy(() -> write(pages)).isInstanceOf(ProblemException.class);
        assertThat(pages.left).hasSize(1);
        write(new Pages(60_000, new ArchiveWalk.Page(Optional.empty(), List.of(), List.of())));
        assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("{\"end\":{\"revisions\":0}}\n");
    }

    private void write(ArchiveWalk walk) throws IOException {
        new ExportStream(walk, JsonMapper.shared(), budget, out).write();
    }
}
