package io.targetnode.analysis.verification;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Matches the equal lines of two lists, in order. The common end is matched first, because a log may have lost its beginning.
 * Then the common beginning is matched. Between them, each line is paired with an equal line of the other list, the last ones
 * first, and only the longest increasing subsequence of the pairs remains. O(n log n) for all lists. If no list repeats a line,
 * no diff matches more lines.
 */
final class LogDiff {

    /** Marks a line without a partner. */
    static final int NONE = -1;

    private final List<String> expected;
    private final List<String> found;

    /** For each found line the index of its expected line, or {@link #NONE}. */
    private final int[] partners;

    private LogDiff(List<String> expected, List<String> found) {
        this.expected = expected;
        this.found = found;
        this.partners = new int[found.size()];
        Arrays.fill(partners, NONE);
    }

    /** For each found line the index of its expected line, or {@link #NONE}; the indexes ascend. */
    static int[] partners(List<String> expected, List<String> found) {
        LogDiff diff = new LogDiff(expected, found);
        diff.match();
        return diff.partners;
    }

    private void match() {
        int shorter = Math.min(expected.size(), found.size());
        int tail = 0;
        while (tail < shorter && expectedFromEnd(tail).equals(found.get(found.size() - 1 - tail))) {
            partners[found.size() - 1 - tail] = expected.size() - 1 - tail;
            tail++;
        }
        int head = 0;
        while (head < shorter - tail && expected.get(head).equals(found.get(head))) {
            partners[head] = head;
            head++;
        }
        pair(head, tail);
        keepLongestIncreasing(head, found.size() - tail);
    }

    private String expectedFromEnd(int index) {
        return expected.get(expected.size() - 1 - index);
    }

    private void pair(int head, int tail) {
        Map<String, Deque<Integer>> places = new HashMap<>();
        for (int i = head; i < expected.size() - tail; i++) {
            places.computeIfAbsent(expected.get(i), line -> new ArrayDeque<>()).addLast(i);
        }
        for (int i = found.size() - tail - 1; i >= head; i--) {
            Deque<Integer> left = places.get(found.get(i));
            if (left != null && !left.isEmpty()) {
                partners[i] = left.removeLast();
            }
        }
    }

    /** Removes the partners in [from, to) that are not on a longest increasing subsequence. */
    private void keepLongestIncreasing(int from, int to) {
        // ends[n]: the found line with the lowest partner at which a run of n + 1 lines ends.
        int[] ends = new int[to - from];
        int[] before = new int[to - from];
        int longest = 0;
        for (int i = from; i < to; i++) {
            if (partners[i] != NONE) {
                int length = runsEndingBelow(partners[i], ends, longest);
                before[i - from] = length == 0 ? NONE : ends[length - 1];
                ends[length] = i;
                longest = Math.max(longest, length + 1);
            }
        }
        boolean[] kept = new boolean[to - from];
        for (int i = longest == 0 ? NONE : ends[longest - 1]; i != NONE; i = before[i - from]) {
            kept[i - from] = true;
        }
        for (int i = from; i < to; i++) {
            if (!kept[i - from]) {
                partners[i] = NONE;
            }
        }
    }

    private int runsEndingBelow(int partner, int[] ends, int longest) {
        int from = 0;
        int to = longest;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (partners[ends[middle]] < partner) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
