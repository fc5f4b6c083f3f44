package io.targetnode.acpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlitTest {

    @Test
    void distancesAreReadRowByRowAsUnsignedBytes() {
        Slit slit = Slit.parse(slit(2, 10, 255, 254, 10)).table();
        assertThat(slit.localities()).isEqualTo(2);
        assertThat(slit.distances().at(0, 1)).isEqualTo(255);
        assertThat(slit.distances().at(1, 0)).isEqualTo(254);
        assertThat(slit.fault()).isEmpty();
    }

    @Test
    void bytesAfterTheLastDistanceAreIgnored() {
        assertThat(Slit.parse(slit(1, 10, 7, 7)).table())
                .isEqualTo(Slit.parse(slit(1, 10)).table());
    }

    @Test
    void aTableWithoutLocalitiesIsValid() {
        assertThat(Slit.parse(slit(0)).table().fault()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "11,20,20,10|44|the distance from proximity domain 0 to 0 is 11; it must be 10",
                "10,10,20,10|45|the distance from proximity domain 0 to 1 is 10; it must be above 10",
                "10,20,0,10|46|the distance from proximity domain 1 to 0 is 0; it must be above 10",
                "10,20,20,9|47|the distance from proximity domain 1 to 1 is 9; it must be 10"
            })
    void theFirstInvalidDistanceIsTheFault(String distances, int offset, String why) {
        int[] values = java.util.Arrays.stream(distances.split(","))
                .mapToInt(Integer::parseInt)
                .toArray();
        assertThat(Slit.parse(slit(2, values)).table().fault()).contains(new TableFault(offset, why));
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 1L << 32, 1L << 62, -1})
    void moreLocalitiesThanTheTableHasAreRefused(long count) {
        assertThat(catchThrowableOfType(AcpiTableException.class, () -> Slit.parse(slit(count, 10, 20, 20, 10))))
                .hasMessageStartingWith("SLIT, byte offset 36 (0x24): " + Long.toUnsignedString(count) + " localities")
                .satisfies(refused -> assertThat(refused.offset()).isEqualTo(36));
    }

    @Test
    void aTableWithoutItsCountIsRefused() {
        assertThatThrownBy(() -> Slit.parse(Tables.withHeader("SLIT", new byte[43])))
                .hasMessageContaining("the entries of SLIT begin at offset 44");
    }

    @Test
    void aWrongChecksumIsAWarning() {
        byte[] bytes = slit(1, 10);
        bytes[10]++;
        assertThat(Slit.parse(bytes).warnings()).singleElement().asString().startsWith("SLIT: the checksum is wrong");
    }

    @Test
    void onlySquaresOfBytesAreDistances() {
        assertThatThrownBy(() -> new Slit(UnsignedMatrix.of(1, 2, 'a', 'b')))
                .hasMessage("the distances 1 x 2 are not square");
        assertThatThrownBy(() -> new Slit(UnsignedMatrix.of(1, 1, (char) 256))).hasMessage("distance 256 exceeds 255");
    }

    @Test
    void matricesAreEqualIfTheirSizesAndNumbersAre() {
        UnsignedMatrix two = UnsignedMatrix.of(1, 2, 'a', 'b');
        assertThat(two)
                .isEqualTo(UnsignedMatrix.of(1, 2, 'a', 'b'))
                .hasSameHashCodeAs(UnsignedMatrix.of(1, 2, 'a', 'b'));
        assertThat(two).isNotEqualTo(UnsignedMatrix.of(2, 1, 'a', 'b')).isNotEqualTo(UnsignedMatrix.of(1, 2, 'a', 'c'));
        assertThat(UnsignedMatrix.of(0, 2))
                .isNotEqualTo(UnsignedMatrix.of(0, 1))
                .isNotEqualTo("0 x 2");
        assertThatThrownBy(() -> UnsignedMatrix.of(2, 2, 'a')).hasMessage("2 rows of 2 numbers are not 1 numbers");
        assertThatThrownBy(() -> UnsignedMatrix.of(-1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> UnsignedMatrix.of(0, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] slit(long count, int... distances) {
        ByteBuffer table = ByteBuffer.allocate(44 + distances.length).order(ByteOrder.LITTLE_ENDIAN);
        table.putLong(36, count);
        for (int i = 0; i < distances.length; i++) {
            table.put(44 + i, (byte) distances[i]);
        }
        return Tables.withHeader("SLIT", table.array());
    }
}
