package io.targetnode.analysis.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.memory.AddressRange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AddressAxisTest {

    private static AddressAxis axis(LaneKind kind, AddressRange... ranges) {
        return AddressAxis.of(List.of(lane(kind, ranges)));
    }

    private static Lane lane(LaneKind kind, AddressRange... ranges) {
        List<LaneBlock> blocks = List.of(ranges).stream()
                .map(range -> LaneBlock.of(range, Map.of(), List.of(), ""))
                .toList();
        return new Lane(kind, "", Optional.empty(), blocks);
    }

    @Test
    void blocksCutTheAxisIntoCellsFromZero() {
        AddressAxis axis = axis(LaneKind.RAM, new AddressRange(0x4000, 0x7fff), new AddressRange(0x6000, 0x8fff));
        assertThat(axis.cells()).isEqualTo(4);
        assertThat(axis.cell(0)).isEqualTo(new AddressRange(0, 0x3fff));
        assertThat(axis.cell(3)).isEqualTo(new AddressRange(0x8000, 0x8fff));
        assertThat(List.of(axis.indexOf(0), axis.indexOf(0x3fff), axis.indexOf(0x4000), axis.indexOf(0x8fff)))
                .containsExactly(0, 0, 1, 3);
        assertThat(axis.tick(4)).isEqualTo("0x9000");
    }

    @Test
    void whatOnlyMeminfoOrAnAnswerCoversIsAHole() {
        AddressAxis axis = AddressAxis.of(List.of(
                lane(LaneKind.RAM, new AddressRange(0, 0xfff), new AddressRange(0x3000, 0x3fff)),
                lane(LaneKind.RESERVED, new AddressRange(0x1000, 0x1fff)),
                lane(LaneKind.MEMINFO, new AddressRange(0, 0x3fff))));
        assertThat(List.of(axis.isHole(0), axis.isHole(1), axis.isHole(2), axis.isHole(3)))
                .containsExactly(false, false, true, false);
    }

    @Test
    void addressesAboveTheMiddleAreUnsigned() {
        AddressAxis axis = axis(LaneKind.RAM, new AddressRange(-0x1000, -1), new AddressRange(1L << 63, 1L << 63));
        assertThat(axis.cells()).isEqualTo(4);
        assertThat(axis.cell(3)).isEqualTo(new AddressRange(-0x1000, -1));
        assertThat(axis.indexOf(-1)).isEqualTo(3);
        assertThat(axis.tick(4)).isEqualTo("2^64");
    }

    @Test
    void aCellIsAsWideAsTheCubeRootOfItsSizeAndAHoleHasItsOwnWidth() {
        AddressAxis axis = axis(
                LaneKind.RAM,
                new AddressRange(0, 0xfff),
                new AddressRange(0x1000, 0x8fff),
                new AddressRange(1L << 40, (1L << 40) + 0xfff));
        assertThat(axis.minWidth(0, 4, 10, 5)).isEqualTo(35);
        assertThat(axis.edges(0, 4, 435, 10, 5)).containsExactly(0, 110, 320, 325, 435);
        assertThat(axis.edges(0, 4, 20, 10, 5)).containsExactly(0, 10, 20, 25, 35);
    }

    @Test
    void withoutABlockTheAxisIsOneHole() {
        AddressAxis axis = axis(LaneKind.RAM);
        assertThat(axis.cells()).isEqualTo(1);
        assertThat(axis.isHole(0)).isTrue();
        assertThat(axis.cell(0)).isEqualTo(new AddressRange(0, -1));
    }

    @Test
    void blocksThatOverlapLieInDifferentRows() {
        Lane lane = lane(
                LaneKind.SRAT,
                new AddressRange(0x8, 0xf),
                new AddressRange(0x0, 0x9),
                new AddressRange(0x10, 0x1f),
                new AddressRange(0x9, 0x9));
        assertThat(lane.rows()).containsExactly(1, 0, 0, 2);
    }
}
