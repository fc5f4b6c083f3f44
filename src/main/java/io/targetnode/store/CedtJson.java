package io.targetnode.store;

import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.TableHeader;
import io.targetnode.memory.Address;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * The windows, each as {@code [position, byte offset, base, size in bytes]}: {@code [0,36,"0x20000000","0x10000000"]}. What
 * stands between them in the table is not kept, so positions and offsets have gaps.
 */
final class CedtJson {

    /** A raw table ends at 1 MiB, and every entry takes at least a byte. */
    private static final int MAX_OFFSET = (1 << 20) - 1;

    private CedtJson() {}

    static void write(Cedt cedt, JsonGenerator out) {
        out.writeStartArray();
        cedt.windows().forEach(window -> write(window, out));
        out.writeEndArray();
    }

    static Cedt read(DocumentReader in) {
        in.beginList();
        List<Cedt.Window> windows = new ArrayList<>();
        int index = 0;
        int offset = Cedt.FIRST_ENTRY_OFFSET;
        while (in.nextElement()) {
            if (windows.size() == Cedt.MAX_WINDOWS) {
                throw in.refuse("more than %,d windows".formatted(Cedt.MAX_WINDOWS));
            }
            Cedt.Window window = window(in, index, offset);
            windows.add(window);
            index = window.index() + 1;
            offset = window.offset() == TableHeader.NO_OFFSET ? offset : window.offset() + 1;
        }
        return new Cedt(windows);
    }

    private static void write(Cedt.Window window, JsonGenerator out) {
        out.writeStartArray();
        out.writeNumber(window.index());
        out.writeNumber(window.offset());
        out.writeString(Address.print(window.base()));
        out.writeString(Address.print(window.sizeBytes()));
        out.writeEndArray();
    }

    private static Cedt.Window window(DocumentReader in, int leastIndex, int leastOffset) {
        in.beginList();
        Cedt.Window window = new Cedt.Window(
                in.next().integer(leastIndex, MAX_OFFSET),
                in.next().offset(leastOffset, MAX_OFFSET),
                in.next().address(),
                in.next().address());
        in.endList();
        return window;
    }
}
