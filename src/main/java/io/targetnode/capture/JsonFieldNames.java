package io.targetnode.capture;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Recognises the format of JSON by its field names: the first name that only one program writes decides. {@code cxl list} also
 * writes the names of {@code daxctl list}, but after its own.
 */
final class JsonFieldNames {

    private static final Map<String, CaptureFormat> NAMES = Map.ofEntries(
            Map.entry("bus", CaptureFormat.CXL),
            Map.entry("buses", CaptureFormat.CXL),
            Map.entry("memdev", CaptureFormat.CXL),
            Map.entry("memdevs", CaptureFormat.CXL),
            Map.entry("anon memdevs", CaptureFormat.CXL),
            Map.entry("decoder", CaptureFormat.CXL),
            Map.entry("root decoders", CaptureFormat.CXL),
            Map.entry("port", CaptureFormat.CXL),
            Map.entry("endpoint", CaptureFormat.CXL),
            Map.entry("region", CaptureFormat.CXL),
            Map.entry("regions", CaptureFormat.CXL),
            Map.entry("chardev", CaptureFormat.DAXCTL),
            Map.entry("daxregion", CaptureFormat.DAXCTL),
            Map.entry("path", CaptureFormat.DAXCTL),
            Map.entry("range", CaptureFormat.LSMEM),
            Map.entry("block", CaptureFormat.LSMEM),
            Map.entry("start", CaptureFormat.TOPOLOGY),
            Map.entry("systemRam", CaptureFormat.TOPOLOGY),
            Map.entry("memoryAffinity", CaptureFormat.TOPOLOGY),
            Map.entry("processorAffinity", CaptureFormat.TOPOLOGY),
            Map.entry("cxlWindows", CaptureFormat.TOPOLOGY),
            Map.entry("@odata.id", CaptureFormat.REDFISH),
            Map.entry("@odata.type", CaptureFormat.REDFISH),
            Map.entry("@odata.context", CaptureFormat.REDFISH));

    private static final int LONGEST_NAME = 32;

    private final byte[] bytes;
    private int at;

    private JsonFieldNames(byte[] bytes) {
        this.bytes = bytes;
    }

    static Optional<CaptureFormat> formatOf(byte[] bytes) {
        JsonFieldNames names = new JsonFieldNames(bytes);
        return names.beginsAsJson() ? names.firstKnown() : Optional.empty();
    }

    /** Whether the text begins with an object, or a list of objects: boot logs also begin with a bracket. */
    private boolean beginsAsJson() {
        int first = next();
        if (first == '[') {
            first = next();
        }
        return first == '{';
    }

    private Optional<CaptureFormat> firstKnown() {
        for (int b = next(); b >= 0; b = next()) {
            if (b != '"') {
                continue;
            }
            String text = string();
            int after = at;
            if (next() == ':' && NAMES.containsKey(text)) {
                return Optional.of(NAMES.get(text));
            }
            at = after;
        }
        return Optional.empty();
    }

    /** The rest of a string; empty for a long one. */
    private String string() {
        int start = at;
        while (at < bytes.length && bytes[at] != '"') {
            at += bytes[at] == '\\' ? 2 : 1;
        }
        int end = Math.min(at, bytes.length);
        at = end + 1;
        return end - start > LONGEST_NAME ? "" : new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    /** The next byte that is not white space; -1 at the end. */
    private int next() {
        while (at < bytes.length && bytes[at] >= 0 && bytes[at] <= ' ') {
            at++;
        }
        return at < bytes.length ? bytes[at++] & 0xff : -1;
    }
}
