package io.targetnode.capture;

import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import java.util.ArrayList;
import java.util.List;

/** A firmware memory map (e820) with the edits that a kernel makes before it hands the memory to the allocator. */
final class E820Map {

    /** The type of usable RAM. Kernels print {@code usable}, or {@code System RAM} in sysfs and since 7.x. */
    static final String RAM = "System RAM";

    private static final String RAM_BEFORE_7 = "usable";
    private static final String RESERVED = "reserved";
    /** Kernels print {@code soft reserved} in the log and {@code Soft Reserved} in sysfs. */
    private static final String SOFT_RESERVED = "soft reserved";

    private static final AddressRange FIRST_PAGE = new AddressRange(0, 0xfff);
    private static final AddressRange BIOS_AREA = new AddressRange(0xa0000, 0xfffff);

    private List<Entry> entries = new ArrayList<>();

    private record Entry(AddressRange range, String type) {}

    void add(AddressRange range, String type) {
        entries.add(new Entry(range, canonical(type)));
    }

    int size() {
        return entries.size();
    }

    /** Changes the type {@code from} within the range to another type; other types stay. */
    void update(AddressRange range, String from, String to) {
        edit(range, from, List.of(canonical(to)));
    }

    /** Removes entries of this type within the range; an empty type removes all. */
    void remove(AddressRange range, String type) {
        edit(range, type, List.of());
    }

    /** The edits that every x86 kernel makes: the first page and 640 KiB to 1 MiB are not RAM. */
    void reserveBiosAreas() {
        update(FIRST_PAGE, RAM, RESERVED);
        remove(BIOS_AREA, RAM);
    }

    /** The ranges of usable RAM, in the order of the map. */
    List<AddressRange> ram() {
        return ranges(RAM);
    }

    /** The ranges of specific-purpose memory (EFI_MEMORY_SP), in the order of the map. */
    List<AddressRange> softReserved() {
        return ranges(SOFT_RESERVED);
    }

    private List<AddressRange> ranges(String type) {
        return entries.stream()
                .filter(entry -> entry.type.equalsIgnoreCase(type))
                .map(Entry::range)
                .toList();
    }

    private void edit(AddressRange range, String from, List<String> to) {
        String type = canonical(from);
        List<Entry> edited = new ArrayList<>(entries.size() + 2);
        for (Entry entry : entries) {
            if (entry.range.overlaps(range) && (type.isEmpty() || type.equals(entry.type))) {
                split(entry, range, to, edited);
            } else {
                edited.add(entry);
            }
        }
        entries = edited;
    }

    private static void split(Entry entry, AddressRange cut, List<String> to, List<Entry> into) {
        long start = entry.range.start();
        long end = entry.range.end();
        if (Address.below(start, cut.start())) {
            into.add(new Entry(new AddressRange(start, cut.start() - 1), entry.type));
        }
        to.forEach(type -> into.add(new Entry(entry.range.intersection(cut), type)));
        if (Address.below(cut.end(), end)) {
            into.add(new Entry(new AddressRange(cut.end() + 1, end), entry.type));
        }
    }

    private static String canonical(String type) {
        return type.equals(RAM_BEFORE_7) ? RAM : type;
    }
}
