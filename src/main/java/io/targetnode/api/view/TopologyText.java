package io.targetnode.api.view;

import io.targetnode.topology.Assumption;
import io.targetnode.topology.Source;
import io.targetnode.topology.Topology;
import java.util.Objects;

/** A topology as labelled lines for a terminal. */
public final class TopologyText {

    private static final String UNKNOWN = "unknown";

    private TopologyText() {}

    public static String of(TopologyResource topology) {
        LabelledLines text = new LabelledLines()
                .line("topology", Topology.title(topology.name(), topology.revision()))
                .line("uploaded", topology.uploadedAt())
                .line("kernel", Objects.requireNonNullElse(topology.kernel(), UNKNOWN))
                .line("architecture", topology.architecture())
                .line("boot", topology.boot())
                .line("exactness", topology.exactness());
        for (Assumption assumption : topology.assumptions()) {
            text.line("assumption", assumption.text()).line("", assumption.remedy());
        }
        topology.labels().forEach((key, value) -> text.line("label", key + "=" + value));
        for (Source source : topology.sources()) {
            text.line("source", "%s, %,d bytes".formatted(source.format(), source.bytes()));
            source.read().forEach(read -> text.line("", read));
        }
        return text.lines("warning", topology.warnings())
                .lines("unused", topology.unused())
                .lines("suggestion", topology.suggestions())
                .line("blocks", blocks(topology.counts()))
                .toString();
    }

    private static String blocks(Counts counts) {
        return "%d in meminfo, %d in reserved meminfo; %d possible nodes"
                .formatted(counts.meminfo(), counts.reservedMeminfo(), counts.nodes());
    }
}
