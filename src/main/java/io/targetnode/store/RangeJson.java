package io.targetnode.store;

import io.targetnode.kernel.MemoryType;
import io.targetnode.kernel.NodeDescription.Described;
import io.targetnode.kernel.NodeDescription.DescribedRange;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import io.targetnode.memory.UsableRam;
import java.util.ArrayList;
import java.util.List;

/**
 * Ranges of addresses, both ends inclusive. Usable RAM is a list of {@code ["0x0","0x1fffffff"]}. Described ranges have a type
 * and a node as well: {@code ["0x0","0x1fffffff","system-ram",0]}; the index of a described range is its position in the list.
 */
final class RangeJson {

    private static final EnumNames<MemoryType> TYPES = new EnumNames<>(MemoryType.class, RangeJson::name);

    private RangeJson() {}

    static void write(UsableRam ram, DocumentWriter out) {
        out.tuples(ram.ranges(), range -> writeEnds(range, out));
    }

    static UsableRam readRam(DocumentReader in) {
        List<AddressRange> ranges = in.tuples(() -> range(in));
        UsableRam ram = UsableRam.of(ranges);
        if (!ram.ranges().equals(ranges)) {
            throw in.refuse("must be ranges of whole pages in ascending order, with a gap between any two");
        }
        return ram;
    }

    static void write(Described described, DocumentWriter out) {
        out.tuples(
                described.ranges(),
                range -> writeEnds(range.range(), out)
                        .text(TYPES.of(range.type()))
                        .number(range.node()));
    }

    static Described readDescribed(DocumentReader in) {
        in.beginList();
        List<DescribedRange> ranges = new ArrayList<>();
        while (in.nextElement()) {
            int index = ranges.size();
            ranges.add(in.tuple(() -> new DescribedRange(
                    index, range(in), TYPES.read(in.next()), in.next().integer(0, Integer.MAX_VALUE))));
        }
        return new Described(ranges);
    }

    static DocumentWriter writeEnds(AddressRange range, DocumentWriter out) {
        return out.address(range.start()).address(range.end());
    }

    /** Reads both ends: two elements of a list. */
    static AddressRange range(DocumentReader in) {
        long start = in.next().address();
        long end = in.next().address();
        if (Address.below(end, start)) {
            throw in.refuse("is below the start " + Address.print(start));
        }
        return new AddressRange(start, end);
    }

    private static String name(MemoryType type) {
        return switch (type) {
            case SYSTEM_RAM -> "system-ram";
            case CXL_WINDOW -> "cxl-window";
            case HOTPLUG -> "hotplug";
            case SOFT_RESERVED -> "soft-reserved";
            case PERSISTENT -> "persistent";
        };
    }
}
