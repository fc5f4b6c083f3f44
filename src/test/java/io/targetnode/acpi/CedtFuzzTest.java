package io.targetnode.acpi;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

class CedtFuzzTest {

    /** Tries the bytes alone and after a valid header: few inputs get past the checks of signature and length alone. */
    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        readOrRefuse(bytes);
        readOrRefuse(Tables.withHeader("CEDT", bytes));
    }

    private static void readOrRefuse(byte[] bytes) {
        try {
            Cedt cedt = Cedt.parse(bytes).table();
            assertInOrder(cedt.windows(), bytes.length);
        } catch (AcpiTableException e) {
            assertThat(e.table()).isEqualTo("CEDT");
            assertThat(e.offset()).isBetween(0, bytes.length);
        }
    }

    private static void assertInOrder(List<Cedt.Window> windows, int end) {
        int index = -1;
        int offset = Cedt.FIRST_ENTRY_OFFSET - 1;
        for (Cedt.Window window : windows) {
            assertThat(window.index()).isGreaterThan(index);
            assertThat(window.offset()).isGreaterThan(offset).isLessThan(end);
            index = window.index();
            offset = window.offset();
        }
    }
}
