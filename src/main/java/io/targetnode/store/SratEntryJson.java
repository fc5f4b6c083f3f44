package io.targetnode.store;

import io.targetnode.acpi.SratEntry;
import io.targetnode.memory.Address;
import tools.jackson.core.JsonGenerator;

/**
 * An entry of the SRAT: a list of a word, the byte offset and what the word says. The position is the place among the others.
 *
 * <pre>
 * ["apic",48,0,true,17]                                          proximity domain, enabled, APIC id
 * ["x2apic",64,0,true,300]                                       the same
 * ["initiator",88,1,true]                                        proximity domain, enabled
 * ["memory",120,1,"0x0","0x20000000",true,false,false]           proximity domain, base, length in bytes,
 *                                                                enabled, hot-pluggable, non-volatile
 * ["refused",160,1,12]                                           type and length of an entry of a wrong length
 * ["skipped",172,3]                                              type
 * </pre>
 */
final class SratEntryJson {

    private enum Kind {
        APIC("apic"),
        X2APIC("x2apic"),
        INITIATOR("initiator"),
        MEMORY("memory"),
        REFUSED("refused"),
        SKIPPED("skipped");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    private static final EnumWords<Kind> KINDS = new EnumWords<>(Kind.class, kind -> kind.word);

    /** A raw table ends at 1 MiB; the longest that can be stated, of three times 65,536 entries, has 6.8 MB. */
    private static final int MAX_OFFSET = (1 << 23) - 1;

    private static final int MAX_BYTE = 255;
    private static final int LAST_TYPE_OF_WRONG_LENGTH = 2;

    private SratEntryJson() {}

    static void write(SratEntry entry, JsonGenerator out) {
        out.writeStartArray();
        if (entry instanceof SratEntry.Apic apic) {
            writeProcessor(Kind.APIC, apic, apic.proximityDomain(), apic.enabled(), apic.apicId(), out);
        } else if (entry instanceof SratEntry.X2Apic x2apic) {
            writeProcessor(Kind.X2APIC, x2apic, x2apic.proximityDomain(), x2apic.enabled(), x2apic.apicId(), out);
        } else if (entry instanceof SratEntry.GenericInitiator initiator) {
            begin(Kind.INITIATOR, initiator, out);
            out.writeNumber(Integer.toUnsignedLong(initiator.proximityDomain()));
            out.writeBoolean(initiator.enabled());
        } else if (entry instanceof SratEntry.Memory memory) {
            writeMemory(memory, out);
        } else if (entry instanceof SratEntry.WrongLength refused) {
            begin(Kind.REFUSED, refused, out);
            out.writeNumber(refused.type());
            out.writeNumber(refused.length());
        } else {
            begin(Kind.SKIPPED, entry, out);
            out.writeNumber(((SratEntry.Skipped) entry).type());
        }
        out.writeEndArray();
    }

    private static void begin(Kind kind, SratEntry entry, JsonGenerator out) {
        out.writeString(kind.word);
        out.writeNumber(entry.offset());
    }

    private static void writeProcessor(
            Kind kind, SratEntry entry, int proximityDomain, boolean enabled, int apicId, JsonGenerator out) {
        begin(kind, entry, out);
        out.writeNumber(Integer.toUnsignedLong(proximityDomain));
        out.writeBoolean(enabled);
        out.writeNumber(Integer.toUnsignedLong(apicId));
    }

    private static void writeMemory(SratEntry.Memory memory, JsonGenerator out) {
        begin(Kind.MEMORY, memory, out);
        out.writeNumber(Integer.toUnsignedLong(memory.proximityDomain()));
        out.writeString(Address.print(memory.base()));
        out.writeString(Address.print(memory.lengthBytes()));
        out.writeBoolean(memory.enabled());
        out.writeBoolean(memory.hotPluggable());
        out.writeBoolean(memory.nonVolatile());
    }

    /** @param leastOffset one more than the offset of the entry before */
    static SratEntry read(DocumentReader in, int index, int leastOffset) {
        in.beginList();
        Kind kind = KINDS.read(in.next());
        int offset = in.next().offset(leastOffset, MAX_OFFSET);
        SratEntry entry = switch (kind) {
            case APIC ->
                new SratEntry.Apic(
                        index,
                        offset,
                        in.next().uint32(),
                        in.next().flag(),
                        in.next().integer(0, MAX_BYTE));
            case X2APIC ->
                new SratEntry.X2Apic(
                        index,
                        offset,
                        in.next().uint32(),
                        in.next().flag(),
                        in.next().uint32());
            case INITIATOR ->
                new SratEntry.GenericInitiator(
                        index, offset, in.next().uint32(), in.next().flag());
            case MEMORY -> memory(in, index, offset);
            case REFUSED ->
                new SratEntry.WrongLength(
                        index,
                        offset,
                        in.next().integer(0, LAST_TYPE_OF_WRONG_LENGTH),
                        in.next().integer(0, MAX_BYTE));
            case SKIPPED -> new SratEntry.Skipped(index, offset, in.next().integer(0, MAX_BYTE));
        };
        in.endList();
        return entry;
    }

    private static SratEntry memory(DocumentReader in, int index, int offset) {
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
