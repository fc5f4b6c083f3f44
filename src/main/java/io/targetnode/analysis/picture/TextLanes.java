package io.targetnode.analysis.picture;

import io.targetnode.memory.AddressRange;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of all lanes of a text.
 *
 * @param rows from top to bottom
 */
record TextLanes(List<Row> rows) {

    /**
     * A row of blocks that do not overlap, except in the last row of a lane.
     *
     * @param name the name at the left; empty for further rows of a lane
     * @param filling the character that fills a block
     * @param isFirst whether it is the first row of its lane
     */
    record Row(String name, char filling, boolean isFirst, List<LaneBlock> blocks) {

        List<LaneBlock> within(AddressRange part) {
            return blocks.stream().filter(block -> block.range().overlaps(part)).toList();
        }
    }

    static TextLanes of(Picture picture) {
        List<Row> rows = new ArrayList<>();
        List<LaneKind> kinds = new ArrayList<>();
        for (Lane lane : picture.lanes()) {
            kinds.add(lane.kind());
            String name =
                    name(lane.kind(), kinds.stream().filter(lane.kind()::equals).count() > 1);
            char filling = lane.kind() == LaneKind.DIFFERENCE ? '!' : '=';
            int[] numbers = lane.rows();
            for (int row = 0; row < Lane.count(numbers); row++) {
                List<LaneBlock> blocks = new ArrayList<>();
                for (int i = 0; i < numbers.length; i++) {
                    if (numbers[i] == row) {
                        blocks.add(lane.blocks().get(i));
                    }
                }
                rows.add(new Row(row == 0 ? name : "", filling, row == 0, blocks));
            }
        }
        return new TextLanes(rows);
    }

    /** The name of a lane; the lists and answers of a second kernel are marked B. */
    static String name(LaneKind kind, boolean second) {
        return kind == LaneKind.DIFFERENCE ? "" : kind.apiName().replace('-', ' ') + (second ? " B" : "");
    }
}
