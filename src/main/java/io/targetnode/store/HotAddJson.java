package io.targetnode.store;

import io.targetnode.memory.AddressRange;
import io.targetnode.topology.HotAdd;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Facts about memory that is added after the boot, since format 5. {@code blockBytes} is null if no file shows it.
 *
 * <pre>
 * {"softReserved":[["0x100000000","0x13fffffff"]],"blockBytes":"0x8000000","memmapOnMemory":false,"hypervisor":true}
 * </pre>
 */
final class HotAddJson {

    private HotAddJson() {}

    static void write(HotAdd hotAdd, DocumentWriter out) {
        out.field("softReserved").tuples(hotAdd.softReserved(), range -> RangeJson.writeEnds(range, out));
        out.field("blockBytes").optional(hotAdd.blockBytes().stream().boxed().findFirst(), out::address);
        out.field("memmapOnMemory").flag(hotAdd.memmapOnMemory());
        out.field("hypervisor").flag(hotAdd.hypervisor());
    }

    static HotAdd read(DocumentReader in) {
        in.beginObject();
        List<AddressRange> ranges = in.field("softReserved").tuples(() -> RangeJson.range(in));
        if (!AddressRange.joined(ranges).equals(ranges)) {
            throw in.refuse("must be ranges in ascending order, with a gap between any two");
        }
        Optional<Long> blockBytes = in.field("blockBytes").optional(in::address);
        if (blockBytes.filter(bytes -> Long.bitCount(bytes) != 1).isPresent()) {
            throw in.refuse("must be a power of two");
        }
        HotAdd hotAdd = new HotAdd(
                ranges,
                blockBytes.map(OptionalLong::of).orElseGet(OptionalLong::empty),
                in.field("memmapOnMemory").flag(),
                in.field("hypervisor").flag());
        in.endObject();
        return hotAdd;
    }
}
