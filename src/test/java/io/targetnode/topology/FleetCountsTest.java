package io.targetnode.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.topology.FleetSummary.LayoutCount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FleetCountsTest {

    private static final List<String> VERDICTS = List.of("affected", "fixed", "not-affected");

    @Test
    void aFleetWithChangesEqualsOneThatWasReadAfterThem() {
        SplittableRandom random = new SplittableRandom(1);
        Map<String, FleetEntry> expected = new TreeMap<>();
        Fleet fleet = Fleet.of(List.of());
        for (int round = 0; round < 300; round++) {
            Map<String, Optional<FleetEntry>> changes = new HashMap<>();
            for (int i = random.nextInt(5); i >= 0; i--) {
                String name = "h" + random.nextInt(40);
                changes.put(name, random.nextInt(3) == 0 ? Optional.empty() : Optional.of(entry(name, random)));
            }
            changes.forEach((name, change) ->
                    change.ifPresentOrElse(entry -> expected.put(name, entry), () -> expected.remove(name)));
            fleet = fleet.with(changes);
            FleetFilter filter = new FleetFilter("h" + random.nextInt(4), Map.of(), Optional.empty());
            Fleet read = Fleet.of(List.copyOf(expected.values()));
            assertThat(fleet.list(Optional.empty(), FleetFilter.ALL, 100)).isEqualTo(judged(expected));
            assertThat(fleet.summary(filter, 100, 100)).isEqualTo(read.summary(filter, 100, 100));
        }
    }

    /** The numbers of layouts are given again when most of them are unused. */
    @Test
    void aFleetWhoseLayoutsChangeForeverIsCountedCorrectly() {
        SplittableRandom random = new SplittableRandom(4);
        Fleet fleet = Fleet.of(List.of(entry("h0", random), entry("h1", random)));
        for (int round = 0; round < 3000; round++) {
            FleetEntry changed = judged("h0", "changed" + round);
            fleet = fleet.with(Map.of("h0", Optional.of(changed)));
            assertThat(fleet.summary(new FleetFilter("h0", Map.of(), Optional.empty()), 9, 9)
                            .layouts())
                    .containsExactly(new LayoutCount("changed" + round, "fixed", 1, "h0"));
        }
    }

    @Test
    void pagesTogetherAreTheWholeList() {
        SplittableRandom random = new SplittableRandom(2);
        List<FleetEntry> entries = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            entries.add(entry("h" + i, random));
        }
        Fleet fleet = Fleet.of(entries);
        FleetFilter filter = new FleetFilter("h", Map.of("rack", "r1"), Optional.of("fixed"));
        List<JudgedTopology> pages = new ArrayList<>();
        List<JudgedTopology> page = fleet.list(Optional.empty(), filter, 3);
        while (!page.isEmpty()) {
            pages.addAll(page);
            page = fleet.list(Optional.of(page.get(page.size() - 1).name()), filter, 3);
        }
        assertThat(pages).hasSizeGreaterThan(6).isEqualTo(fleet.list(Optional.empty(), filter, 100));
    }

    @Test
    void theFirstGroupsAreThoseOfACompleteOrder() {
        SplittableRandom random = new SplittableRandom(3);
        List<FleetEntry> entries = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            entries.add(entry("h" + i, random));
        }
        Fleet fleet = Fleet.of(entries);
        List<LayoutCount> all = fleet.summary(FleetFilter.ALL, 1000, 0).layouts();
        assertThat(all)
                .hasSizeGreaterThan(20)
                .isSortedAccordingTo(Comparator.comparingLong(LayoutCount::topologies)
                        .reversed()
                        .thenComparing(LayoutCount::fingerprint)
                        .thenComparing(LayoutCount::verdict));
        for (int limit : new int[] {0, 1, 7, all.size()}) {
            assertThat(fleet.summary(FleetFilter.ALL, limit, 0).layouts()).isEqualTo(all.subList(0, limit));
        }
    }

    private static List<JudgedTopology> judged(Map<String, FleetEntry> entries) {
        return entries.values().stream()
                .flatMap(entry -> entry.judged().stream())
                .collect(Collectors.toList());
    }

    private static FleetEntry entry(String name, SplittableRandom random) {
        TopologyName topology = new TopologyName(name);
        int state = random.nextInt(10);
        StoredJudgement judgement = new StoredJudgement(
                VERDICTS.get(random.nextInt(3)),
                1,
                "layout" + random.nextInt(10),
                "6.1." + random.nextInt(4),
                false,
                true,
                true);
        return new FleetEntry(
                topology,
                Map.of("rack", "r" + random.nextInt(2)),
                state < 2 ? Optional.empty() : Optional.of(new JudgedTopology(topology, 1, judgement)),
                state == 0);
    }

    private static FleetEntry judged(String name, String fingerprint) {
        TopologyName topology = new TopologyName(name);
        StoredJudgement judgement = new StoredJudgement("fixed", 1, fingerprint, "7.3", false, true, true);
        return new FleetEntry(topology, Map.of(), Optional.of(new JudgedTopology(topology, 1, judgement)), false);
    }
}
