package io.targetnode.store;

import io.targetnode.acpi.SratEntry;
import java.util.Set;

/**
 * An entry of the SRAT: a list of its kind, its byte offset and its contents. Its index is its position in the list of entries.
 *
 * <pre>
 * ["apic",48,0,true,17]                                          proximity domain, enabled, APIC id
 * ["x2apic",64,0,true,300]                                       the same
 * ["initiator",88,1,true]                                        proximity domain, enabled
 * ["gicc",48,0,true], ["rintc",48,0,true]                        the same, since format 4
 * ["port",88,1,true,0,"0x3631303049504341",7]                  the same, handle type, _HID, _UID, since format 5
 * ["memory",120,1,"0x0","0x20000000",true,false,false]           proximity domain, base, length in bytes,
 *                                                                enabled, hot-pluggable, non-volatile
 * ["refused",160,1,12]                                           type and length of an entry of a wrong length; the types 3 and
 *                                                                7 since format 4
 * ["skipped",172,3]                                              type
 * </pre>
 */
final class SratEntryJson {

    private enum Kind {
        APIC("apic"),
        X2APIC("x2apic"),
        INITIATOR("initiator"),
        GICC("gicc"),
        RINTC("rintc"),
        PORT("port"),
        MEMORY("memory"),
        REFUSED("refused"),
        SKIPPED("skipped");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    private static final EnumNames<Kind> KINDS = new EnumNames<>(Kind.class, kind -> kind.text);

    /** A raw table has at most 1 MiB; the longest declared table, of three times 65,536 entries, has 6.8 MB. */
    private static final int MAX_OFFSET = (1 << 23) - 1;

    private static final int MAX_BYTE = 255;
    private static final Set<Integer> TYPES_OF_WRONG_LENGTH = Set.of(0, 1, 2, 3, 7);
    private static final int LAST_TYPE_OF_FORMAT_1 = 2;

    private SratEntryJson() {}

    /** Whether formats before 4 cannot express the entry. */
    static boolean isNewInFormat4(SratEntry entry) {
        return entry instanceof SratEntry.Gicc
                || entry instanceof SratEntry.Rintc
                || entry instanceof SratEntry.WrongLength && entry.type() > LAST_TYPE_OF_FORMAT_1;
    }

    /** Writes the elements of the entry's list. */
    static void write(SratEntry entry, DocumentWriter out) {
        if (entry instanceof SratEntry.Apic apic) {
            begin(Kind.APIC, apic, out)
                    .uint32(apic.proximityDomain())
                    .flag(apic.enabled())
                    .uint32(apic.apicId());
        } else if (entry instanceof SratEntry.X2Apic x2apic) {
            begin(Kind.X2APIC, x2apic, out)
                    .uint32(x2apic.proximityDomain())
                    .flag(x2apic.enabled())
                    .uint32(x2apic.apicId());
        } else if (entry instanceof SratEntry.GenericInitiator initiator) {
            begin(Kind.INITIATOR, initiator, out)
                    .uint32(initiator.proximityDomain())
                    .flag(initiator.enabled());
        } else if (entry instanceof SratEntry.Gicc gicc) {
            begin(Kind.GICC, gicc, out).uint32(gicc.proximityDomain()).flag(gicc.enabled());
        } else if (entry instanceof SratEntry.Rintc rintc) {
            begin(Kind.RINTC, rintc, out).uint32(rintc.proximityDomain()).flag(rintc.enabled());
        } else if (entry instanceof SratEntry.GenericPort port) {
            begin(Kind.PORT, port, out)
                    .uint32(port.proximityDomain())
                    .flag(port.enabled())
                    .number(port.handleType())
                    .address(port.hardwareId())
                    .uint32(port.uniqueId());
        } else if (entry instanceof SratEntry.Memory memory) {
            writeMemory(memory, out);
        } else if (entry instanceof SratEntry.WrongLength refused) {
            begin(Kind.REFUSED, refused, out).number(refused.type()).number(refused.length());
        } else {
            begin(Kind.SKIPPED, entry, out).number(((SratEntry.Skipped) entry).type());
        }
    }

    private static DocumentWriter begin(Kind kind, SratEntry entry, DocumentWriter out) {
        return out.text(KINDS.of(kind)).number(entry.offset());
    }

    private static void writeMemory(SratEntry.Memory memory, DocumentWriter out) {
        begin(Kind.MEMORY, memory, out)
                .uint32(memory.proximityDomain())
                .address(memory.base())
                .address(memory.lengthBytes())
                .flag(memory.enabled())
                .flag(memory.hotPluggable())
                .flag(memory.nonVolatile());
    }

    /** @param minOffset the previous entry's offset plus one */
    static SratEntry read(DocumentReader in, int index, int minOffset) {
        return in.tuple(() -> {
            Kind kind = KINDS.read(in.next());
            return entry(kind, index, in.next().offset(minOffset, MAX_OFFSET), in);
        });
    }

    private static SratEntry entry(Kind kind, int index, int offset, DocumentReader in) {
        return switch (kind) {
            case APIC, X2APIC -> processor(kind, index, offset, in);
            case INITIATOR ->
                new SratEntry.GenericInitiator(
                        index, offset, in.next().uint32(), in.next().flag());
            case GICC ->
                new SratEntry.Gicc(index, offset, in.next().uint32(), in.next().flag());
            case RINTC ->
                new SratEntry.Rintc(index, offset, in.next().uint32(), in.next().flag());
            case PORT ->
                new SratEntry.GenericPort(
                        index,
                        offset,
                        in.next().uint32(),
                        in.next().flag(),
                        in.next().integer(0, MAX_BYTE),
                        in.next().address(),
                        in.next().uint32());
            case MEMORY -> memory(index, offset, in);
            case REFUSED ->
                new SratEntry.WrongLength(
                        index, offset, typeOfWrongLength(in), in.next().integer(0, MAX_BYTE));
            case SKIPPED -> new SratEntry.Skipped(index, offset, in.next().integer(0, MAX_BYTE));
        };
    }

    private static int typeOfWrongLength(DocumentReader in) {
        int type = in.next().integer(0, MAX_BYTE);
        if (!TYPES_OF_WRONG_LENGTH.contains(type)) {
            throw in.refuse("must be 0, 1, 2, 3 or 7");
        }
        return type;
    }

    private static SratEntry processor(Kind kind, int index, int offset, DocumentReader in) {
        int domain = in.next().uint32();
        boolean enabled = in.next().flag();
        return kind == Kind.APIC
                ? new SratEntry.Apic(index, offset, domain, enabled, in.next().integer(0, MAX_BYTE))
                : new SratEntry.X2Apic(index, offset, domain, enabled, in.next().uint32());
    }

    private static SratEntry memory(int index, int offset, DocumentReader in) {
        return new SratEntry.Memory(
                index,
                offset,
                in.next().uint32(),
                in.next().address(),
                in.next().address(),
                in.next().flag(),
                in.next().flag(),
                in.next().flag());
    }
}
