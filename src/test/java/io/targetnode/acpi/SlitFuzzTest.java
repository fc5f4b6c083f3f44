package io.targetnode.acpi;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

class SlitFuzzTest {

    /** Tries the bytes alone and after a valid header: few inputs get past the checks of signature and length alone. */
    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        readOrRefuse(bytes);
        readOrRefuse(Tables.withHeader("SLIT", bytes));
    }

    private static void readOrRefuse(byte[] bytes) {
        try {
            Slit table = Slit.parse(bytes).table();
            assertThat((long) table.localities() * table.localities()).isLessThanOrEqualTo(bytes.length);
            table.fault().ifPresent(fault -> assertThat(fault.offset()).isBetween(44, bytes.length - 1));
        } catch (AcpiTableException e) {
            assertThat(e.table()).isEqualTo("SLIT");
            assertThat(e.offset()).isBetween(0, bytes.length);
        }
    }
}
