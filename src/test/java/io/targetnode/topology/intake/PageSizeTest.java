package io.targetnode.topology.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.targetnode.capture.Machine;
import io.targetnode.kernel.Architecture;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.NotModelledException;
import io.targetnode.topology.Assumption;
import io.targetnode.topology.ImpossibleMachineException;
import io.targetnode.topology.Upload;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page size of an upload: declared, in the log, in the name of the kernel, or the usual one. */
class PageSizeTest {

    private static final String ALIGNED = "ffffffff";
    private static final String PAGES_16K =
            "[    0.000000] Dentry cache hash table entries: 262144 (order: 7, 2097152 bytes, linear)\n";

    @ParameterizedTest
    @CsvSource({
        "6.12.9, 65536, , 65536",
        "6.12.9, , , 4096",
        "6.12.9, , log, 16384",
        "6.12.9, 16384, log, 16384",
        "5.14.0-570.el9.aarch64+64k, , , 65536",
        "5.14.0-570.el9.aarch64+64k, 65536, , 65536",
        "5.14.0-570.el9.aarch64, 65536, , 65536"
    })
    void theDeclaredSizeCountsElseThatOfTheLogElseThatOfTheName(
            String kernel, Integer declared, String log, int pageBytes) {
        Upload upload = upload(text(kernel, ALIGNED) + (log == null ? "" : PAGES_16K), declared, null);
        assertThat(upload.machine().inputs().platform().pageBytes()).isEqualTo(pageBytes);
    }

    @Test
    void aSizeThatTheLogOrTheNameContradictsIsRefused() {
        assertThatThrownBy(() -> upload(text("6.12.9", ALIGNED) + PAGES_16K, 65536, null))
                .isInstanceOf(ImpossibleMachineException.class)
                .hasMessage(
                        "pageSize 65536 is declared, but the boot log shows pages of 16384 bytes; declare 16384, or leave pageSize out");
        assertThatThrownBy(() -> upload(text("5.14.0-570.el9.aarch64+64k", ALIGNED), 4096, null))
                .isInstanceOf(ImpossibleMachineException.class)
                .hasMessage(
                        "pageSize 4096 is declared, but the name of the kernel shows pages of 65536 bytes; declare 65536, or leave pageSize out");
    }

    @Test
    void theLogOfAnotherKernelShowsNothing() {
        Upload upload = upload(text("6.12.9", ALIGNED) + PAGES_16K, 65536, "7.3");
        assertThat(upload.machine().inputs().platform().pageBytes()).isEqualTo(65536);
        assertThat(upload(text("6.12.9", ALIGNED) + PAGES_16K, null, "6.12.9")
                        .machine()
                        .inputs()
                        .platform()
                        .pageBytes())
                .isEqualTo(16384);
    }

    @Test
    void aSizeThatNoKernelHasIsRefused() {
        assertThatThrownBy(() -> upload(text("6.12.9", ALIGNED), 8192, null)).isInstanceOf(NotModelledException.class);
        byte[] x86 = Machine.of("E-seed-sandwich", "7.3.4").bytes("dmesg.txt");
        assertThatThrownBy(() -> upload(new String(x86, StandardCharsets.UTF_8), 16384, null))
                .isInstanceOf(NotModelledException.class)
                .hasMessageContaining("a kernel of x86-64 has pages of 4096 bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "6.12.9, ffffefff, , , true",
        "6.12.9, ffffffff, , , false",
        "6.12.9, ffffefff, 4096, , false",
        "6.12.9, ffffefff, , log, false",
        "6.12.9+deb13-arm64, ffffefff, , , false",
        "5.14.0-570.el9.aarch64, ffffefff, , , false",
        "6.14.5-300.fc42.aarch64, ffffefff, , , true"
    })
    void theUsualSizeIsAnAssumptionWhereItMattersAndNothingShowsIt(
            String kernel, String end, Integer declared, String log, boolean assumed) {
        Upload upload = upload(text(kernel, end) + (log == null ? "" : PAGES_16K), declared, null);
        assertThat(upload.machine().assumptions().stream().map(Assumption::text))
                .filteredOn(text -> text.startsWith("The kernel has pages of 4096 bytes, as usual on arm64."))
                .hasSize(assumed ? 1 : 0);
    }

    @Test
    void aBaseReleaseFromTheCompilerOfADistributorIsAnAssumption() {
        String banner = text("6.4.0", ALIGNED).replace("(gcc)", "(gcc (SUSE Linux) 7.5.0)");
        assertThat(upload(banner, null, null).machine().assumptions())
                .extracting(Assumption::text)
                .contains(
                        "Kernel 6.4.0 is treated as the upstream release. The compiler in the log's first line is that of SUSE Linux, whose builds of this release differ from it or may do so: 6.4.0-1506* behave like 6.1; 6.4.0-1507* behave like 6.1.");
        assertThat(upload(banner, null, "6.4.0-150600.23.25-default").machine().assumptions())
                .extracting(Assumption::text)
                .noneMatch(text -> text.contains("SUSE Linux"));
    }

    private static String text(String kernel, String end) {
        return """
            [    0.000000] Booting Linux on physical CPU 0x0000000000 [0x411fd070]
            [    0.000000] Linux version %s (x@y) (gcc) #1 SMP
            [    0.000000] Kernel command line: quiet
            [    0.000000] ACPI: SRAT: Node 0 PXM 0 [mem 0x80000000-0x%s]
            [    0.000000] Early memory node ranges
            [    0.000000]   node   0: [mem 0x0000000080000000-0x00000000%s]
            [    0.000000] Initmem setup node 0 [mem 0x0000000080000000-0x00000000%s]
            """.formatted(kernel, end, end, end);
    }

    private static Upload upload(String log, @Nullable Integer pageBytes, @Nullable String kernel) {
        Declaration declaration = new Declaration(
                Optional.ofNullable(kernel).map(KernelRelease::parse),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.<Architecture>empty(),
                pageBytes == null ? OptionalInt.empty() : OptionalInt.of(pageBytes));
        return HostMachine.read(
                new HostFiles(Map.of(HostFile.DMESG, log.getBytes(StandardCharsets.UTF_8)), declaration, Map.of()));
    }
}
