package io.targetnode.store;

import io.targetnode.acpi.Hmat;
import io.targetnode.acpi.HmatStructure;
import io.targetnode.acpi.HmatStructure.Locality;
import io.targetnode.acpi.HmatStructure.Proximity;
import io.targetnode.acpi.HmatStructure.Skipped;
import io.targetnode.acpi.HmatStructure.WrongLength;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The elements of an HMAT: revision, offset of the structure of length 0 or null, structures. A structure is a list of its kind, its
 * byte offset and its contents:
 *
 * <pre>
 * ["proximity",40,1,0,2]                              flags, processor domain, memory domain
 * ["locality",80,0,0,"0x3e8",1,2,"00000000","0000000000000001","00640190"]
 *                                                     flags, data type, base unit, number of initiators and of targets, both as
 *                                                     8 digits each, entries as 4 digits each
 * ["refused",130,1,16,"0x20"]                         type, stated length, needed length
 * ["skipped",146,2]                                   type
 * </pre>
 */
final class HmatJson {

    private enum Kind {
        PROXIMITY("proximity"),
        LOCALITY("locality"),
        REFUSED("refused"),
        SKIPPED("skipped");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    private static final EnumNames<Kind> KINDS = new EnumNames<>(Kind.class, kind -> kind.text);

    /** A raw table has at most 1 MiB. */
    private static final int MAX_OFFSET = (1 << 20) - 1;

    private static final int MAX_DOMAINS = 1 << 18;
    private static final int MAX_BYTE = 255;
    private static final int MAX_UINT16 = 65_535;
    private static final int ENTRY_BYTES = 2;

    private HmatJson() {}

    static void write(Hmat hmat, DocumentWriter out) {
        out.number(hmat.revision())
                .optional(hmat.zeroLengthOffset())
                .tuples(hmat.structures(), structure -> write(structure, out));
    }

    static Hmat read(DocumentReader in) {
        int revision = in.next().integer(0, MAX_BYTE);
        OptionalInt zeroLength = in.next().optionalInteger(Hmat.FIRST_STRUCTURE_OFFSET, MAX_OFFSET);
        in.next().beginList();
        List<HmatStructure> structures = new ArrayList<>();
        int offset = Hmat.FIRST_STRUCTURE_OFFSET;
        while (in.nextElement()) {
            int least = offset;
            HmatStructure structure = in.tuple(() -> structure(in, least));
            structures.add(structure);
            offset = structure.offset() + 1;
        }
        return new Hmat(revision, structures, zeroLength);
    }

    private static void write(HmatStructure structure, DocumentWriter out) {
        if (structure instanceof Proximity proximity) {
            begin(Kind.PROXIMITY, structure, out)
                    .number(proximity.flags())
                    .uint32(proximity.processorDomain())
                    .uint32(proximity.memoryDomain());
        } else if (structure instanceof Locality locality) {
            begin(Kind.LOCALITY, structure, out)
                    .number(locality.flags())
                    .number(locality.dataType())
                    .address(locality.baseUnit())
                    .number(locality.initiators().size())
                    .number(locality.targets().size())
                    .text(HexNumbers.print(locality.initiators()))
                    .text(HexNumbers.print(locality.targets()))
                    .text(HexNumbers.print(locality.entries(), ENTRY_BYTES));
        } else if (structure instanceof WrongLength wrong) {
            begin(Kind.REFUSED, structure, out)
                    .number(wrong.type())
                    .number(wrong.length())
                    .address(wrong.needed());
        } else {
            begin(Kind.SKIPPED, structure, out).number(structure.type());
        }
    }

    private static DocumentWriter begin(Kind kind, HmatStructure structure, DocumentWriter out) {
        return out.text(KINDS.of(kind)).number(structure.offset());
    }

    private static HmatStructure structure(DocumentReader in, int minOffset) {
        Kind kind = KINDS.read(in.next());
        int offset = in.next().integer(minOffset, MAX_OFFSET);
        return switch (kind) {
            case PROXIMITY ->
                new Proximity(
                        offset,
                        in.next().integer(0, MAX_UINT16),
                        in.next().uint32(),
                        in.next().uint32());
            case LOCALITY -> locality(in, offset);
            case REFUSED ->
                new WrongLength(
                        offset,
                        in.next().integer(0, 2),
                        in.next().number(0, 0xffff_ffffL),
                        in.next().address());
            case SKIPPED -> new Skipped(offset, in.next().integer(0, MAX_UINT16));
        };
    }

    private static Locality locality(DocumentReader in, int offset) {
        int flags = in.next().integer(0, MAX_BYTE);
        int dataType = in.next().integer(0, MAX_BYTE);
        long baseUnit = in.next().address();
        int initiators = in.next().integer(0, MAX_DOMAINS);
        int targets = in.next().integer(0, MAX_DOMAINS);
        return new Locality(
                offset,
                flags,
                dataType,
                baseUnit,
                HexNumbers.list(in.next(), initiators),
                HexNumbers.list(in.next(), targets),
                HexNumbers.matrix(in.next(), initiators, targets, ENTRY_BYTES));
    }
}
