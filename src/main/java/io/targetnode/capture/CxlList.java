package io.targetnode.capture;

import java.util.List;

/**
 * The output of {@code cxl list -vvv}: the windows (root decoders), the regions in them, and the dax devices of the regions.
 * Memory devices are not stored, because they have serial numbers.
 *
 * @param windows by number
 * @param regions with a known range, by name
 * @param devices dax devices, by name
 * @param warnings clauses about what could not be used
 */
public record CxlList(
        List<CxlWindow> windows, List<NamedRange> regions, List<DaxDevice> devices, List<String> warnings) {

    /** Its name in messages. */
    public static final String SOURCE = "cxl";

    public CxlList {
        windows = List.copyOf(windows);
        regions = List.copyOf(regions);
        devices = List.copyOf(devices);
        warnings = List.copyOf(warnings);
    }

    /** Whether a field of the JSON is read. */
    public static boolean reads(String field) {
        return CxlListReader.reads(field);
    }

    /** @throws CaptureException if the JSON is not the output of {@code cxl list} */
    public static CxlList parse(JsonValue json) {
        CxlListReader reader = new CxlListReader();
        json.oneOrMore().forEach(reader::read);
        return reader.finish();
    }
}
