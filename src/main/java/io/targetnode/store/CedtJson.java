package io.targetnode.store;

import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.TableHeader;
import io.targetnode.acpi.WindowDecoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The windows, each as {@code [position, byte offset, base, size in bytes]}: {@code [0,36,"0x20000000","0x10000000"]}. Other
 * structures of the table are not stored, so positions and offsets may have gaps. Since format 5, null follows, or the decoding,
 * {@code [0,0,0,6,0,[7]]}: encoded ways, arithmetic, encoded granularity, restrictions, QTG, and the _UIDs of the targets.
 */
final class CedtJson {

    /** A raw table has at most 1 MiB, and its shortest entry has one byte. */
    private static final int MAX_OFFSET = (1 << 20) - 1;

    private static final int MAX_BYTE = 255;
    private static final int MAX_UINT16 = 65_535;

    private CedtJson() {}

    static void write(Cedt cedt, int documentFormat, DocumentWriter out) {
        out.tuples(cedt.windows(), window -> {
            out.number(window.index())
                    .number(window.offset())
                    .address(window.base())
                    .address(window.sizeBytes());
            if (documentFormat > 4) {
                out.optional(window.decoding(), decoding -> out.tuple(() -> write(decoding, out)));
            }
        });
    }

    private static void write(WindowDecoding decoding, DocumentWriter out) {
        out.number(decoding.encodedWays())
                .number(decoding.arithmetic())
                .uint32(decoding.encodedGranularity())
                .number(decoding.restrictions())
                .number(decoding.qosGroup())
                .list(decoding.targets(), out::uint32);
    }

    static Cedt read(DocumentReader in, int documentFormat) {
        in.beginList();
        List<Cedt.Window> windows = new ArrayList<>();
        int index = 0;
        int offset = Cedt.FIRST_ENTRY_OFFSET;
        while (in.nextElement()) {
            if (windows.size() == Cedt.MAX_WINDOWS) {
                throw in.refuse("more than %,d windows".formatted(Cedt.MAX_WINDOWS));
            }
            Cedt.Window window = window(in, index, offset, documentFormat);
            windows.add(window);
            index = window.index() + 1;
            offset = window.offset() == TableHeader.NO_OFFSET ? offset : window.offset() + 1;
        }
        return new Cedt(windows);
    }

    private static Cedt.Window window(DocumentReader in, int minIndex, int minOffset, int documentFormat) {
        return in.tuple(() -> new Cedt.Window(
                in.next().integer(minIndex, MAX_OFFSET),
                in.next().offset(minOffset, MAX_OFFSET),
                in.next().address(),
                in.next().address(),
                documentFormat > 4 ? decoding(in.next()) : Optional.empty()));
    }

    private static Optional<WindowDecoding> decoding(DocumentReader in) {
        return in.optional(() -> in.tuple(() -> new WindowDecoding(
                in.next().integer(0, MAX_BYTE),
                in.next().integer(0, MAX_BYTE),
                in.next().uint32(),
                in.next().integer(0, MAX_UINT16),
                in.next().integer(0, MAX_UINT16),
                in.next().list(in::uint32))));
    }
}
