package io.targetnode.acpi;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

class SratFuzzTest {

    /** Tries the bytes alone and after a valid header: few inputs get past the checks of signature and length alone. */
    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        readOrRefuse(bytes);
        readOrRefuse(Tables.withHeader("SRAT", bytes));
    }

    private static void readOrRefuse(byte[] bytes) {
        try {
            Srat srat = Srat.parse(bytes).table();
            assertInOrder(srat.entries(), bytes.length);
        } catch (AcpiTableException e) {
            assertThat(e.table()).isEqualTo("SRAT");
            assertThat(e.offset()).isBetween(0, bytes.length);
        }
    }

    private static void assertInOrder(List<SratEntry> entries, int end) {
        int offset = Srat.FIRST_ENTRY_OFFSET - 1;
        for (int i = 0; i < entries.size(); i++) {
            assertThat(entries.get(i).index()).isEqualTo(i);
            assertThat(entries.get(i).offset()).isGreaterThan(offset).isLessThan(end);
            offset = entries.get(i).offset();
        }
    }
}
