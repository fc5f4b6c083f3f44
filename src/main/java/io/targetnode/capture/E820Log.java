package io.targetnode.capture;

import io.targetnode.memory.AddressRange;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The memory map of a boot log: the firmware's map, or the user's map that replaces it, with the edits that follow. The user's
 * map includes earlier edits. Edits after the hand-over to the allocator (memblock) no longer change the RAM of nodes.
 */
final class E820Log {

    /** Kernels have at most 3,200 entries. */
    static final int MAX_ENTRIES = 4096;

    /** Real logs have a few dozen edits. */
    static final int MAX_EDITS = 1024;

    private static final String BECOMES = " ==> ";

    private final Set<BootRam.Source> headings = EnumSet.noneOf(BootRam.Source.class);
    private BootRam.Source source = BootRam.Source.FIRMWARE_MAP;
    private E820Map map = new E820Map();
    private boolean beginningLost;
    private int edits;
    private boolean handedOver;

    /** Notes the line before a map, which proves that the log has the beginning of the map. */
    void heading(BootRam.Source mapSource) {
        headings.add(mapSource);
    }

    void firmwareEntry(Line line, String message) {
        // The user's map replaces the firmware's map.
        if (source == BootRam.Source.FIRMWARE_MAP) {
            entry(line, message);
        }
    }

    void userEntry(Line line, String message) {
        if (source == BootRam.Source.FIRMWARE_MAP) {
            source = BootRam.Source.USER_MAP;
            map = new E820Map();
        }
        entry(line, message);
    }

    void update(Line line, String message) {
        if (handedOver) {
            return;
        }
        BracketedRange edit = editOf(line, message);
        int becomes = edit.rest().indexOf(BECOMES);
        if (becomes < 0) {
            throw line.refuse("an update of the memory map without '==>'; give the log as the kernel printed it");
        }
        String from = edit.rest().substring(0, becomes).strip();
        String to = edit.rest().substring(becomes + BECOMES.length()).strip();
        map.update(edit.range(), from, to);
    }

    void remove(Line line, String message) {
        if (!handedOver) {
            BracketedRange edit = editOf(line, message);
            map.remove(edit.range(), edit.rest());
        }
    }

    /** Notes the hand-over to the allocator: later edits do not matter. */
    void handOver() {
        handedOver = true;
    }

    /** Whether the first lines of the map are missing in the log. */
    boolean beginningLost() {
        return beginningLost;
    }

    /** The RAM of the map; empty if the log has no map, or an incomplete one. */
    Optional<BootRam> ram() {
        // Every kernel makes these two edits, even if a filtered log does not show them.
        map.reserveBiosAreas();
        List<AddressRange> ram = map.ram();
        return beginningLost || ram.isEmpty() ? Optional.empty() : Optional.of(new BootRam(source, ram));
    }

    /** The ranges of specific-purpose memory, if {@link #ram()} is not empty. */
    List<AddressRange> softReserved() {
        return map.softReserved();
    }

    private void entry(Line line, String message) {
        if (message.contains("[gap ")) {
            return;
        }
        BracketedRange entry = BracketedRange.in(line, message);
        if (map.size() == 0) {
            // The kernel prints maps in ascending order, from 0.
            beginningLost = !headings.contains(source) && entry.range().start() != 0;
        }
        requireWithinLimit(line, map.size(), MAX_ENTRIES, "entries of the memory map");
        map.add(entry.range(), entry.rest());
    }

    private BracketedRange editOf(Line line, String message) {
        requireWithinLimit(line, edits, MAX_EDITS, "edits of the memory map");
        edits++;
        return BracketedRange.in(line, message);
    }

    private static void requireWithinLimit(Line line, int count, int most, String what) {
        if (count >= most) {
            throw line.refuse("more than %,d %s; no kernel prints that many".formatted(most, what));
        }
    }
}
