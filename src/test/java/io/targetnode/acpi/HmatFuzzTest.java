package io.targetnode.acpi;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

class HmatFuzzTest {

    /** Tries the bytes alone and after a valid header: few inputs get past the checks of signature and length alone. */
    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        readOrRefuse(bytes);
        readOrRefuse(Tables.withHeader("HMAT", bytes));
    }

    private static void readOrRefuse(byte[] bytes) {
        try {
            Hmat table = Hmat.parse(bytes).table();
            int offset = Hmat.FIRST_STRUCTURE_OFFSET - 1;
            for (HmatStructure structure : table.structures()) {
                assertThat(structure.offset()).isGreaterThan(offset).isLessThan(bytes.length);
                offset = structure.offset();
            }
            assertThat(table.size()).isLessThanOrEqualTo(bytes.length);
        } catch (AcpiTableException e) {
            assertThat(e.table()).isEqualTo("HMAT");
            assertThat(e.offset()).isBetween(0, bytes.length);
        }
    }
}
