package io.targetnode.capture;

import java.util.List;
import java.util.OptionalLong;

/**
 * The output of {@code lsmem -o+NODE}: JSON ({@code -J}), a table, {@code --raw} or {@code --pairs}.
 *
 * @param online ranges that are online: ascending, disjoint, adjacent ranges of one node joined
 * @param offline the number of ranges that are not online
 * @param blockBytes the size of memory blocks, which the table states; empty if it is not given
 * @param warnings clauses about what could not be used
 */
public record Lsmem(List<OnlineMemory> online, int offline, OptionalLong blockBytes, List<String> warnings) {

    /** Its name in messages. */
    public static final String SOURCE = "lsmem";

    public Lsmem {
        online = List.copyOf(online);
        warnings = List.copyOf(warnings);
    }

    /** Whether a field of the JSON is read. */
    public static boolean reads(String field) {
        return LsmemReader.FIELDS.contains(field);
    }

    /**
     * Reads the output of {@code lsmem -J}, or several of them.
     *
     * @throws CaptureException if the JSON is something else
     */
    public static Lsmem parse(JsonValue json) {
        LsmemReader reader = new LsmemReader();
        for (JsonValue list : json.oneOrMore()) {
            list.object().required("memory").list().forEach(reader::read);
        }
        return reader.finish();
    }

    /**
     * Reads the table or the pairs that lsmem prints without {@code -J}.
     *
     * @throws CaptureException if there is no heading with RANGE, or a row is malformed
     */
    public static Lsmem parseTable(byte[] text) {
        LsmemReader reader = new LsmemReader();
        new Lines(SOURCE, text).forEach(reader::read);
        return reader.finishTable();
    }
}
