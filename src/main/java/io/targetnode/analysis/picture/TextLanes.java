package io.targetnode.analysis.picture;

import io.targetnode.memory.AddressRange;
import io.targetnode.topology.service.KernelChoice;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of all lanes of a text.
 *
 * @param rows from top to bottom
 * @param notes the kernel and the rule of each lane of answers
 */
record TextLanes(List<Row> rows, List<String> notes) {

    /**
     * A row of blocks that do not overlap, except in the last row of a lane.
     *
     * @param name the name at the left; empty for further rows of a lane
     * @param filling the character that fills a block
     * @param isShown whether it is shown even without a block
     */
    record Row(String name, char filling, boolean isShown, List<LaneBlock> blocks) {

        List<LaneBlock> within(AddressRange part) {
            return blocks.stream().filter(block -> block.range().overlaps(part)).toList();
        }
    }

    static TextLanes of(Picture picture) {
        List<Row> rows = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        List<LaneKind> seen = new ArrayList<>();
        for (Lane lane : picture.lanes()) {
            String name = lane.kind().apiName().replace('-', ' ') + (seen.contains(lane.kind()) ? " 2" : "");
            seen.add(lane.kind());
            addRows(lane, name, rows);
            if (lane.kind() == LaneKind.ANSWER || lane.kind() == LaneKind.OTHER_RULE) {
                KernelChoice choice = lane.view().orElseThrow().choice();
                notes.add("%s: %s %s".formatted(name, choice.kernel(), choice.ruleText()));
            }
        }
        return new TextLanes(rows, notes);
    }

    private static void addRows(Lane lane, String name, List<Row> rows) {
        boolean isDifference = lane.kind() == LaneKind.DIFFERENCE;
        List<Integer> numbers = lane.rows();
        for (int row = 0; row < Lane.count(numbers); row++) {
            List<LaneBlock> blocks = new ArrayList<>();
            for (int i = 0; i < numbers.size(); i++) {
                if (numbers.get(i) == row) {
                    blocks.add(lane.blocks().get(i));
                }
            }
            rows.add(new Row(row == 0 ? name : "", isDifference ? '!' : '=', row == 0 && !isDifference, blocks));
        }
    }
}
