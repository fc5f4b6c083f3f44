package io.targetnode.topology.intake;

import static io.targetnode.topology.intake.FieldUpload.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.targetnode.capture.Machine;
import io.targetnode.topology.IncompleteMachineException;
import io.targetnode.topology.Upload;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logs in which the lines of several machines alternate: only the lines of one are read. */
class MixedLogTest {

    private static final String ONE = Machine.of("E-seed-sandwich", "7.3.4").text("dmesg.txt");
    private static final String OTHER = Machine.of("A-one-window", "6.12.74").text("dmesg.txt");

    /** Three lines of one log, then three of the other, and so on. */
    private static String mixed(
            String one, UnaryOperator<String> prefix, String other, UnaryOperator<String> otherPrefix) {
        List<String> first = one.lines().map(prefix).toList();
        List<String> second = other.lines().map(otherPrefix).toList();
        List<String> lines = new ArrayList<>();
        for (int from = 0; from < Math.max(first.size(), second.size()); from += 3) {
            lines.addAll(first.subList(Math.min(from, first.size()), Math.min(from + 3, first.size())));
            lines.addAll(second.subList(Math.min(from, second.size()), Math.min(from + 3, second.size())));
        }
        return String.join("\n", lines) + "\n";
    }

    private static UnaryOperator<String> prefix(String prefix) {
        return line -> prefix + line;
    }

    private static Upload read(String log) {
        return new FieldUpload().with(text(log)).read();
    }

    private static void assertOnlyOne(String log) {
        Upload upload = read(log);
        Upload alone = read(ONE);
        assertThat(upload.machine().inputs()).isEqualTo(alone.machine().inputs());
        assertThat(upload.evidence()).isEqualTo(alone.evidence());
        assertThat(upload.machine().warnings())
                .singleElement()
                .asString()
                .startsWith("the log mixes the lines of 2 machines; those of the machine whose banner is in line ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'guest-1 | '; 'guest-2 | '",
                "'guest 1: '; 'guest 2: '",
                "'pod-a kernel: '; 'pod-b kernel: '",
                "'Nov 22 10:00:00 hosta kernel: '; 'Nov 22 10:00:01 hostb kernel: '",
                "'2026-11-22T10:00:00.123456+00:00 a.example.org kernel: '; '2026-11-22T10:00:00.123457+00:00 b.example.org kernel: '",
                "'Nov 22 10:00:00 host qemu[17]: '; 'Nov 22 10:00:00 host qemu[18]: '",
                "''; 'guest-2 | '",
                "'guest-1 | '; ''",
            })
    void onlyTheLinesOfTheFirstMachineAreRead(String one, String other) {
        assertOnlyOne(mixed(ONE, prefix(one), OTHER, prefix(other)));
    }

    @Test
    void linesWithoutTimeStampsAreToldApartToo() {
        assertOnlyOne(mixed(
                ONE.replaceAll("(?m)^\\[ *[0-9.]+] ", ""),
                prefix("guest-1 | "),
                OTHER.replaceAll("(?m)^\\[ *[0-9.]+] ", ""),
                prefix("guest-2 | ")));
    }

    @Test
    void recordsOfSeveralHostsInAJournalAreToldApart() {
        UnaryOperator<String> one =
                line -> "{\"_HOSTNAME\":\"a\",\"MESSAGE\":\"%s\"}".formatted(line.replace("\"", "'"));
        UnaryOperator<String> other = line -> one.apply(line).replace(":\"a\"", ":\"b\"");
        assertOnlyOne(mixed(ONE, one, OTHER, other));
    }

    @Test
    void aMachineThatShowsItsRamIsPreferred() {
        String late = OTHER.lines()
                .filter(line -> !line.contains("e820") && !line.contains("  node "))
                .reduce("", (text, line) -> text + line + "\n");
        assertOnlyOne(mixed(late, prefix("guest-1 | "), ONE, prefix("guest-2 | ")));
        String withoutSrat = late.replaceAll("(?m)^.*SRAT: Node.*\n", "");
        assertThatThrownBy(() -> read(mixed(withoutSrat, prefix("guest-1 | "), withoutSrat, prefix("guest-2 | "))))
                .isInstanceOf(IncompleteMachineException.class)
                .hasMessageContaining("the boot log (dmesg) lacks the lines of the memory map");
    }

    @Test
    void logsThatFollowEachOtherAreBootsOfWhichTheLastIsUsed() {
        String log = OTHER.lines().map(prefix("guest-1 | ")).reduce("", (text, line) -> text + line + "\n")
                + ONE.lines().map(prefix("guest-2 | ")).reduce("", (text, line) -> text + line + "\n");
        Upload upload = read(log);
        assertThat(upload.machine().inputs()).isEqualTo(read(ONE).machine().inputs());
        assertThat(upload.machine().warnings()).containsExactly("the log holds 2 boots; the last one is used");
    }

    @Test
    void aLaterMessageThatIsNotOfABootDoesNotMixLogs() {
        String log = OTHER.lines().map(prefix("guest-1 | ")).reduce("", (text, line) -> text + line + "\n")
                + ONE.lines().map(prefix("guest-2 | ")).reduce("", (text, line) -> text + line + "\n")
                + "guest-1 | [   10.000000] usb 1-1: new device, as in Linux version 6.1\n";
        assertThat(read(log).machine().inputs()).isEqualTo(read(ONE).machine().inputs());
    }

    @Test
    void firmwareThatPrintsBeforeTheBannerIsOfItsMachine() {
        assertOnlyOne(
                "guest-2 | SeaBIOS (version 1.16.3)\n" + mixed(ONE, prefix("guest-1 | "), OTHER, prefix("guest-2 | ")));
    }

    @Test
    void aMentionOfABannerInTheLogIsNoMachine() {
        String log =
                ONE.replace("[    0.000000] BIOS-provided", "I run Linux version 6.1\n[    0.000000] BIOS-provided");
        assertThat(read(log).machine()).isEqualTo(read(ONE).machine());
    }

    @Test
    void manyMachinesAreReadInLinearTime() {
        StringBuilder log = new StringBuilder();
        for (String message : List.of("Linux version 6.1.0", "Command line: ro", "No NUMA configuration found")) {
            IntStream.range(0, 3000)
                    .forEach(guest -> log.append("guest-%d | [    0.000000] %s\n".formatted(guest, message)));
        }
        assertThatThrownBy(() -> read(log.toString())).isInstanceOf(IncompleteMachineException.class);
    }
}
