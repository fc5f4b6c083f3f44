package io.targetnode.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.kernel.Boot;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.BootReplay;
import io.targetnode.kernel.KernelVector;
import io.targetnode.kernel.KernelVector.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Compares the replay and the resolver under both rules with the results of the kernel's own code: lists block by block and in
 * order, look-ups, possible nodes, the reason of a rejection. There are no exceptions.
 */
class KernelVectorTest {

    @TestFactory
    Stream<DynamicTest> namedVectors() {
        return KernelVector.of("named.jsonl")
                .map(vector -> DynamicTest.dynamicTest(vector.name(), () -> {
                    agreesOnEveryProfile(vector, vector.fromEntries());
                    agreesOnEveryProfile(vector, vector.fromTables());
                }));
    }

    @TestFactory
    Stream<DynamicTest> rawTableVectors() {
        return KernelVector.of("raw-tables.jsonl")
                .map(vector -> DynamicTest.dynamicTest(
                        vector.name(), () -> agreesOnEveryProfile(vector, vector.fromTables())));
    }

    @Test
    @Tag("exhaustive")
    void twentyThousandRandomMachinesHaveTheKernelsAnswers() {
        List<String> seen = new ArrayList<>();
        try (Stream<KernelVector> vectors = KernelVector.of("random.jsonl.gz")) {
            vectors.forEach(vector -> {
                agreesOnEveryProfile(vector, vector.fromEntries());
                seen.add(vector.name());
            });
        }
        assertThat(seen).hasSize(20_000);
    }

    private static void agreesOnEveryProfile(KernelVector vector, BootInputs inputs) {
        BackingRanges backing = BackingRanges.of(inputs);
        for (Profile profile : Profile.values()) {
            Boot boot = BootReplay.of(inputs, profile.behaviour);
            boolean countsPages = profile != Profile.V6_1;
            String expected = VectorText.expected(vector.expectation(profile), countsPages);
            String actual = VectorText.actual(boot, backing, vector.expectation(profile), countsPages);
            // Texts are compared first: assertion objects for millions of values would take longer than the replay.
            if (!actual.equals(expected)) {
                assertThat(actual).as("%s, %s", vector.name(), profile).isEqualTo(expected);
            }
        }
    }
}
