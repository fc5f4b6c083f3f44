package io.targetnode.store;

import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.TableHeader;
import java.util.ArrayList;
import java.util.List;

/**
 * The windows, each as {@code [position, byte offset, base, size in bytes]}: {@code [0,36,"0x20000000","0x10000000"]}. Other
 * structures of the table are not stored, so positions and offsets may have gaps.
 */
final class CedtJson {

    /** A raw table has at most 1 MiB, and its shortest entry has one byte. */
    private static final int MAX_OFFSET = (1 << 20) - 1;

    private CedtJson() {}

    static void write(Cedt cedt, DocumentWriter out) {
        out.tuples(
                cedt.windows(),
                window -> out.number(window.index())
                        .number(window.offset())
                        .address(window.base())
                        .address(window.sizeBytes()));
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

    private static Cedt.Window window(DocumentReader in, int minIndex, int minOffset) {
        return in.tuple(() -> new Cedt.Window(
                in.next().integer(minIndex, MAX_OFFSET),
                in.next().offset(minOffset, MAX_OFFSET),
                in.next().address(),
                in.next().address()));
    }
}
