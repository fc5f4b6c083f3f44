package io.targetnode.store;

import io.targetnode.kernel.MemoryType;
import io.targetnode.kernel.NodeDescription.Described;
import io.targetnode.kernel.NodeDescription.DescribedRange;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import io.targetnode.memory.UsableRam;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * Ranges of addresses, both ends inclusive: usable RAM as {@code ["0x0","0x1fffffff"]}, described ranges with type and node
 * as {@code ["0x0","0x1fffffff","system-ram",0]}. The position of a described range is its place among the others.
 */
final class RangeJson {

    private static final EnumWords<MemoryType> TYPES = new EnumWords<>(MemoryType.class, RangeJson::word);

    private RangeJson() {}

    static void write(UsableRam ram, JsonGenerator out) {
        out.writeStartArray();
        for (int i = 0; i < ram.count(); i++) {
            out.writeStartArray();
            writeEnds(ram.start(i), ram.end(i) - 1, out);
            out.writeEndArray();
        }
        out.writeEndArray();
    }

    static UsableRam readRam(DocumentReader in) {
        List<AddressRange> ranges = in.tuples(() -> range(in));
        UsableRam ram = UsableRam.of(ranges);
        if (!ram.ranges().equals(ranges)) {
            throw in.refuse("must be ranges of whole pages, ascending, with a gap between any two");
        }
        return ram;
    }

    static void write(Described described, JsonGenerator out) {
        out.writeStartArray();
        for (DescribedRange range : described.ranges()) {
            out.writeStartArray();
            writeEnds(range.range().start(), range.range().end(), out);
            out.writeString(word(range.type()));
            out.writeNumber(range.node());
            out.writeEndArray();
        }
        out.writeEndArray();
    }

    static Described readDescribed(DocumentReader in) {
        in.beginList();
        List<DescribedRange> ranges = new ArrayList<>();
        while (in.nextElement()) {
            in.beginList();
            AddressRange range = range(in);
            MemoryType type = TYPES.read(in.next());
            ranges.add(new DescribedRange(ranges.size(), range, type, in.next().integer(0, Integer.MAX_VALUE)));
            in.endList();
        }
        return new Described(ranges);
    }

    private static void writeEnds(long start, long end, JsonGenerator out) {
        out.writeString(Address.print(start));
        out.writeString(Address.print(end));
    }

    static void writeEnds(AddressRange range, JsonGenerator out) {
        writeEnds(range.start(), range.end(), out);
    }

    /** Both ends, as they stand in a list. */
    static AddressRange range(DocumentReader in) {
        long start = in.next().address();
        long end = in.next().address();
        if (Address.below(end, start)) {
            throw in.refuse("lies below the start " + Address.print(start));
        }
        return new AddressRange(start, end);
    }

    private static String word(MemoryType type) {
        return switch (type) {
            case SYSTEM_RAM -> "system-ram";
            case CXL_WINDOW -> "cxl-window";
            case HOTPLUG -> "hotplug";
            case SOFT_RESERVED -> "soft-reserved";
            case PERSISTENT -> "persistent";
        };
    }
}
