package io.targetnode.topology;

import io.targetnode.topology.evidence.Evidence;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * An upload as it is stored.
 *
 * @param machine the machine that it describes
 * @param sources the uploaded files or bodies
 * @param unused sentences that name the unused parts of the upload and the reasons
 * @param evidence the observed state of the running kernel
 * @param labels the labels of the topology
 */
public record Upload(
        Machine machine,
        List<Source> sources,
        List<String> unused,
        Evidence evidence,
        SortedMap<String, String> labels) {

    /** The approximate memory of names, sources and labels, in entries. */
    private static final int UPLOAD_SHARE = 32;

    /** The approximate memory of an entry, in characters. */
    private static final int CHARACTERS_PER_ENTRY = 16;

    /** An upload without evidence. */
    public Upload(Machine machine, List<Source> sources, List<String> unused, Map<String, String> labels) {
        this(machine, sources, unused, Evidence.NONE, new TreeMap<>(labels));
    }

    public Upload {
        sources = List.copyOf(sources);
        unused = List.copyOf(unused);
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /** The approximate memory in entries: the machine's entries and ranges, the evidence, and a share for the rest. */
    public int size() {
        return machine.inputs().size()
                + machine.nodes().size()
                + evidence.size()
                + UPLOAD_SHARE
                + characters() / CHARACTERS_PER_ENTRY;
    }

    private int characters() {
        int labelled = labels.entrySet().stream()
                .mapToInt(label -> label.getKey().length() + label.getValue().length())
                .sum();
        int sentences = Stream.of(unused, machine.warnings())
                .flatMap(List::stream)
                .mapToInt(String::length)
                .sum();
        return labelled + sentences;
    }
}
