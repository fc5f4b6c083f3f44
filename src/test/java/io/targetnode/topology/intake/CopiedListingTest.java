package io.targetnode.topology.intake;

import static io.targetnode.topology.intake.FieldUpload.file;
import static io.targetnode.topology.intake.FieldUpload.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.capture.Machine;
import io.targetnode.topology.Source;
import io.targetnode.topology.Upload;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Tables and listings with the text that mails, CI jobs and viewers print before each line. */
class CopiedListingTest {

    private static final Machine SEED = Machine.of("E-seed-sandwich", "7.3.4");

    private static final Map<String, String> LISTINGS = new TreeMap<>(Map.of(
            "acpidump", TableTexts.acpidump(SEED, "SRAT") + TableTexts.acpidump(SEED, "CEDT"),
            "hexdump", TableTexts.xxd(SEED, "SRAT") + TableTexts.xxd(SEED, "CEDT"),
            "iomem", SEED.text("after/iomem.txt"),
            "memoryBlocks", SEED.text("after/memory-blocks.txt"),
            "numactl", SEED.text("after/numactl-H.txt"),
            "lsmem", new String(file("lsmem-offline/lsmem.txt"), UTF_8),
            "daxctl", SEED.text("after/daxctl-list.json"),
            "cxl", SEED.text("after/cxl-list-vvv.json")));

    private static final Map<String, BinaryOperator<String>> PREFIXES = new TreeMap<>(Map.of(
            "mail", (number, line) -> "> " + line,
            "mail quoted twice", (number, line) -> ">> " + line,
            "GitHub Actions", (number, line) -> "2026-11-22T10:00:00.1234567Z " + line,
            "docker compose", (number, line) -> "vm-1  | " + line,
            "grep -n", (number, line) -> number + ":" + line,
            "cat -n", (number, line) -> "%6s\t%s".formatted(number, line),
            "logger of Python", (number, line) -> "INFO:root:" + line,
            "unit of systemd", (number, line) -> "Nov 22 10:00:00 host collect.sh[812]: " + line,
            "Org", (number, line) -> ": " + line,
            "block of Markdown", (number, line) -> "    " + line));

    @TestFactory
    Stream<DynamicTest> aListingIsReadWithAPrefixBeforeEachLine() {
        return LISTINGS.entrySet().stream()
                .flatMap(listing -> PREFIXES.entrySet().stream()
                        .map(prefix -> DynamicTest.dynamicTest(
                                listing.getKey() + ", " + prefix.getKey(),
                                () -> assertThat(read(prefixed(listing.getValue(), prefix.getValue())))
                                        .isEqualTo(read(listing.getValue())))));
    }

    @Test
    void aMailMayHaveAFewOtherLines() {
        for (String listing : LISTINGS.values()) {
            String mail = "Hello,\n\n" + prefixed(listing, (number, line) -> "> " + line) + "\nThanks\n";
            assertThat(read(mail)).isEqualTo(read(listing));
        }
    }

    @Test
    void aStringOfAProgramIsNoListing() {
        String program = "{\"iomem\":\"" + SEED.text("after/iomem.txt").replace("\n", "\\n") + "\"}\n";
        assertThat(new FieldUpload()
                        .with(SEED.bytes("dmesg.txt"))
                        .with(text(program))
                        .read()
                        .unused())
                .containsExactly("file 2: its format is not recognised");
    }

    private static String prefixed(String listing, BinaryOperator<String> prefix) {
        String[] lines = listing.split("\n", -1);
        return IntStream.range(0, lines.length)
                .mapToObj(i -> prefix.apply(String.valueOf(i + 1), lines[i]))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** What is read from a listing beside the log of the machine. */
    private static String read(String listing) {
        Upload upload = new FieldUpload()
                .with(SEED.bytes("dmesg.txt"))
                .with(text(listing))
                .read();
        return upload.sources().stream().map(Source::read).toList() + " "
                + upload.machine().inputs() + upload.unused() + upload.machine().warnings();
    }
}
