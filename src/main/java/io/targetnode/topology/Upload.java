package io.targetnode.topology;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a client uploaded, as it is stored.
 *
 * @param machine what was read from it
 * @param sources the files or bodies that it was read from
 * @param unused what was uploaded and not used, with the reason, in sentences
 * @param labels free labels of the topology
 */
public record Upload(Machine machine, List<Source> sources, List<String> unused, SortedMap<String, String> labels) {

    /** Names, sources and labels take about as much memory as so many entries. */
    private static final int UPLOAD_SHARE = 32;

    public Upload(Machine machine, List<Source> sources, List<String> unused, Map<String, String> labels) {
        this(machine, sources, unused, new TreeMap<>(labels));
    }

    public Upload {
        sources = List.copyOf(sources);
        unused = List.copyOf(unused);
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /** How much there is to keep: entries and ranges of the machine, and a share for the rest of an upload. */
    public int size() {
        return machine.inputs().size() + UPLOAD_SHARE;
    }
}
