package io.targetnode.resolve;

import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The address space cut into pieces: the first begins at 0, each ends before the next one, and the last ends at 2^64-1. Arrays
 * with the same indexes hold the values of the pieces.
 */
final class Pieces {

    /** First addresses, ascending from 0. */
    private final long[] starts;

    private Pieces(long[] starts) {
        this.starts = starts;
    }

    /** Pieces that begin at 0 and at the given addresses, which may be in any order and repeated. */
    static Pieces at(LongStream addresses) {
        long[] all = LongStream.concat(LongStream.of(0), addresses)
                .map(address -> address ^ Long.MIN_VALUE)
                .toArray();
        Arrays.sort(all);
        int count = 0;
        for (long each : all) {
            long address = each ^ Long.MIN_VALUE;
            if (count == 0 || all[count - 1] != address) {
                all[count++] = address;
            }
        }
        return new Pieces(Arrays.copyOf(all, count));
    }

    /** The pieces with the given indexes, which ascend from 0; each is extended to the next. */
    Pieces only(IntStream indexes) {
        return new Pieces(indexes.mapToLong(this::start).toArray());
    }

    /** The largest pieces that each lie within one piece of every argument. */
    static Pieces of(Stream<Pieces> coarser) {
        return at(coarser.distinct().flatMapToLong(pieces -> Arrays.stream(pieces.starts)));
    }

    int count() {
        return starts.length;
    }

    long start(int index) {
        return starts[index];
    }

    /** Index of the piece that holds the address. O(log n). */
    int indexOf(long address) {
        int from = 0;
        int to = starts.length;
        while (to - from > 1) {
            int middle = (from + to) >>> 1;
            if (Address.below(address, starts[middle])) {
                to = middle;
            } else {
                from = middle;
            }
        }
        return from;
    }

    /** The same, by a scan from a piece that holds the address or lies below it. */
    int indexOf(long address, int from) {
        int index = from;
        while (index + 1 < starts.length && !Address.below(address, starts[index + 1])) {
            index++;
        }
        return index;
    }

    /** For each of these pieces, the index of the coarser piece that holds it. */
    IntStream within(Pieces coarser) {
        int[] indexes = new int[starts.length];
        for (int i = 1; i < starts.length; i++) {
            indexes[i] = coarser.indexOf(starts[i], indexes[i - 1]);
        }
        return Arrays.stream(indexes);
    }

    /** First address of the last piece. */
    long highestStart() {
        return starts[starts.length - 1];
    }

    /** The power of two to which all first addresses are aligned: 0 to 63. */
    int alignment() {
        long bits = Arrays.stream(starts).reduce(0, (a, b) -> a | b);
        return Math.min(63, Long.numberOfTrailingZeros(bits));
    }

    /** First addresses, ascending from 0. */
    long[] starts() {
        return starts.clone();
    }

    List<AddressRange> ranges() {
        return IntStream.range(0, starts.length).mapToObj(this::range).toList();
    }

    private AddressRange range(int index) {
        return new AddressRange(starts[index], index + 1 < starts.length ? starts[index + 1] - 1 : -1L);
    }
}
