package io.targetnode.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.kernel.Behaviour;
import io.targetnode.kernel.Boot;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.BootReplay;
import io.targetnode.kernel.KernelTable;
import io.targetnode.kernel.KernelVector;
import io.targetnode.kernel.KernelVector.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/**
 * The vectors of the older and in-between releases. {@code releases.jsonl.gz} has their expectations for the named, the raw and
 * the first 3,000 random machines of the other vectors; a text stands for the expectation of another behaviour that is equal.
 * {@code releases-extra.jsonl.gz} has machines on which the releases differ.
 */
class ReleaseVectorTest {

    private static final List<String> IDS = List.of("5.10", "5.16", "6.0.8", "6.5.12", "6.6.72", "6.8", "6.12.0");

    @TestFactory
    Stream<DynamicTest> namedMachines() {
        Map<String, KernelVector> machines = new HashMap<>();
        Stream.of("named.jsonl", "raw-tables.jsonl")
                .flatMap(KernelVector::of)
                .forEach(vector -> machines.put(vector.name(), vector));
        return KernelVector.of("releases.jsonl.gz")
                .limit(machines.size())
                .map(expected -> DynamicTest.dynamicTest(
                        expected.name(),
                        () -> agrees(expected, Objects.requireNonNull(machines.get(expected.name())), true)));
    }

    @Test
    @Tag("exhaustive")
    void threeThousandRandomMachinesHaveTheAnswersOfEachRelease() {
        List<KernelVector> expectations = KernelVector.of("releases.jsonl.gz")
                .filter(vector -> vector.name().startsWith("rnd-"))
                .toList();
        List<String> seen = new ArrayList<>();
        try (Stream<KernelVector> vectors = KernelVector.of("random.jsonl.gz")) {
            vectors.limit(3_000).forEach(vector -> {
                KernelVector expected = expectations.get(seen.size());
                assertThat(expected.name()).isEqualTo(vector.name());
                agrees(expected, vector, false);
                seen.add(vector.name());
            });
        }
        assertThat(seen).hasSize(3_000).hasSameSizeAs(expectations);
    }

    @TestFactory
    Stream<DynamicTest> machinesOnWhichReleasesDiffer() {
        return KernelVector.of("releases-extra.jsonl.gz")
                .map(vector -> DynamicTest.dynamicTest(vector.name(), () -> {
                    JsonNode alternatives = vector.json().get("alt");
                    for (BootInputs inputs : List.of(vector.fromEntries(), vector.fromTables())) {
                        agrees(
                                vector.name(),
                                inputs,
                                behaviour("7.0"),
                                vector.json().get("expect"));
                        alternatives
                                .propertyNames()
                                .forEach(id -> agrees(vector.name(), inputs, behaviour(id), alternatives.get(id)));
                    }
                    assertThat(alternatives).hasSize(11);
                }));
    }

    private static void agrees(KernelVector expected, KernelVector machine, boolean named) {
        BootInputs inputs = named ? machine.fromTables() : machine.fromEntries();
        for (String id : IDS) {
            agrees(machine.name(), inputs, behaviour(id), expectation(expected, machine, id));
        }
    }

    /** A text names the behaviour with the same expectation: one before in the line, or a profile of the machine. */
    private static JsonNode expectation(KernelVector expected, KernelVector machine, String id) {
        JsonNode expectation = expected.json().get("expect").get(id);
        if (!expectation.isString()) {
            return expectation;
        }
        String same = expectation.asString();
        return Stream.of(Profile.values())
                .filter(profile -> profile.key().equals(same))
                .findFirst()
                .map(machine::expectation)
                .orElseGet(() -> expectation(expected, machine, same));
    }

    private static void agrees(String name, BootInputs inputs, Behaviour behaviour, JsonNode expect) {
        Boot boot = BootReplay.of(inputs, behaviour);
        String expected = VectorText.expected(expect, true);
        String actual = VectorText.actual(boot, BackingRanges.of(inputs), expect, true);
        if (!actual.equals(expected)) {
            assertThat(actual).as("%s, %s", name, behaviour.id()).isEqualTo(expected);
        }
    }

    private static Behaviour behaviour(String id) {
        return KernelTable.BEHAVIOURS.stream()
                .filter(behaviour -> behaviour.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
