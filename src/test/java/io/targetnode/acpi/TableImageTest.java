package io.targetnode.acpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableImageTest {

    @Test
    void anSratIsReadAsItWasWritten() {
        Srat srat = new Srat(
                2,
                List.of(
                        new SratEntry.Apic(0, 48, 0x01020304, true, 0xfe),
                        new SratEntry.Apic(1, 64, 5, false, 1),
                        new SratEntry.X2Apic(2, 80, 0xfffffffe, true, 0x12345),
                        new SratEntry.GenericInitiator(3, 104, 77, true),
                        new SratEntry.Memory(4, 136, 9, 0x123456789000L, 0xf000000000000000L, true, true, true),
                        new SratEntry.Memory(5, 176, 9, 0, 0, false, false, false),
                        new SratEntry.Skipped(6, 216, 4)),
                false);
        Parsed<Srat> parsed = Srat.parse(TableImage.of(srat));
        assertThat(parsed.warnings()).as("the checksum holds").isEmpty();
        assertThat(parsed.table()).isEqualTo(srat);
    }

    @ParameterizedTest
    @CsvSource({"0, 15", "1, 39", "2, 5"})
    void anEntryOfAWrongLengthKeepsItsLength(int type, int length) {
        Srat srat = new Srat(
                3,
                List.of(
                        new SratEntry.WrongLength(0, 48, type, length),
                        new SratEntry.Memory(1, 48 + length, 0, 0, 0x1000, true, false, false)),
                false);
        assertThat(Srat.parse(TableImage.of(srat)).table()).isEqualTo(srat);
    }

    @Test
    void anEntryOfLengthZeroEndsTheTable() {
        Srat srat = new Srat(3, List.of(new SratEntry.WrongLength(0, 48, 1, 0)), true);
        assertThat(Srat.parse(TableImage.of(srat)).table()).isEqualTo(srat);
    }

    @Test
    void entriesThatX86SkipsHaveNoContent() {
        Srat srat = new Srat(
                3,
                List.of(new SratEntry.Gicc(0, 48, 7, true), new SratEntry.GenericPort(1, 52, 7, true, 0, 0, 0)),
                false);
        assertThat(Srat.parse(TableImage.of(srat)).table().entries())
                .containsExactly(new SratEntry.WrongLength(0, 48, 3, 4), new SratEntry.Skipped(1, 52, 6));
    }

    @Test
    void aCedtIsReadAsItWasWritten() {
        Cedt cedt = new Cedt(List.of(
                new Cedt.Window(0, 36, 0x20000000, 0x10000000), new Cedt.Window(1, 76, 0x8000000000000000L, 0)));
        Parsed<Cedt> parsed = Cedt.parse(TableImage.of(cedt));
        assertThat(parsed.warnings()).isEmpty();
        assertThat(parsed.table().windows())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("decoding")
                .isEqualTo(cedt.windows());
        assertThat(parsed.table().windows())
                .allSatisfy(window -> assertThat(window.decoding().orElseThrow().allowsVolatile())
                        .isTrue());
    }
}
