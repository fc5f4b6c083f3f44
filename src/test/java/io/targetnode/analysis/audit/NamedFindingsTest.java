package io.targetnode.analysis.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.KernelVector;
import io.targetnode.memory.AddressRange;
import io.targetnode.topology.Machine;
import io.targetnode.topology.service.Replayed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The findings of every named vector, which were reviewed one by one. A line is severity, id, addresses and entry. The test writes
 * the findings to target/named-findings.txt.
 */
class NamedFindingsTest {

    private static final Path REVIEWED = Path.of("src/test/resources/audit/named-findings.txt");

    @Test
    void theFindingsOfTheNamedVectorsAreThoseThatWereReviewed() throws IOException {
        String found;
        try (Stream<KernelVector> vectors = KernelVector.of("named.jsonl")) {
            found = vectors.map(vector -> vector.name() + "\n"
                            + Stream.of("6.12.74", "7.3")
                                    .map(kernel -> text(vector.fromTables(), kernel))
                                    .collect(Collectors.joining()))
                    .collect(Collectors.joining());
        }
        Files.writeString(Path.of("target/named-findings.txt"), found);
        assertThat(found).isEqualTo(Files.readString(REVIEWED));
    }

    private static String text(BootInputs inputs, String kernel) {
        Machine machine = new Machine(inputs, Optional.of(KernelRelease.parse(kernel)), List.of(), List.of());
        Audit audit = Audit.of(Replayed.of(machine).under(Optional.empty(), Optional.empty()));
        String header = "  %s %s %d%n"
                .formatted(
                        kernel,
                        audit.judgement().verdict().apiName(),
                        audit.judgement().affectedBytes());
        return audit.findings().stream().map(NamedFindingsTest::line).collect(Collectors.joining("", header, ""));
    }

    private static String line(Finding finding) {
        return "    %s %s %s %s"
                        .formatted(
                                finding.severity().apiName(),
                                finding.type().id(),
                                finding.range().map(AddressRange::toString).orElse(""),
                                finding.origin()
                                        .map(origin -> origin.source() + ":" + origin.entry())
                                        .orElse(""))
                        .stripTrailing()
                + "\n";
    }
}
