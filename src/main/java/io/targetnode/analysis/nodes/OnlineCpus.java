package io.targetnode.analysis.nodes;

import io.targetnode.capture.LoggedProcessors;
import io.targetnode.kernel.Boot;
import io.targetnode.topology.Upload;
import io.targetnode.topology.evidence.LoggedBoot;
import io.targetnode.topology.service.KernelView;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The nodes that have a CPU that is online at boot (kernel-rules 6.4). Evidence decides, else the SRAT.
 *
 * @param nodes ascending; if nothing shows them, the first node with RAM
 * @param basis what shows them
 */
public record OnlineCpus(SortedSet<Integer> nodes, Basis basis) {

    /** What shows the nodes. */
    public enum Basis {
        /** Only one node is possible, so that all CPUs are on it. */
        ONE_NODE,
        /** Sysfs or numactl. */
        EVIDENCE,
        /** The boot log. */
        LOG,
        /** The processors of the SRAT, of which some may be absent. */
        SRAT,
        /** Nothing. */
        NOTHING
    }

    public OnlineCpus {
        nodes = Collections.unmodifiableSortedSet(new TreeSet<>(nodes));
    }

    static OnlineCpus of(KernelView view) {
        Boot boot = view.boot();
        if (boot.possibleNodes().size() == 1) {
            return new OnlineCpus(boot.possibleNodes(), Basis.ONE_NODE);
        }
        Upload upload = view.topology().upload();
        Optional<List<Integer>> shown =
                showsTheseNodes(view) ? upload.evidence().nodesWithCpus() : Optional.empty();
        return shown.map(nodes -> new OnlineCpus(new TreeSet<>(nodes), Basis.EVIDENCE))
                .or(() -> ofLog(view))
                .orElseGet(() -> ofSrat(boot, upload));
    }

    /** The processors that the boot log shows; empty if it shows none, or is of a boot with one node. */
    static Optional<LoggedProcessors> logged(KernelView view) {
        return view.topology()
                .upload()
                .evidence()
                .log()
                .map(LoggedBoot::processors)
                .filter(log -> showsTheseNodes(view));
    }

    /** Whether a CPU of a node is known to be online; empty if nothing shows it. */
    public Optional<Boolean> hasCpus(int node) {
        return basis == Basis.NOTHING ? Optional.empty() : Optional.of(nodes.contains(node));
    }

    /** The kernel that ran may have rejected the configuration, with all CPUs on one node; this one did not. */
    private static boolean showsTheseNodes(KernelView view) {
        return view.replayed()
                        .under(Optional.empty(), Optional.empty())
                        .boot()
                        .possibleNodes()
                        .size()
                > 1;
    }

    /** The first processor of the SRAT is the one that boots. */
    private static Optional<OnlineCpus> ofLog(KernelView view) {
        List<Integer> ofSrat = view.boot().nodes().processorNodes();
        return logged(view)
                .filter(log -> !ofSrat.isEmpty())
                .filter(log -> log.isComplete() || log.processors().equals(OptionalInt.of(ofSrat.size())))
                .map(log -> {
                    SortedSet<Integer> nodes = new TreeSet<>(log.isComplete() ? log.secondaryNodes() : ofSrat);
                    nodes.add(ofSrat.get(0));
                    return new OnlineCpus(nodes, Basis.LOG);
                });
    }

    private static OnlineCpus ofSrat(Boot boot, Upload upload) {
        List<Integer> processors = boot.nodes().processorNodes();
        if (processors.isEmpty()) {
            SortedSet<Integer> withRam = new TreeSet<>(boot.nodes().ramBytes().keySet());
            return new OnlineCpus(withRam.isEmpty() ? withRam : withRam.headSet(withRam.first() + 1), Basis.NOTHING);
        }
        int most = upload.machine()
                .nodes()
                .options()
                .flatMap(options -> options.maxProcessors().stream().boxed().findFirst())
                .orElse(processors.size());
        return new OnlineCpus(new TreeSet<>(processors.subList(0, Math.min(most, processors.size()))), Basis.SRAT);
    }
}
