package io.targetnode.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.analysis.KernelComparison.DifferingRange;
import io.targetnode.kernel.Architecture;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.KernelTable;
import io.targetnode.kernel.KernelVector;
import io.targetnode.kernel.KernelVector.Profile;
import io.targetnode.kernel.LookupRule;
import io.targetnode.kernel.Machines;
import io.targetnode.kernel.NumaOption;
import io.targetnode.kernel.Platform;
import io.targetnode.memory.Address;
import io.targetnode.topology.Machine;
import io.targetnode.topology.service.Replayed;
import io.targetnode.topology.service.ReplayedTopology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class KernelComparisonTest {

    private static final String LOOK =
            "LOOK: prefer-online -> prefer-reserved (since 6.12.75, 6.18.16, 6.19.6, 7.0): the first block of the reserved "
                    + "list that holds the address decides, else the first one of meminfo";

    /** Every vector has the lists of these behaviours; the rule does not change the lists. */
    private static final Map<String, Profile> LISTS = Map.of(
            "6.1.176", Profile.V6_1,
            "6.12.74", Profile.V6_12,
            "6.12.75", Profile.V6_12,
            "6.16", Profile.V7_3,
            "7.3", Profile.V7_3);

    private static final AtomicInteger COMPARED = new AtomicInteger();

    @Test
    void theWindowOfTheExampleDiffersByTheLookupRule() {
        KernelComparison comparison = compare(Machines.mission(), "6.12.74", "7.3");
        assertThat(comparison.ranges()).singleElement().satisfies(range -> {
            assertThat(range.range()).hasToString("0x20000000-0x2fffffff");
            assertThat(range.backing().apiName()).isEqualTo("cxl-window");
            assertThat(range.nodes()).containsExactly(0, 2);
            assertThat(range.reasons()).extracting(SwitchChange::describe).containsExactly(LOOK);
        });
    }

    @Test
    void reasonsLeadFromTheOlderToTheNewerKernelInEveryOrder() {
        KernelComparison comparison = compare(Machines.mission(), "7.3", "5.15", "6.12.74");
        assertThat(comparison.ranges()).singleElement().satisfies(range -> {
            assertThat(range.nodes()).containsExactly(2, 0, 0);
            assertThat(range.reasons()).extracting(SwitchChange::name).containsExactly("LOOK");
        });
    }

    /** The older kernel has the fix as a backport, and the newer one does not have it. */
    @Test
    void aBackportInTheOlderKernelIsTheSameChange() {
        assertThat(compare(Machines.mission(), "6.12.75", "6.16").ranges())
                .singleElement()
                .satisfies(range -> assertThat(range.reasons())
                        .extracting(SwitchChange::describe)
                        .containsExactly(LOOK));
        KernelComparison all = compare(Machines.mission());
        assertThat(all.ranges())
                .singleElement()
                .satisfies(range -> assertThat(range.reasons())
                        .extracting(SwitchChange::describe)
                        .containsExactly(LOOK));
    }

    @Test
    void aRequestedRuleIsNoDifference() {
        assertThat(KernelComparison.of(
                                replayed(Machines.mission()),
                                releases("6.12.74", "7.3"),
                                Optional.of(LookupRule.PREFER_ONLINE))
                        .ranges())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "5.15,    5.16,    WIN,  '5.16'",
        "5.16,    7.3,     WIN,  '6.1.80, 6.6.19, 6.7.7, 6.8'",
        "6.11,    6.12,    LOW,  '6.12'",
        "6.12,    6.12.5,  COV,  '6.6.72, 6.12.5, 6.13'",
        "6.8,     6.9.6,   COV,  '5.10, 6.9.6, 6.10'",
        "6.15,    6.16,    LIST, '6.16'",
        "6.1.176, 6.9,     SORT, '6.9'",
        "6.1.76,  6.1.80,  LOOP, '6.1.77, 6.6.16, 6.7.4, 6.8'"
    })
    void eachSwitchIsAReasonOnTheMachineThatShowsIt(String older, String newer, String name, String since) {
        KernelComparison comparison = compare(machineThatShows(name), older, newer);
        assertThat(comparison.ranges())
                .anySatisfy(range -> assertThat(range.reasons())
                        .extracting(change -> change.name() + " " + String.join(", ", change.since()))
                        .contains(name + " " + since));
    }

    @Test
    void withoutKernelsOneOfEachBehaviourIsCompared() {
        KernelComparison comparison = compare(Machines.mission());
        assertThat(comparison.kernels())
                .extracting(view -> view.choice().range().behaviour())
                .containsExactlyElementsOf(KernelTable.BEHAVIOURS);
    }

    @Test
    void anArchitectureHasOneStubAndTheBehavioursWithLists() {
        BootInputs x86 = Machines.mission();
        BootInputs arm =
                new BootInputs(x86.ram(), x86.memory(), NumaOption.NONE, 16, new Platform(Architecture.ARM64, 4096));
        KernelComparison comparison = KernelComparison.of(replayed(arm), List.of(), Optional.empty());
        assertThat(comparison.kernels())
                .extracting(view -> view.choice().rule().apiName() + " "
                        + view.choice().range().behaviour().id())
                .containsExactly(
                        "stub 5.10",
                        "prefer-online 6.12.0",
                        "prefer-online 6.12",
                        "prefer-reserved 6.12.75",
                        "prefer-online 6.16",
                        "prefer-reserved 7.0");
        assertThat(comparison.ranges().get(comparison.ranges().size() - 1).reasons())
                .extracting(SwitchChange::describe)
                .contains(
                        "LOOK: stub -> prefer-online (since 6.12): the first block of meminfo that holds the address decides, else the first one of the reserved list");
        assertThat(KernelTable.onePerBehaviour(Architecture.LOONGARCH64))
                .extracting(KernelRelease::text)
                .containsExactly("5.10", "7.2");
    }

    @Test
    void aBuildWithoutUpstreamReleaseHasABehaviourOfItsOwn() {
        assertThat(KernelTable.onePerBehaviour(Architecture.X86_64))
                .extracting(KernelRelease::text)
                .contains("5.14.0-437.el9", "6.12", "6.12.5", "7.2")
                .allSatisfy(text -> assertThat(KernelTable.isKnown(KernelRelease.parse(text)))
                        .isTrue());
    }

    @Test
    void namedMachinesDifferWhereTheExpectationsDiffer() {
        Map<String, KernelVector> machines = new HashMap<>();
        Stream.of("named.jsonl", "raw-tables.jsonl")
                .flatMap(KernelVector::of)
                .forEach(vector -> machines.put(vector.name(), vector));
        KernelVector.of("releases.jsonl.gz").limit(machines.size()).forEach(expected -> {
            KernelVector machine = Objects.requireNonNull(machines.get(expected.name()));
            check(machine.name(), machine.fromTables(), older(expected, machine));
        });
        KernelVector.of("releases-extra.jsonl.gz").forEach(vector -> {
            Map<String, ExpectedLists> lists = new HashMap<>(Map.of(
                    "7.3", ExpectedLists.of(vector.json().get("expect")),
                    "6.16", ExpectedLists.of(vector.json().get("expect"))));
            JsonNode alternatives = vector.json().get("alt");
            alternatives
                    .propertyNames()
                    .forEach(id -> lists.put(releaseOf(id), ExpectedLists.of(alternatives.get(id))));
            check(vector.name(), vector.fromTables(), lists);
        });
    }

    @Test
    @Tag("exhaustive")
    void randomMachinesDifferWhereTheExpectationsDiffer() {
        COMPARED.set(0);
        List<KernelVector> releases = KernelVector.of("releases.jsonl.gz")
                .filter(vector -> vector.name().startsWith("rnd-"))
                .toList();
        int[] number = {0};
        KernelVector.of("random.jsonl.gz").forEach(vector -> {
            int index = number[0]++;
            Map<String, ExpectedLists> lists =
                    index < releases.size() ? older(releases.get(index), vector) : profiles(vector);
            check(vector.name(), vector.fromEntries(), lists);
            if (index % 50 == 0) {
                pairs(vector.name(), vector.fromEntries(), lists);
            }
        });
        assertThat(number[0]).isEqualTo(20_000);
        assertThat(COMPARED).as("ranges on which kernels differ").hasValueGreaterThan(10_000);
    }

    private static void pairs(String name, BootInputs inputs, Map<String, ExpectedLists> lists) {
        List<String> names = List.copyOf(lists.keySet());
        for (int i = 0; i < names.size(); i++) {
            for (int j = i + 1; j < names.size(); j++) {
                check(
                        name,
                        inputs,
                        Map.of(names.get(i), lists.get(names.get(i)), names.get(j), lists.get(names.get(j))));
            }
        }
    }

    private static void check(String name, BootInputs inputs, Map<String, ExpectedLists> lists) {
        List<KernelRelease> kernels =
                lists.keySet().stream().map(KernelRelease::parse).toList();
        KernelComparison comparison = KernelComparison.of(replayed(inputs), kernels, Optional.empty());
        SortedSet<Long> starts = new ExpectedLists(List.of(), List.of()).starts();
        lists.values().forEach(each -> starts.addAll(each.starts()));
        for (DifferingRange range : comparison.ranges()) {
            starts.addAll(List.of(range.range().start(), range.range().end() + 1));
        }
        COMPARED.addAndGet(comparison.ranges().size());
        int next = 0;
        for (long address : starts) {
            while (next < comparison.ranges().size()
                    && Address.below(comparison.ranges().get(next).range().end(), address)) {
                next++;
            }
            List<Integer> listed = next < comparison.ranges().size()
                            && comparison.ranges().get(next).range().contains(address)
                    ? comparison.ranges().get(next).nodes()
                    : List.of();
            List<Integer> expected = comparison.kernels().stream()
                    .map(view -> Objects.requireNonNull(
                                    lists.get(view.choice().kernel().text()))
                            .answer(view.choice().rule(), address))
                    .toList();
            List<Integer> differing = expected.stream().distinct().count() > 1 ? expected : List.of();
            if (!listed.equals(differing)) {
                assertThat(listed).as("%s at %s", name, Address.print(address)).isEqualTo(differing);
            }
        }
        comparison
                .ranges()
                .forEach(range -> assertThat(range.reasons()).as(name).isNotEmpty());
    }

    private static Map<String, ExpectedLists> profiles(KernelVector vector) {
        Map<String, ExpectedLists> lists = new HashMap<>();
        LISTS.forEach((release, profile) -> lists.put(release, ExpectedLists.of(vector.expectation(profile))));
        return lists;
    }

    private static Map<String, ExpectedLists> older(KernelVector expected, KernelVector machine) {
        Map<String, ExpectedLists> lists = new HashMap<>(profiles(machine));
        JsonNode expectations = expected.json().get("expect");
        expectations
                .propertyNames()
                .forEach(id -> lists.put(releaseOf(id), ExpectedLists.of(expectation(expectations, machine, id))));
        return lists;
    }

    /** A text names the behaviour with the same expectation: one before in the line, or a profile of the machine. */
    private static JsonNode expectation(JsonNode expectations, KernelVector machine, String id) {
        JsonNode expectation = expectations.get(id);
        if (!expectation.isString()) {
            return expectation;
        }
        return Stream.of(Profile.values())
                .filter(profile -> profile.key().equals(expectation.asString()))
                .findFirst()
                .map(machine::expectation)
                .orElseGet(() -> expectation(expectations, machine, expectation.asString()));
    }

    private static String releaseOf(String behaviour) {
        return KernelTable.onePerBehaviour(Architecture.X86_64).stream()
                .filter(release -> KernelTable.rangeOf(release).behaviour().id().equals(behaviour))
                .findFirst()
                .orElseThrow()
                .text();
    }

    /** The smallest machine on which a switch changes an answer. */
    private static BootInputs machineThatShows(String name) {
        Machines machine = new Machines().ram(0x100000, 0x3fffffff);
        return switch (name) {
            case "WIN" ->
                // The SRAT describes only the end of the window.
                machine.memory(0, 0x0, 0x3fffffff)
                        .hotplug(1, 0x60000000, 0x6fffffff)
                        .window(0x50000000, 0x6fffffff)
                        .inputs();
            case "LOW" -> machine.memory(0, 0x0, 0x3fffffff).inputs();
            case "COV" ->
                // The node of the rest is 1, and 0 if the configuration is rejected.
                new Machines()
                        .ram(0x100000, 0x3fffffff)
                        .memory(5, 0x200000, 0x2fffffff)
                        .memory(6, 0x30000000, 0x3fffffff)
                        .inputs();
            case "LIST" ->
                // RAM in a window that the SRAT does not describe.
                machine.memory(0, 0x0, 0x2fffffff)
                        .window(0x30000000, 0x3fffffff)
                        .inputs();
            case "SORT" ->
                machine.memory(0, 0x0, 0x3fffffff)
                        .hotplug(1, 0x60000000, 0x6fffffff)
                        .hotplug(2, 0x60000000, 0x6fffffff)
                        .hotplug(3, 0x60000000, 0x6fffffff)
                        .window(0x50000000, 0x7fffffff)
                        .inputs();
            case "LOOP" ->
                // The last of two nodes has the largest domain.
                machine.maxNodes(4)
                        .memory(0, 0x0, 0x3fffffff)
                        .hotplug(1, 0x100000000L, 0x10fffffffL)
                        .hotplug(2, 0x110000000L, 0x11fffffffL)
                        .hotplug(3, 0x120000000L, 0x12fffffffL)
                        .window(0x50000000, 0x6fffffff)
                        .inputs();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static KernelComparison compare(BootInputs inputs, String... kernels) {
        return KernelComparison.of(replayed(inputs), releases(kernels), Optional.empty());
    }

    private static List<KernelRelease> releases(String... kernels) {
        return Stream.of(kernels).map(KernelRelease::parse).toList();
    }

    private static ReplayedTopology replayed(BootInputs inputs) {
        return Replayed.of(new Machine(inputs, Optional.of(KernelRelease.parse("7.3")), new ArrayList<>(), List.of()));
    }
}
