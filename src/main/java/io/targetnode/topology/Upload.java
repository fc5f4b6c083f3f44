package io.targetnode.topology;

import io.targetnode.topology.evidence.Evidence;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a client uploaded, as it is stored.
 *
 * @param machine what was read from it
 * @param sources the files or bodies that it was read from
 * @param unused what was uploaded and not used, with the reason, in sentences
 * @param evidence what it shows of what the kernel did
 * @param labels free labels of the topology
 */
public record Upload(
        Machine machine,
        List<Source> sources,
        List<String> unused,
        Evidence evidence,
        SortedMap<String, String> labels) {

    /** Names, sources and labels take about as much memory as so many entries. */
    private static final int UPLOAD_SHARE = 32;

    /** An entry takes about as much memory as so many characters, beside what each text takes for itself. */
    private static final int CHARACTERS_PER_ENTRY = 16;

    /** An upload that shows nothing of what the kernel did. */
    public Upload(Machine machine, List<Source> sources, List<String> unused, Map<String, String> labels) {
        this(machine, sources, unused, Evidence.NONE, new TreeMap<>(labels));
    }

    public Upload {
        sources = List.copyOf(sources);
        unused = List.copyOf(unused);
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /** How much there is to keep: entries and ranges of the machine, and a share for the rest of an upload. */
    public int size() {
        return machine.inputs().size() + evidence.size() + UPLOAD_SHARE + characters() / CHARACTERS_PER_ENTRY;
    }

    private int characters() {
        int labelled = labels.entrySet().stream()
                .mapToInt(label -> label.getKey().length() + label.getValue().length())
                .sum();
        int said = Stream.of(unused, machine.warnings())
                .flatMap(List::stream)
                .mapToInt(String::length)
                .sum();
        return labelled + said;
    }
}
