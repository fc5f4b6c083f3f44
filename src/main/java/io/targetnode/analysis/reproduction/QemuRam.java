package io.targetnode.analysis.reproduction;

import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import io.targetnode.memory.UsableRam;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * RAM of a QEMU machine of type {@code pc}, which has RAM from 0 on and from 4 GiB on. Holes are removed from it with {@code memmap=}. Above
 * 4 GiB, only the beginning and the end of each piece between two edges of the tables remain, so that a large machine needs little
 * memory: nodes do not depend on the rest.
 *
 * @param lowBytes the size of the RAM from 0 on, with the end that the firmware uses
 * @param highBytes the size of the RAM from 4 GiB on
 * @param kept the RAM that the kernel uses, from 1 MiB on: ascending, disjoint
 */
record QemuRam(long lowBytes, long highBytes, List<AddressRange> kept) {

    static final long MIB = 1L << 20;
    private static final long FOUR_GIB = 1L << 32;

    /** The kernel and its first RAM disk need it. */
    private static final long MIN_END = 256 * MIB;

    /** QEMU moves RAM from higher addresses to 4 GiB. */
    private static final long MAX_LOW = 3L << 30;

    /** SeaBIOS stores the tables in it. */
    private static final long FIRMWARE_BYTES = 128 << 10;

    /** AMD processors have no RAM from here on, and QEMU without KVM has no addresses from 1 TiB on. */
    private static final long MAX_HIGH = 0xfd00000000L;

    private static final long PART_BYTES = 128 * MIB;

    /**
     * The RAM for a machine.
     *
     * @param edges addresses at which a node may begin or end
     * @throws NotReproducibleException if QEMU has no RAM at some address
     */
    static QemuRam of(UsableRam wanted, List<Long> edges) {
        List<AddressRange> kept = new ArrayList<>();
        long lowEnd = 0;
        long highEnd = FOUR_GIB;
        SortedSet<Long> sorted = new TreeSet<>(Long::compareUnsigned);
        edges.forEach(edge -> sorted.add(edge & -Address.PAGE_BYTES));
        for (AddressRange range : wanted.ranges()) {
            long start = Math.max(range.start(), MIB);
            long end = range.end() + 1;
            requireInQemu(range);
            if (end <= MIB) {
                continue;
            }
            if (end <= FOUR_GIB) {
                kept.add(new AddressRange(start, end - 1));
                lowEnd = end;
            } else {
                addParts(new AddressRange(start, end - 1), sorted, kept);
                highEnd = end;
            }
        }
        if (kept.isEmpty() || kept.get(0).start() > MIB || kept.get(0).end() < MIN_END) {
            throw new NotReproducibleException(
                    "the machine has no RAM from 1 MiB to 256 MiB, where QEMU loads the kernel and its RAM disk");
        }
        return new QemuRam(lowEnd + FIRMWARE_BYTES, highEnd - FOUR_GIB, List.copyOf(kept));
    }

    /** The RAM from 1 MiB on that QEMU has and the machine does not. */
    List<AddressRange> holes() {
        List<AddressRange> holes = new ArrayList<>();
        long next = MIB;
        for (AddressRange range : kept) {
            if (next < FOUR_GIB && range.start() >= FOUR_GIB) {
                next = FOUR_GIB;
            }
            if (range.start() > next) {
                holes.add(new AddressRange(next, range.start() - 1));
            }
            next = range.end() + 1;
        }
        return holes;
    }

    /** Whether devices use addresses of the range. */
    boolean isOfDevices(AddressRange range) {
        return range.end() >= lowBytes - FIRMWARE_BYTES && range.start() < FOUR_GIB || range.end() < MIB;
    }

    /** Whether the kernel can have a resource at these addresses. */
    static boolean isAddressable(AddressRange range) {
        return Address.below(range.end(), MAX_HIGH);
    }

    private static void requireInQemu(AddressRange range) {
        long end = range.end() + 1;
        boolean fits = range.start() < FOUR_GIB ? end <= MAX_LOW : end <= MAX_HIGH;
        if (range.end() < 0 || !fits) {
            throw new NotReproducibleException(
                    "the machine has RAM at %s; QEMU has RAM below 3 GiB, and from 4 GiB to 1012 GiB".formatted(range));
        }
    }

    private static void addParts(AddressRange range, SortedSet<Long> edges, List<AddressRange> kept) {
        long start = range.start();
        for (long edge : edges.subSet(range.start() + 1, range.end())) {
            addPart(start, edge, kept);
            start = edge;
        }
        addPart(start, range.end() + 1, kept);
    }

    private static void addPart(long start, long end, List<AddressRange> kept) {
        if (end - start <= 2 * PART_BYTES) {
            kept.add(new AddressRange(start, end - 1));
        } else {
            kept.add(new AddressRange(start, start + PART_BYTES - 1));
            kept.add(new AddressRange(end - PART_BYTES, end - 1));
        }
    }
}
