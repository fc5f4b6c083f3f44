package io.targetnode.api.json;

import io.targetnode.api.problem.ProblemException;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import java.util.ArrayList;
import java.util.List;

/** A part of a body that has a range. */
public interface Ranged {

    HexAddress start();

    HexAddress end();

    /**
     * The ranges of a list.
     *
     * @param field the list's name in the body
     * @throws ProblemException for one whose end lies below its start
     */
    static List<AddressRange> ranges(String field, List<? extends Ranged> list) {
        List<AddressRange> ranges = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            long start = list.get(i).start().value();
            long end = list.get(i).end().value();
            if (Address.below(end, start)) {
                throw ProblemException.body(
                        "/%s/%d/end".formatted(field, i),
                        "end %s lies below start %s".formatted(Address.print(end), Address.print(start)));
            }
            ranges.add(new AddressRange(start, end));
        }
        return ranges;
    }
}
