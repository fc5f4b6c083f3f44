package io.targetnode.analysis.verification;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which lines of one list are which lines of another, in order. What both end with is matched first, then what both begin with:
 * of a log, the beginning is lost. Between, each line is paired with the same line of the other list, the last ones first, and
 * of the pairs the longest ascending run is kept (as patience diffs do): O(n log n), whatever the lists. As long as a list does
 * not repeat a line, no other way matches more.
 */
final class LineDiff {

    /** A line without partner. */
    static final int NONE = -1;

    private final List<String> expected;
    private final List<String> found;

    /** Of each found line the expected one that it is, or {@link #NONE}. */
    private final int[] partners;

    private LineDiff(List<String> expected, List<String> found) {
        this.expected = expected;
        this.found = found;
        this.partners = new int[found.size()];
        Arrays.fill(partners, NONE);
    }

    /** Of each found line the index of the expected one that it is, or {@link #NONE}; those that are there ascend. */
    static int[] partners(List<String> expected, List<String> found) {
        LineDiff diff = new LineDiff(expected, found);
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
        keepLongestAscent(head, found.size() - tail);
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

    /** Of the partners in [from, to) those stay that are on a longest ascending run. */
    private void keepLongestAscent(int from, int to) {
        // The found line with the lowest partner with which a run of each length ends.
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
