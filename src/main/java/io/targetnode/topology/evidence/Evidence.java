package io.targetnode.topology.evidence;

import io.targetnode.capture.CxlWindow;
import io.targetnode.capture.DaxDevice;
import io.targetnode.capture.OnlineMemory;
import io.targetnode.memory.AddressRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The observed state of a running kernel, to compare a replay with. A part is empty if no uploaded file shows it.
 *
 * @param log the boot log's lines about nodes
 * @param tables the headers of the uploaded tables, by signature
 * @param online online memory and the nodes that it is on: ascending, disjoint, adjacent ranges of one node joined
 * @param devices dax devices, by name
 * @param windows CXL windows that the CXL driver lists, by number
 * @param added memory added after the boot and in use, as /proc/iomem lists it: ascending
 * @param nodeSizes the memory size of each node, by node
 * @param tiers memory tiers, by tier
 * @param nodesWithCpus the nodes with an online CPU, ascending; empty if no file shows them
 */
public record Evidence(
        Optional<LoggedBoot> log,
        List<UploadedTable> tables,
        List<OnlineMemory> online,
        List<DaxDevice> devices,
        List<CxlWindow> windows,
        List<AddressRange> added,
        List<NodeSize> nodeSizes,
        List<MemoryTier> tiers,
        Optional<List<Integer>> nodesWithCpus) {

    /** No evidence. */
    public static final Evidence NONE =
            new Evidence(Optional.empty(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    /** Evidence that does not show which nodes have CPUs. */
    public Evidence(
            Optional<LoggedBoot> log,
            List<UploadedTable> tables,
            List<OnlineMemory> online,
            List<DaxDevice> devices,
            List<CxlWindow> windows,
            List<AddressRange> added,
            List<NodeSize> nodeSizes,
            List<MemoryTier> tiers) {
        this(log, tables, online, devices, windows, added, nodeSizes, tiers, Optional.empty());
    }

    public Evidence {
        tables = List.copyOf(tables);
        online = List.copyOf(online);
        devices = List.copyOf(devices);
        windows = List.copyOf(windows);
        added = List.copyOf(added);
        nodeSizes = List.copyOf(nodeSizes);
        tiers = List.copyOf(tiers);
        nodesWithCpus = nodesWithCpus.map(List::copyOf);
    }

    /** Whether there is no evidence at all. */
    public boolean isEmpty() {
        return equals(NONE);
    }

    /** Sentences that name the missing files without which parts of a replay cannot be compared. */
    public List<String> wanted() {
        List<String> wanted = new ArrayList<>();
        if (log.isEmpty()) {
            wanted.add(
                    "Upload dmesg: the lines that the kernel printed about nodes are compared with those of the replay.");
        }
        if (online.isEmpty()) {
            wanted.add("Upload memoryBlocks and nodes (as collect.sh writes them), or lsmem (lsmem -J -o+NODE):"
                    + " they show on which node memory is online.");
        }
        if (devices.isEmpty()
                || devices.stream().allMatch(device -> device.range().isEmpty())) {
            wanted.add("Upload cxl (cxl list -vvv), or daxctl (daxctl list) and iomem:"
                    + " they show which node the kernel assigned to any CXL memory.");
        }
        if (nodeSizes.isEmpty()) {
            wanted.add("Upload nodes or numactl (numactl -H): they show how much memory each node has.");
        }
        return wanted;
    }

    /** The number of entries in all lists, to which the memory is proportional. */
    public int size() {
        return log.map(LoggedBoot::size).orElse(0)
                + tables.size()
                + online.size()
                + devices.size()
                + windows.size()
                + added.size()
                + nodeSizes.size()
                + tiers.size()
                + nodesWithCpus.map(List::size).orElse(0);
    }
}
