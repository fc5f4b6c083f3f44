package io.targetnode.topology.evidence;

import io.targetnode.capture.CxlWindow;
import io.targetnode.capture.DaxDevice;
import io.targetnode.capture.OnlineMemory;
import io.targetnode.memory.AddressRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a host showed of what its kernel did, besides what the replay is made of: to check the replay against. Each part is
 * empty if nothing was uploaded that shows it.
 *
 * @param log what the boot log says about nodes
 * @param tables the uploaded tables as their headers describe them, by signature
 * @param online memory that is online, and on which node (Q3): ascending, disjoint, neighbours of one node joined
 * @param devices dax devices, by name
 * @param windows CXL windows that the CXL driver lists, by number
 * @param added memory that was added after the boot and is in use, as /proc/iomem lists it: ascending
 * @param nodeSizes how much memory each node has, by node
 * @param tiers memory tiers, by tier
 */
public record Evidence(
        Optional<LoggedBoot> log,
        List<UploadedTable> tables,
        List<OnlineMemory> online,
        List<DaxDevice> devices,
        List<CxlWindow> windows,
        List<AddressRange> added,
        List<NodeSize> nodeSizes,
        List<MemoryTier> tiers) {

    /** Of an upload that shows nothing. */
    public static final Evidence NONE =
            new Evidence(Optional.empty(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    public Evidence {
        tables = List.copyOf(tables);
        online = List.copyOf(online);
        devices = List.copyOf(devices);
        windows = List.copyOf(windows);
        added = List.copyOf(added);
        nodeSizes = List.copyOf(nodeSizes);
        tiers = List.copyOf(tiers);
    }

    /** Whether there is nothing to compare a replay with. */
    public boolean isEmpty() {
        return equals(NONE);
    }

    /** What would have to be uploaded so that a replay can be compared with all that a kernel shows, in sentences. */
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
                    + " they show which node the kernel gave to CXL memory, if there is any.");
        }
        if (nodeSizes.isEmpty()) {
            wanted.add("Upload nodes or numactl (numactl -H): they show how much memory each node has.");
        }
        return wanted;
    }

    /** Entries in all lists: what the memory that it takes grows with. */
    public int size() {
        return log.map(LoggedBoot::size).orElse(0)
                + tables.size()
                + online.size()
                + devices.size()
                + windows.size()
                + added.size()
                + nodeSizes.size()
                + tiers.size();
    }
}
