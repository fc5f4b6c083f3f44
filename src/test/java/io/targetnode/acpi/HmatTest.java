package io.targetnode.acpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.targetnode.acpi.HmatStructure.Locality;
import io.targetnode.acpi.HmatStructure.Proximity;
import io.targetnode.acpi.HmatStructure.Skipped;
import io.targetnode.acpi.HmatStructure.WrongLength;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HmatTest {

    private static final int FIRST = Hmat.FIRST_STRUCTURE_OFFSET;

    @Test
    void structuresComeInTableOrderWithTheirByteOffset() {
        Hmat hmat = read(
                structure(0, 40).putShort(8, (short) 3).putInt(12, -1).putInt(16, 7),
                locality(2, 3, 1, 2, 3, 4, 0xffff, 6),
                structure(2, 32),
                structure(9, 8));
        assertThat(hmat.revision()).isEqualTo(2);
        assertThat(hmat.zeroLengthOffset()).isEmpty();
        assertThat(hmat.structures())
                .containsExactly(
                        new Proximity(40, 3, -1, 7),
                        new Locality(
                                80,
                                0xf1,
                                3,
                                1000,
                                List.of(0, 1),
                                List.of(0, 1, 2),
                                UnsignedMatrix.of(
                                        2, 3, (char) 1, (char) 2, (char) 3, (char) 4, (char) 0xffff, (char) 6)),
                        new Skipped(144, 2));
        assertThat(hmat.size()).isEqualTo(3);
        Locality locality = (Locality) hmat.structures().get(1);
        assertThat(locality.type()).isEqualTo(1);
        assertThat(locality.isOfMemory()).isFalse();
        assertThat(hmat.structures().get(0).type()).isZero();
    }

    @Test
    void theDomainsOfAProximityStructureCountByRevision() {
        assertThat(new Proximity(40, 1, 0, 0).statesMemory(1)).isFalse();
        assertThat(new Proximity(40, 2, 0, 0).statesMemory(1)).isTrue();
        assertThat(new Proximity(40, 0, 0, 0).statesMemory(2)).isTrue();
        assertThat(new Proximity(40, 1, 0, 0).statesProcessor()).isTrue();
        assertThat(new Proximity(40, 2, 0, 0).statesProcessor()).isFalse();
        assertThat(new Locality(40, 0xf0, 0, 1, List.of(), List.of(), UnsignedMatrix.of(0, 0)).isOfMemory())
                .isTrue();
        assertThatThrownBy(() -> new Locality(40, 0, 0, 1, List.of(1), List.of(), UnsignedMatrix.of(0, 0)))
                .hasMessage("entries 0 x 0 for 1 initiators and 0 targets");
        assertThatThrownBy(() -> new Locality(40, 0, 0, 1, List.of(), List.of(1), UnsignedMatrix.of(0, 0)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"0,39,40", "0,41,40", "0,0,40", "1,31,32", "2,31,32", "1,0,32"})
    void aLengthThatTheKernelRefusesIsKept(int type, int length, int needed) {
        ByteBuffer bytes = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putShort(0, (short) type).putInt(4, length);
        assertThat(read(bytes).structures().get(0)).isEqualTo(new WrongLength(FIRST, type, length, needed));
    }

    /** Both counts have 32 bits, so that their product does not fit into 64 bits. */
    @ParameterizedTest
    @CsvSource({
        "1,1,41,42",
        "2,0,39,40",
        "0,2,39,40",
        "-1,0,42,0x40000001c",
        "1,-1,42,0x60000001e",
        "-1,-1,42,0xa00000018",
        "65536,65536,42,0x200080020"
    })
    void aLocalityThatIsShorterThanItsDomainsAndEntriesIsKept(int initiators, int targets, int length, String needed) {
        ByteBuffer bytes = structure(1, Math.max(length, 42))
                .putInt(4, length)
                .putInt(12, initiators)
                .putInt(16, targets);
        assertThat(read(bytes).structures().get(0)).isEqualTo(new WrongLength(FIRST, 1, length, Long.decode(needed)));
    }

    @Test
    void aStructureOfLengthZeroEndsTheWalk() {
        Hmat hmat = read(structure(7, 12), structure(7, 20).putInt(4, 0), structure(0, 40));
        assertThat(hmat.zeroLengthOffset()).hasValue(52);
        assertThat(hmat.structures()).containsExactly(new Skipped(40, 7), new Skipped(52, 7));
    }

    @Test
    void aLastStructureOfOnlyASubheaderIsNotRead() {
        assertThat(read(structure(0, 8)).structures()).isEmpty();
    }

    @Test
    void aStructureWithoutEffectMayReachPastTheEnd() {
        assertThat(read(structure(9, 12).putInt(4, -1)).structures()).containsExactly(new Skipped(40, 9));
    }

    @ParameterizedTest
    @CsvSource({"0,39,40", "1,31,40", "1,41,42"})
    void aStructureThatTheKernelReadsMustBeComplete(int type, int bytes, int stated) {
        ByteBuffer structure = structure(type, Math.max(bytes, 32))
                .putInt(4, stated)
                .putInt(12, type)
                .putInt(16, type);
        byte[] table = new byte[FIRST + bytes];
        structure.get(0, table, FIRST, Math.min(bytes, structure.capacity()));
        table[8] = 2;
        assertThat(catchThrowableOfType(AcpiTableException.class, () -> Hmat.parse(Tables.withHeader("HMAT", table))))
                .hasMessageContaining("a type %d structure needs".formatted(type))
                .satisfies(refused -> assertThat(refused.offset()).isEqualTo(FIRST));
    }

    private static Hmat read(ByteBuffer... structures) {
        byte[][] parts = new byte[structures.length + 1][];
        parts[0] = new byte[FIRST];
        parts[0][8] = 2;
        for (int i = 0; i < structures.length; i++) {
            parts[i + 1] = structures[i].array();
        }
        return Hmat.parse(Tables.withHeader("HMAT", Tables.concat(parts))).table();
    }

    private static ByteBuffer structure(int type, int length) {
        return ByteBuffer.allocate(length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(0, (short) type)
                .putInt(4, length);
    }

    /** Read latency in ns of a cache beside memory; the domains are 0, 1, ... */
    private static ByteBuffer locality(int initiators, int targets, int... entries) {
        ByteBuffer structure = structure(1, 32 + 4 * (initiators + targets) + 2 * entries.length)
                .put(8, (byte) 0xf1)
                .put(9, (byte) 3)
                .putInt(12, initiators)
                .putInt(16, targets)
                .putLong(24, 1000);
        for (int i = 0; i < initiators; i++) {
            structure.putInt(32 + 4 * i, i);
        }
        for (int i = 0; i < targets; i++) {
            structure.putInt(32 + 4 * (initiators + i), i);
        }
        for (int i = 0; i < entries.length; i++) {
            structure.putShort(32 + 4 * (initiators + targets) + 2 * i, (short) entries[i]);
        }
        return structure;
    }
}
