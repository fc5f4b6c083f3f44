package io.targetnode.store;

import io.targetnode.acpi.Srat;
import io.targetnode.acpi.SratEntry;
import io.targetnode.acpi.TableHeader;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** {@code {"revision":3,"entries":[…],"endsInZeroLength":false}}, with the entries of {@link SratEntryJson}. */
final class SratJson {

    /** As many as a raw table of 1 MiB can have, whose least entry takes a byte. */
    private static final int MAX_ENTRIES = 1 << 20;

    private static final int MAX_BYTE = 255;

    private SratJson() {}

    static void write(Srat srat, JsonGenerator out) {
        out.writeStartObject();
        out.writeNumberProperty("revision", srat.revision());
        out.writeArrayPropertyStart("entries");
        srat.entries().forEach(entry -> SratEntryJson.write(entry, out));
        out.writeEndArray();
        out.writeBooleanProperty("endsInZeroLength", srat.endsInZeroLength());
        out.writeEndObject();
    }

    static Srat read(DocumentReader in) {
        in.beginObject();
        int revision = in.field("revision").integer(0, MAX_BYTE);
        List<SratEntry> entries = entries(in.field("entries"));
        boolean endsInZeroLength = in.field("endsInZeroLength").flag();
        if (endsInZeroLength && entries.isEmpty()) {
            throw in.refuse("there is no entry that could have length 0");
        }
        in.endObject();
        return new Srat(revision, entries, endsInZeroLength);
    }

    private static List<SratEntry> entries(DocumentReader in) {
        in.beginList();
        List<SratEntry> entries = new ArrayList<>();
        int offset = Srat.FIRST_ENTRY_OFFSET - 1;
        while (in.nextElement()) {
            if (entries.size() == MAX_ENTRIES) {
                throw in.refuse("more than %,d entries".formatted(MAX_ENTRIES));
            }
            SratEntry entry = SratEntryJson.read(in, entries.size(), offset + 1);
            entries.add(entry);
            offset = entry.offset() == TableHeader.NO_OFFSET ? offset : entry.offset();
        }
        return entries;
    }
}
