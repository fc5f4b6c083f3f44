package io.targetnode.store;

import io.targetnode.acpi.Srat;
import io.targetnode.acpi.SratEntry;
import io.targetnode.acpi.TableHeader;
import java.util.ArrayList;
import java.util.List;

/** {@code {"revision":3,"entries":[…],"endsInZeroLength":false}}, with the entries of {@link SratEntryJson}. */
final class SratJson {

    /** A raw table has at most 1 MiB, and its shortest entry has one byte. */
    private static final int MAX_ENTRIES = 1 << 20;

    private static final int MAX_BYTE = 255;

    private SratJson() {}

    static void write(Srat srat, DocumentWriter out) {
        out.object(() -> out.field("revision")
                .number(srat.revision())
                .field("entries")
                .tuples(srat.entries(), entry -> SratEntryJson.write(entry, out))
                .field("endsInZeroLength")
                .flag(srat.endsInZeroLength()));
    }

    static Srat read(DocumentReader in) {
        in.beginObject();
        int revision = in.field("revision").integer(0, MAX_BYTE);
        List<SratEntry> entries = entries(in.field("entries"));
        boolean endsInZeroLength = in.field("endsInZeroLength").flag();
        if (endsInZeroLength && entries.isEmpty()) {
            throw in.refuse("must be false: the table has no entries");
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
