package io.targetnode.topology.intake;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a member of an archive. It may contain host names, so it is never stored or reported, and it never decides what a
 * file is. It is used in two ways: texts with a likely name are examined further than others, and files of sysfs, whose content
 * has no meaning without their path, become the line that {@code grep -r .} prints for them.
 */
record MemberName(String name) {

    /** For a file without a name. */
    static final MemberName NONE = new MemberName("");

    private static final Pattern LIKELY = Pattern.compile(
            "dmesg|kern|messages|syslog|journal|console|boot|serial|acpi|srat|cedt|iomem|lsmem|cxl|dax|ndctl|numa|\\.dsl");

    private static final Pattern FILE = Pattern.compile("(?:^|.*/)(" + "(?<size>block_size_bytes)"
            + "|memory\\d{1,9}/(?:(?<index>phys_index)|(?<state>state))"
            + "|memory_tier\\d{1,9}/(?<list>nodelist)|(?<cpus>node/has_cpu|node\\d{1,6}/cpulist))");

    private static final Map<String, Pattern> CONTENTS = Map.of(
            "size", Pattern.compile("[0-9a-f]{1,16}"),
            "index", Pattern.compile("[0-9a-f]{1,16}"),
            "state", Pattern.compile("online|offline|going-offline"),
            "list", Pattern.compile("\\d{1,5}(?:[-,]\\d{1,5}){0,64}"),
            "cpus", Pattern.compile("\\d{1,5}(?:[-,]\\d{1,5}){0,256}"));

    private static final Pattern LINK =
            Pattern.compile("(?:^|.*/)(node\\d{1,6}/memory\\d{1,9}|memory\\d{1,9}/node\\d{1,6})/?");

    /**
     * A line about a file of sysfs.
     *
     * @param text the end of the path, which has only fixed words and numbers, with the value of a file
     */
    record SysfsLine(HostFile kind, String text) {}

    /** Whether files of this name are often useful. A file without a name may be useful, too. */
    boolean isLikely() {
        return name.isEmpty() || LIKELY.matcher(name.toLowerCase(Locale.ROOT)).find();
    }

    /** The line for a file; empty if it is not a file of sysfs with such a content. */
    Optional<SysfsLine> fileLine(byte[] content) {
        Matcher path = FILE.matcher(name);
        if (!path.matches()) {
            return Optional.empty();
        }
        // Archives of sysfs fill files with zeros.
        String value = new String(content, StandardCharsets.ISO_8859_1)
                .replace('\0', ' ')
                .strip();
        boolean fits = CONTENTS.entrySet().stream()
                .anyMatch(form -> path.group(form.getKey()) != null
                        && form.getValue().matcher(value).matches());
        return fits ? Optional.of(new SysfsLine(kind(path), path.group(1) + ":" + value)) : Optional.empty();
    }

    private static HostFile kind(Matcher path) {
        if (path.group("cpus") != null) {
            return HostFile.NODES;
        }
        return path.group("list") == null ? HostFile.MEMORY_BLOCKS : HostFile.MEMORY_TIERS;
    }

    /** The line for a link between a node and a memory block. */
    Optional<SysfsLine> linkLine() {
        Matcher path = LINK.matcher(name);
        return path.matches() ? Optional.of(new SysfsLine(HostFile.NODES, path.group(1))) : Optional.empty();
    }
}
