package io.targetnode.topology.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.targetnode.capture.CaptureException;
import io.targetnode.topology.Upload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A machine whose tables arrive as the text of iasl. */
class TableTextsTest {

    private static final Path CASES = Path.of("src/test/resources/field-cases");

    @Test
    void theTextOfACedtWithAnXormapGivesTheMachineOfItsBinary() throws IOException {
        Upload text = upload("iasl-xormap/cedt.dsl", "iasl-xormap/dmesg.txt");
        Upload binary = upload("iasl-xormap/CEDT", "iasl-xormap/dmesg.txt");
        assertThat(text.sources()).flatExtracting(source -> source.read()).contains("CEDT: 1 window");
        assertThat(text.machine().inputs()).isEqualTo(binary.machine().inputs());
        assertThat(text.machine().warnings()).isEqualTo(binary.machine().warnings());
    }

    @Test
    void anEditedTextWithRowsWithoutOffsetsIsRefused() {
        assertThatThrownBy(() -> upload("iasl-edited/SRAT.dsl"))
                .isInstanceOf(CaptureException.class)
                .hasMessage("iasl, line 28: a row of SRAT without an offset, as in an edited text;"
                        + " compile the text with iasl and upload the .aml");
    }

    @Test
    void fieldsThatContradictTheRawDataAreAWarning() throws IOException {
        String text = Files.readString(CASES.resolve("iasl-xormap/cedt.dsl"));
        HostCaptures captures = new HostCaptures(total -> {}, 1 << 20);
        captures.add(
                "file 1",
                text.replace("base address : 0000010080000000", "base address : 0000020080000000")
                        .getBytes(StandardCharsets.UTF_8));
        captures.add("file 2", Files.readAllBytes(CASES.resolve("iasl-xormap/dmesg.txt")));
        assertThat(read(captures).machine().warnings())
                .anySatisfy(warning -> assertThat(warning)
                        .startsWith("iasl, line 13: the fields of CEDT and its raw data differ at offset 0x51"));
    }

    private static Upload upload(String... files) throws IOException {
        HostCaptures captures = new HostCaptures(total -> {}, 1 << 20);
        for (String file : files) {
            captures.add(file, Files.readAllBytes(CASES.resolve(file)));
        }
        return read(captures);
    }

    private static Upload read(HostCaptures captures) {
        return HostMachine.read(captures.files(new Declaration(Optional.empty(), Optional.empty(), 1024), Map.of()));
    }
}
