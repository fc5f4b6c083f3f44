package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.targetnode.memory.AddressRange;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IomemTest {

    private static final String RAM = "00100000-7ffdffff : System RAM";

    private static Iomem parse(String... lines) {
        return Iomem.parse(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(String message, String... lines) {
        assertThatExceptionOfType(CaptureException.class)
                .isThrownBy(() -> parse(lines))
                .withMessageStartingWith(message);
    }

    @Test
    void systemRamIsReadAtAnyDepthAndOnlyByItsExactName() {
        Iomem iomem = parse(
                "00000000-00000fff : Reserved",
                RAM + "\r",
                "  01000000-01e01d31 : Kernel code",
                "",
                "100000000-1ffffffff : Soft Reserved",
                "  100000000-17fffffff : CXL Window 1",
                "    100000000-13fffffff : System RAM (kmem)",
                "    140000000-17fffffff : System RAM");
        assertThat(iomem.systemRam())
                .containsExactly(new AddressRange(0x100000, 0x7ffdffff), new AddressRange(0x140000000L, 0x17fffffffL));
        assertThat(iomem.windows()).containsExactly(new CxlWindow(1, new AddressRange(0x100000000L, 0x17fffffffL)));
        assertThat(iomem.softReserved()).containsExactly(new AddressRange(0x100000000L, 0x1ffffffffL));
    }

    @Test
    void regionsDevicesAndTheRamOfDriversAreReadByTheirNames() {
        Iomem iomem = parse(
                RAM,
                "100000000-1ffffffff : CXL Window 0",
                "  100000000-17fffffff : region12",
                "    100000000-13fffffff : dax3.10",
                "      100000000-13fffffff : System RAM (kmem)",
                "    140000000-17fffffff : dax3.10",
                "200000000-2ffffffff : System RAM (virtio_mem)",
                "300000000-3ffffffff : regionx",
                "300000000-3ffffffff : dax3",
                "300000000-3ffffffff : System RAM (Kmem)");
        assertThat(iomem.regions())
                .containsExactly(new NamedRange("region12", new AddressRange(0x100000000L, 0x17fffffffL)));
        assertThat(iomem.devices())
                .containsExactly(
                        new NamedRange("dax3.10", new AddressRange(0x100000000L, 0x13fffffffL)),
                        new NamedRange("dax3.10", new AddressRange(0x140000000L, 0x17fffffffL)));
        assertThat(iomem.driverManagedRam())
                .containsExactly(
                        new AddressRange(0x100000000L, 0x13fffffffL), new AddressRange(0x200000000L, 0x2ffffffffL));
        assertThat(iomem.systemRam()).hasSize(1);
    }

    @Test
    void aWindowWithoutAReadableNumberIsIgnored() {
        assertThat(parse(
                                RAM,
                                "100000000-100000001 : CXL Window",
                                "100000000-100000001 : CXL Window x",
                                "100000000-100000001 : CXL Window 1234567890")
                        .windows())
                .isEmpty();
    }

    @Test
    void aCopyReadWithoutRootIsRefused() {
        assertRefused(
                "iomem: every address is 0, as /proc/iomem shows them without root; read it with 'sudo cat /proc/iomem'",
                "00000000-00000000 : Reserved",
                "00000000-00000000 : System RAM",
                "  00000000-00000000 : Kernel code");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\r\n  \n", "\u0000"})
    void anEmptyTextIsRefused(String text) {
        assertRefused("iomem: no line like '00100000-7ffdffff : System RAM' was found", text);
    }

    @Test
    void aFileWithoutSystemRamIsRefusedAsIncomplete() {
        assertRefused(
                "iomem: none of the lines up to 2 is 'System RAM', so this is not all of /proc/iomem",
                "00000000-00000fff : Reserved",
                "a0000-bffff : PCI Bus 0000:00");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "0x100000-0x7ffdffff : System RAM|a line like '00100000-7ffdffff : System RAM' was expected",
                "00100000-7ffdffff: System RAM|a line like '00100000-7ffdffff : System RAM' was expected",
                "-7ffdffff : System RAM|a line like '00100000-7ffdffff : System RAM' was expected",
                "00100000 : System RAM|a line like '00100000-7ffdffff : System RAM' was expected",
                "7ffdffff-00100000 : x|the range ends at 0x100000, before its start 0x7ffdffff",
                "0-10000000000000000 : x|the end of the range does not fit into 64 bits",
            })
    void aMalformedLineIsRefusedWithItsNumber(String line, String message) {
        assertRefused("iomem, line 2: " + message, RAM, line);
    }

    @Test
    void promptsAndOtherOutputsAreSkipped() {
        Iomem iomem = parse(
                "[root@host ~]# cat /proc/iomem",
                RAM,
                "$ grep CXL /proc/iomem",
                "00000000-00000fff : CXL Window 7",
                "$");
        assertThat(iomem.systemRam()).hasSize(1);
        assertThat(iomem.windows()).extracting(CxlWindow::number).containsExactly(7);
    }

    @Test
    void aSecondOutputIsReadOnceIfItIsTheSameAndElseRefused() {
        String device = "100000000-1ffffffff : dax0.0";
        assertThat(parse(RAM, device, RAM, device)).isEqualTo(parse(RAM, device));
        assertRefused(
                "iomem: the text has two different lists of System RAM, the last one up to line 4;",
                RAM,
                device,
                RAM,
                "80000000-8fffffff : System RAM");
        assertRefused(
                "iomem: the text has two different lists of System RAM, the last one up to line 4;",
                device,
                RAM,
                "100000000-1ffffffff : System RAM",
                RAM);
    }

    @Test
    void tooManyRangesAreRefused() {
        String most = (RAM + "\n").repeat(IomemReader.MAX_RANGES);
        assertThat(parse(most).systemRam()).hasSize(IomemReader.MAX_RANGES);
        assertRefused("iomem, line 65537: more than 65,536 ranges", most + "0-1 : CXL Window 0");
    }
}
