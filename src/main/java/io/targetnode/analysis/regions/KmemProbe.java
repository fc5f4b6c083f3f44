package io.targetnode.analysis.regions;

import io.targetnode.kernel.KernelRelease;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What {@code drivers/dax/kmem.c} checks before it adds the memory of a device, in its order (kernel-rules 6.2).
 *
 * @param device the range of the dax device
 * @param blockBytes the size of memory blocks
 * @param possibleNodes the possible nodes of the machine
 * @param softReserved the specific-purpose memory
 * @param release the release
 */
record KmemProbe(
        AddressRange device,
        long blockBytes,
        SortedSet<Integer> possibleNodes,
        SoftReserved softReserved,
        KernelRelease release) {

    private static final int MIB_BITS = 20;

    private static final String FAILED = "probe with driver kmem failed with error ";
    private static final String EINVAL = FAILED + "-22";
    private static final String EBUSY = FAILED + "-16";

    /** 6.12 does not report stranded memory [B], 6.18 does [B]; the releases in between were not read. */
    private static final KernelRelease FIRST_TRUNCATION_LOG = KernelRelease.parse("6.18");

    /** The first reason for which the driver refuses a node; empty if it adds the memory. */
    Optional<Refusal> refusal(int node) {
        if (node < 0) {
            return Optional.of(new Refusal(
                    "kmem refuses node %d with -EINVAL: the start of the region has no node".formatted(node),
                    List.of(EINVAL)));
        }
        Optional<AddressRange> blocks = WholeBlocks.in(device, blockBytes);
        if (blocks.isEmpty()) {
            return Optional.of(noBlock());
        }
        if (!possibleNodes.contains(node)) {
            return Optional.of(new Refusal(
                    "kmem fails with -EINVAL: node %d is not possible on this machine; the possible nodes are %s"
                            .formatted(node, possibleNodes),
                    List.of(EINVAL)));
        }
        return blocks.filter(this::isBusy).map(this::busy);
    }

    /** Since 7.x, /proc/iomem does not list soft-reserved ranges, and a device may extend beyond them. */
    private boolean isBusy(AddressRange blocks) {
        return !RegionKind.defersToCxl(release) && softReserved.isCrossedBy(blocks);
    }

    private Refusal noBlock() {
        return new Refusal(
                "kmem refuses the region with -EINVAL: no whole memory block of %s MiB lies in it"
                        .formatted(Long.toUnsignedString(blockBytes >>> MIB_BITS)),
                List.of(
                        "mapping0: %s too small after alignment".formatted(printed(device)),
                        "rejecting DAX region without any memory after alignment",
                        EINVAL));
    }

    private Refusal busy(AddressRange blocks) {
        return new Refusal(
                "kmem fails with -EBUSY: the memory blocks cross the edge of a soft-reserved range",
                List.of("mapping0: %s could not reserve region".formatted(printed(blocks)), EBUSY));
    }

    private static String printed(AddressRange range) {
        return Address.print(range.start()) + "-" + Address.print(range.end());
    }

    /** The messages about a device that is added. */
    List<String> log() {
        long stranded = device.sizeBytes() - WholeBlocks.bytes(device, blockBytes);
        return stranded == 0 || release.compareTo(FIRST_TRUNCATION_LOG) < 0
                ? List.of()
                : List.of("DAX region truncated by %s MiB due to alignment"
                        .formatted(Long.toUnsignedString(stranded >>> MIB_BITS)));
    }
}
