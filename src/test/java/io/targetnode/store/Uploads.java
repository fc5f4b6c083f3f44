package io.targetnode.store;

import io.targetnode.analysis.audit.FleetJudge;
import io.targetnode.kernel.MemoryType;
import io.targetnode.kernel.NodeDescription.DescribedRange;
import io.targetnode.memory.AddressRange;
import io.targetnode.topology.Current;
import io.targetnode.topology.FeedSource;
import io.targetnode.topology.Machine;
import io.targetnode.topology.Precondition;
import io.targetnode.topology.Topology;
import io.targetnode.topology.TopologyChange;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.TopologyStore;
import io.targetnode.topology.Upload;
import io.targetnode.topology.Written;
import io.targetnode.topology.intake.Declaration;
import io.targetnode.topology.intake.DeclaredMachine;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Uploads that differ in one respect. */
public final class Uploads {

    private Uploads() {}

    /** Saves an upload with its judgement, as the service does. */
    public static Written<Current<Topology>> save(
            TopologyStore store, TopologyName name, Upload upload, Precondition condition) {
        return store.save(name, upload, new FleetJudge().judge(upload), condition);
    }

    /** The main example, with the window on this node. */
    public static Upload windowOn(int node) {
        return windowOn(node, Map.of());
    }

    /** The main example, with the window on this node; its document has at least this number of characters. */
    public static Upload longWindowOn(int node, int characters) {
        Upload upload = windowOn(node);
        return new Upload(upload.machine(), upload.sources(), List.of("x".repeat(characters)), upload.labels());
    }

    /** The main example, with the window on this node, and with labels. */
    public static Upload windowOn(int node, Map<String, String> labels) {
        List<DescribedRange> ranges = List.of(
                new DescribedRange(0, new AddressRange(0x0, 0x1fffffff), MemoryType.SYSTEM_RAM, 0),
                new DescribedRange(1, new AddressRange(0x20000000, 0x2fffffff), MemoryType.CXL_WINDOW, node),
                new DescribedRange(2, new AddressRange(0x40000000, 0x5fffffff), MemoryType.SYSTEM_RAM, 0),
                new DescribedRange(3, new AddressRange(0x60000000, 0x7fffffff), MemoryType.SYSTEM_RAM, 1));
        Machine machine = DeclaredMachine.described(ranges, new Declaration(Optional.empty(), Optional.empty(), 1024));
        return new Upload(machine, List.of(), List.of(), labels);
    }

    /** The writes that a feed has after a number. */
    public static List<TopologyChange> changes(FeedSource feed, long after, int limit) {
        return feed.entries(after, limit).stream()
                .flatMap(entry -> entry.change().stream())
                .toList();
    }
}
