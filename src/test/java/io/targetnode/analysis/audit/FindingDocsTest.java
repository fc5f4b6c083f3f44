package io.targetnode.analysis.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/findings.md has the texts of the pages under /findings. The test writes what is expected to target/findings.md. */
class FindingDocsTest {

    private static final String INTRODUCTION = """
            # Findings of an audit

            `GET /api/v1/topologies/{name}/audit` and `POST /api/v1/replay/audit` list findings. Each has an id that never changes. The service
            serves the section of an id at `/findings/{id}`. The severity depends on the kernel: `error` means that memory gets the wrong
            node, or that the kernel rejects the configuration or does not boot; `warning` means that the kernel understands the firmware
            differently, or that the upload lacks a table; `info` means that nothing is wrong on this kernel. Sections of
            [kernel-rules](kernel-rules.md) are cited.

            Show the audit of a stored topology:

                curl -sS -H 'Accept: text/plain' 'http://localhost:8080/api/v1/topologies/example/audit?kernel=6.12.74'

            End a build of firmware if an audit of its tables has a warning or an error:

                curl -sS --fail-with-body -F srat=@SRAT -F cedt=@CEDT -F iomem=@iomem.txt \\
                     'http://localhost:8080/api/v1/replay/audit?kernel=6.12.74&failOn=warning'

            Write SARIF for a code scanner:

                curl -sS -H 'Accept: application/sarif+json' -F srat=@SRAT -F cedt=@CEDT -F iomem=@iomem.txt -o audit.sarif \\
                     'http://localhost:8080/api/v1/replay/audit?kernel=7.3'

            Boot a kernel of the machine with the same nodes in QEMU, to see the finding or to try a fix; the archive has a README.txt:

                curl -sS -o reproduce.tar 'http://localhost:8080/api/v1/topologies/example/reproduce?kernel=6.12.74'
            """;

    @Test
    void everyFindingHasItsSection() throws IOException {
        String expected = Arrays.stream(FindingType.values())
                .map(type -> "\n## %s\n\n`%s`\n\n%s\n\nWhat to do: %s\n"
                        .formatted(type.title(), type.id(), type.meaning(), type.remedy()))
                .collect(Collectors.joining("", INTRODUCTION, ""));
        Files.writeString(Path.of("target/findings.md"), expected);
        assertThat(Files.readString(Path.of("docs/findings.md"))).isEqualTo(expected);
    }
}
