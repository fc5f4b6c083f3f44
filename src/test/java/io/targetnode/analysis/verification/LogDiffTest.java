package io.targetnode.analysis.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class LogDiffTest {

    @Test
    void theSameLinesAreMatchedOneByOne() {
        List<String> lines = List.of("a", "b", "a", "a");
        assertThat(LogDiff.partners(lines, lines)).containsExactly(0, 1, 2, 3);
        assertThat(LogDiff.partners(List.of(), List.of())).isEmpty();
    }

    @Test
    void linesThatAreMissingAtTheBeginningDoNotShiftTheRest() {
        assertThat(LogDiff.partners(List.of("a", "b", "a", "c"), List.of("a", "c")))
                .containsExactly(2, 3);
        assertThat(LogDiff.partners(List.of("x", "a", "y", "a", "z"), List.of("a", "q", "a")))
                .containsExactly(1, LogDiff.NONE, 3);
    }

    @Test
    void linesThatChangedPlacesAreMatchedOnce() {
        int[] partners = LogDiff.partners(List.of("a", "b", "c"), List.of("c", "a", "b"));
        assertThat(partners).containsExactly(LogDiff.NONE, 0, 1);
    }

    @Test
    void noDiffMatchesMoreLinesIfNoneIsRepeated() {
        Random random = new Random(7);
        for (int round = 0; round < 3_000; round++) {
            List<String> expected = distinct(random, 12);
            List<String> found = distinct(random, 12);
            int[] partners = LogDiff.partners(expected, found);
            assertAscendsAndFits(expected, found, partners);
            assertThat(matched(partners)).isEqualTo(longestCommon(expected, found));
        }
    }

    @Test
    void noRepeatedLineIsMatchedTwiceAndEqualListsMatchCompletely() {
        Random random = new Random(8);
        for (int round = 0; round < 3_000; round++) {
            List<String> expected = any(random, 14);
            List<String> found = any(random, 14);
            int[] partners = LogDiff.partners(expected, found);
            assertAscendsAndFits(expected, found, partners);
            assertThat(matched(partners) == Math.max(expected.size(), found.size()))
                    .isEqualTo(expected.equals(found));
        }
    }

    @Test
    void aHundredThousandReorderedLinesAreMatchedQuickly() {
        List<String> expected =
                IntStream.range(0, 100_000).mapToObj(i -> "line " + i).toList();
        List<String> found = new ArrayList<>(expected);
        Collections.shuffle(found, new Random(9));
        List<String> alike = Collections.nCopies(100_000, "line");
        List<String> fewer = new ArrayList<>(Collections.nCopies(99_000, "line"));
        fewer.add(500, "other");
        Assertions.assertTimeout(Duration.ofSeconds(10), () -> {
            assertAscendsAndFits(expected, found, LogDiff.partners(expected, found));
            assertThat(matched(LogDiff.partners(alike, fewer))).isEqualTo(99_000);
        });
    }

    private static void assertAscendsAndFits(List<String> expected, List<String> found, int[] partners) {
        int last = -1;
        for (int i = 0; i < partners.length; i++) {
            if (partners[i] != LogDiff.NONE) {
                assertThat(partners[i]).isGreaterThan(last);
                assertThat(found.get(i)).isEqualTo(expected.get(partners[i]));
                last = partners[i];
            }
        }
    }

    private static long matched(int[] partners) {
        return IntStream.of(partners).filter(partner -> partner != LogDiff.NONE).count();
    }

    private static List<String> distinct(Random random, int most) {
        List<String> letters = new ArrayList<>(
                IntStream.range(0, 16).mapToObj(i -> "" + (char) ('a' + i)).toList());
        if (random.nextBoolean()) {
            Collections.shuffle(letters, random);
        }
        letters.removeIf(letter -> random.nextInt(4) == 0);
        return letters.subList(0, Math.min(letters.size(), random.nextInt(most + 1)));
    }

    private static List<String> any(Random random, int most) {
        return random.ints(random.nextInt(most + 1), 0, 3)
                .mapToObj(i -> "" + (char) ('a' + i))
                .toList();
    }

    /** The longest common subsequence by dynamic programming. */
    private static int longestCommon(List<String> a, List<String> b) {
        int[][] longest = new int[a.size() + 1][b.size() + 1];
        for (int i = 0; i < a.size(); i++) {
            for (int j = 0; j < b.size(); j++) {
                longest[i + 1][j + 1] =
                        a.get(i).equals(b.get(j)) ? longest[i][j] + 1 : Math.max(longest[i][j + 1], longest[i + 1][j]);
            }
        }
        return longest[a.size()][b.size()];
    }
}
