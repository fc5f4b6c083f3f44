package io.targetnode.capture;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Recognises the tool that wrote a JSON document by its outermost names and those one level below, together with the form of
 * their values: {@code "region":"region0"} is from cxl, {@code "region":"us-east-1"} is not.
 */
final class JsonFieldNames {

    private static final Pattern DAX = Pattern.compile("dax\\d{1,9}+\\.\\d{1,9}+");
    private static final Pattern NVDIMM =
            Pattern.compile("(?:ndbus|nmem|region)\\d{1,9}+|(?:namespace|btt|pfn|dax)\\d{1,9}+\\.\\d{1,9}+");
    private static final Pattern DECODER = Pattern.compile("decoder\\d{1,9}+\\.\\d{1,9}+");
    private static final Pattern RANGE = Pattern.compile("0x[0-9A-Fa-f]{1,17}+-0x[0-9A-Fa-f]{1,17}+");

    private static final int LONGEST_TEXT = 64;
    private static final int MOST_NAMES = 256;

    /** What distinguishes the documents of a format. */
    private record Sign(CaptureFormat format, Predicate<JsonFieldNames> shows) {}

    private static final List<Sign> SIGNS = List.of(
            new Sign(CaptureFormat.CXL, JsonFieldNames::isCxl),
            new Sign(CaptureFormat.NDCTL, JsonFieldNames::isNdctl),
            new Sign(CaptureFormat.DAXCTL, JsonFieldNames::isDaxctl),
            new Sign(CaptureFormat.LSMEM, JsonFieldNames::isLsmem),
            new Sign(
                    CaptureFormat.TOPOLOGY,
                    names -> names.hasAny(
                            "systemRam", "memoryAffinity", "processorAffinity", "cxlWindows", "memory.start")),
            new Sign(CaptureFormat.REDFISH, names -> names.hasAny("@odata.id", "@odata.type", "@odata.context")));

    private final byte[] bytes;
    private final int end;
    private final Map<String, String> values = new HashMap<>();
    private int at;

    private JsonFieldNames(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.at = start;
        this.end = Math.min(end, start + CaptureFormat.BEGINNING_BYTES);
        read();
    }

    /** The format of the document between two positions, of which the end may be missing. */
    static Optional<CaptureFormat> formatOf(byte[] bytes, int start, int end) {
        JsonFieldNames names = new JsonFieldNames(bytes, start, end);
        return SIGNS.stream()
                .filter(sign -> sign.shows().test(names))
                .findFirst()
                .map(Sign::format);
    }

    private boolean isCxl() {
        boolean hasHost = hasAny("host", "depth");
        return isNumbered("bus", "root")
                || isNumbered("memdev", "mem")
                || isNumbered("region", "region")
                || is("decoder", DECODER)
                || hasHost && (isNumbered("port", "port") || isNumbered("endpoint", "endpoint"))
                || hasAny("anon memdevs", "root decoders", "port decoders", "endpoint decoders")
                || isNumbered("memdevs.memdev", "mem")
                || isNumbered("buses.bus", "root")
                || isNumbered("ports.port", "port")
                || isNumbered("endpoints.endpoint", "endpoint")
                || isNumbered("regions.region", "region");
    }

    private boolean isNdctl() {
        return List.of("dev", "buses.dev", "dimms.dev", "regions.dev", "namespaces.dev").stream()
                .anyMatch(name -> is(name, NVDIMM));
    }

    private boolean isDaxctl() {
        return is("chardev", DAX)
                || is("devices.chardev", DAX)
                || hasAny("path") && hasAny("id") && hasAny("align", "available_size");
    }

    private boolean isLsmem() {
        return (is("memory.range", RANGE) || hasAny("memory.block")) && hasAny("memory.state");
    }

    private boolean hasAny(String... names) {
        return List.of(names).stream().anyMatch(values::containsKey);
    }

    private boolean is(String name, Pattern form) {
        return form.matcher(values.getOrDefault(name, "")).matches();
    }

    private boolean isNumbered(String name, String word) {
        return values.getOrDefault(name, "").matches(word + "\\d{1,9}+");
    }

    /** Stores the names of objects that are at most two deep, with the value if it is a text. */
    private void read() {
        int depth = 0;
        String outer = "";
        for (int b = next(); b >= 0 && values.size() < MOST_NAMES; b = next()) {
            if (b == '{') {
                depth++;
            } else if (b == '}') {
                depth--;
            } else if (b == '"') {
                String text = string();
                int after = at;
                if (next() != ':') {
                    at = after;
                } else if (depth == 1) {
                    outer = text;
                    values.putIfAbsent(text, value());
                } else if (depth == 2) {
                    values.putIfAbsent(outer + "." + text, value());
                }
            }
        }
    }

    /** The value if it is a text. */
    private String value() {
        int before = at;
        if (next() == '"') {
            return string();
        }
        at = before;
        return "";
    }

    /** The rest of a string; empty for a long one. */
    private String string() {
        int start = at;
        while (at < end && bytes[at] != '"') {
            at += bytes[at] == '\\' ? 2 : 1;
        }
        int last = Math.min(at, end);
        at = last + 1;
        return last - start > LONGEST_TEXT ? "" : new String(bytes, start, last - start, StandardCharsets.UTF_8);
    }

    /** The next byte that is not white space; -1 at the end. */
    private int next() {
        while (at < end && bytes[at] >= 0 && bytes[at] <= ' ') {
            at++;
        }
        return at < end ? bytes[at++] & 0xff : -1;
    }
}
