package io.targetnode.capture;

import java.util.List;

/**
 * What {@code cxl list -vvv} prints, as far as it is of use: the windows (root decoders), the regions in them, and the dax
 * devices of those. Nothing is kept of memory devices: they have serial numbers.
 *
 * @param windows by number
 * @param regions whose range is known, by name
 * @param devices dax devices, by name
 * @param warnings sentences about what could not be used
 */
public record CxlList(
        List<CxlWindow> windows, List<NamedRange> regions, List<DaxDevice> devices, List<String> warnings) {

    /** The name by which messages call it. */
    public static final String SOURCE = "cxl";

    public CxlList {
        windows = List.copyOf(windows);
        regions = List.copyOf(regions);
        devices = List.copyOf(devices);
        warnings = List.copyOf(warnings);
    }

    /** Whether a field of the JSON is of use. */
    public static boolean keeps(String field) {
        return CxlListReader.keeps(field);
    }

    /**
     * Reads it.
     *
     * @throws CaptureException if it is something else
     */
    public static CxlList parse(JsonValue json) {
        CxlListReader reader = new CxlListReader();
        json.oneOrMore().forEach(reader::read);
        return reader.finish();
    }
}
