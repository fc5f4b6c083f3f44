package io.targetnode.capture;

import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the ranges of /proc/iomem. */
final class IomemReader {

    /** Limits the memory of an upload; a large server has a few thousand lines. */
    static final int MAX_RANGES = 65_536;

    private static final Pattern RANGE = Pattern.compile(" *+([0-9A-Fa-f]++)-([0-9A-Fa-f]++) : (.*+)");
    /** A line that begins with an address, unlike prompts and the outputs of other commands. */
    private static final Pattern DAMAGED = Pattern.compile(" *+-?(?:0[xX])?+[0-9A-Fa-f]{6,}+\\b.*+");

    private static final Pattern WINDOW = Pattern.compile("CXL Window (\\d{1,9}+)");
    private static final Pattern REGION = Pattern.compile("region\\d{1,9}+");
    private static final Pattern DEVICE = Pattern.compile("dax\\d{1,9}+\\.\\d{1,9}+");
    private static final Pattern DRIVER_MANAGED_RAM = Pattern.compile("System RAM \\([a-z_0-9]{1,32}+\\)");
    private static final String SYSTEM_RAM = "System RAM";
    private static final String RESERVED = "reserved";
    private static final String SOFT_RESERVED = "Soft Reserved";
    private static final Set<String> KERNEL = Set.of("Kernel code", "Kernel data");
    private static final AddressRange HIDDEN = new AddressRange(0, 0);

    private List<AddressRange> ramOfFirstPart = List.of();
    private long lastStart;
    private final List<AddressRange> systemRam = new ArrayList<>();
    private final List<AddressRange> reserved = new ArrayList<>();
    private boolean kernelIsApart;
    private int topIndentation = Integer.MAX_VALUE;
    private final List<CxlWindow> windows = new ArrayList<>();
    private final List<NamedRange> regions = new ArrayList<>();
    private final List<NamedRange> devices = new ArrayList<>();
    private final List<AddressRange> softReserved = new ArrayList<>();
    private final List<AddressRange> driverManagedRam = new ArrayList<>();
    private int stored;
    private boolean anyAddress;
    private int lastLine;

    void read(Line line) {
        Matcher matcher = RANGE.matcher(line.text());
        if (matcher.matches()) {
            read(line, matcher);
        } else if (DAMAGED.matcher(line.text()).matches()) {
            throw line.refuse(
                    "a line like '00100000-7ffdffff : System RAM' was expected; give an unchanged copy of /proc/iomem");
        }
    }

    private void read(Line line, Matcher matcher) {
        AddressRange range = line.bareRange(matcher.group(1), matcher.group(2));
        if (Address.below(range.start(), lastStart)) {
            closePart();
        }
        lastStart = range.start();
        anyAddress |= !range.equals(HIDDEN);
        lastLine = line.number();
        String name = matcher.group(3).strip();
        if (isAtTop(matcher.start(1))) {
            kernelIsApart |= KERNEL.contains(name);
            if (name.equals(RESERVED)) {
                reserved.add(range);
                count(line);
            }
        }
        take(line, range, name);
    }

    Iomem finish() {
        if (lastLine == 0) {
            throw new CaptureException(
                    Iomem.SOURCE,
                    "no line like '00100000-7ffdffff : System RAM' was found; give the output of 'sudo cat /proc/iomem'");
        }
        if (!anyAddress) {
            throw new CaptureException(
                    Iomem.SOURCE,
                    "every address is 0, as /proc/iomem shows them without root; read it with 'sudo cat /proc/iomem'");
        }
        closePart();
        if (ramOfFirstPart.isEmpty()) {
            throw new CaptureException(
                    Iomem.SOURCE,
                    "none of the lines up to %d is 'System RAM', so this is not all of /proc/iomem;".formatted(lastLine)
                            + " give the output of 'sudo cat /proc/iomem'");
        }
        return new Iomem(
                ramOfFirstPart,
                reserved,
                kernelIsApart,
                distinct(windows),
                distinct(regions),
                distinct(devices),
                distinct(softReserved),
                distinct(driverManagedRam));
    }

    private static <T> List<T> distinct(List<T> list) {
        return list.stream().distinct().toList();
    }

    /** The kernel lists ranges in ascending order. An address below the one before it begins another output, or a part of one. */
    private void closePart() {
        if (!systemRam.isEmpty() && !ramOfFirstPart.isEmpty() && !systemRam.equals(ramOfFirstPart)) {
            throw new CaptureException(
                    Iomem.SOURCE,
                    "the text has two different lists of System RAM, the last one up to line %d; give the output of one run"
                            .formatted(lastLine));
        }
        if (!systemRam.isEmpty()) {
            ramOfFirstPart = List.copyOf(systemRam);
            systemRam.clear();
        }
    }

    /** The lines with the least indentation are at top level; a copy may be indented as a whole. */
    private boolean isAtTop(int indentation) {
        if (indentation < topIndentation) {
            topIndentation = indentation;
            reserved.clear();
            kernelIsApart = false;
        }
        return indentation == topIndentation;
    }

    private void take(Line line, AddressRange range, String name) {
        if (store(range, name)) {
            count(line);
        }
    }

    private void count(Line line) {
        stored++;
        if (stored > MAX_RANGES) {
            throw line.refuse("more than %,d ranges; no machine has that many".formatted(MAX_RANGES));
        }
    }

    /** Stores a range that is needed; returns whether it is. */
    private boolean store(AddressRange range, String name) {
        if (name.equals(SYSTEM_RAM)) {
            return systemRam.add(range);
        }
        if (name.equals(SOFT_RESERVED)) {
            return softReserved.add(range);
        }
        if (DRIVER_MANAGED_RAM.matcher(name).matches()) {
            return driverManagedRam.add(range);
        }
        if (REGION.matcher(name).matches()) {
            return regions.add(new NamedRange(name, range));
        }
        if (DEVICE.matcher(name).matches()) {
            return devices.add(new NamedRange(name, range));
        }
        Matcher window = WINDOW.matcher(name);
        if (window.matches()) {
            return windows.add(new CxlWindow(Integer.parseInt(window.group(1)), range));
        }
        return false;
    }
}
