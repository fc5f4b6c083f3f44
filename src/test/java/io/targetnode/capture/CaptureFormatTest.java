package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureFormatTest {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "SRAT @ 0x0000000000000000,ACPIDUMP",
        "FACP@0x0,ACPIDUMP",
        "'  00000000-00000fff : Reserved',IOMEM",
        "0 0x0 0x9fbff System RAM,MEMMAP",
        "0x0 0x9fbff System RAM,MEMMAP",
        "/sys/firmware/memmap/0/start:0x0,MEMMAP",
        "12/type:System RAM,MEMMAP",
        "Linux version 6.1 (b),DMESG",
        "Nov 22 10:00:00 host kernel: Command line: x,DMESG",
        "[ 1234.567890] usb 1-1: new device,DMESG",
        "kern  :info  : something,DMESG",
    })
    void aTextIsKnownByOneLine(String line, CaptureFormat format) {
        assertThat(CaptureFormat.of(bytes("some words\n\n" + line + "\n"))).contains(format);
    }

    @Test
    void aTableIsKnownByItsSignatureAndLength() {
        assertThat(CaptureFormat.of(DumpText.table("SRAT", 0x120))).contains(CaptureFormat.SRAT_BINARY);
        assertThat(CaptureFormat.of(DumpText.table("CEDT", 36))).contains(CaptureFormat.CEDT_BINARY);
        assertThat(CaptureFormat.of(DumpText.table("SLIT", 45))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "SRAT", "SRAT of a machine", "hello", "{\"kernel\": \"6.1\"}", "node 0 size: 962 MB", "[x] y"
            })
    void whatIsNotKnownIsNotGuessed(String text) {
        assertThat(CaptureFormat.of(bytes(text))).isEmpty();
    }

    @Test
    void onlyTheBeginningIsLookedAt() {
        String words = "words\n".repeat(CaptureFormat.BEGINNING_BYTES / 6);
        assertThat(CaptureFormat.of(bytes(words + "Linux version 6.1 (b)"))).isEmpty();
    }

    @Test
    void theFirstKnownLineDecides() {
        assertThat(CaptureFormat.of(bytes("SRAT @ 0x0\nLinux version 6.1 (b)"))).contains(CaptureFormat.ACPIDUMP);
    }
}
