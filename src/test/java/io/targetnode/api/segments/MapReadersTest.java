package io.targetnode.api.segments;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.targetnode.kernel.KernelVector;
import io.targetnode.kernel.Machines;
import io.targetnode.kernel.MemoryType;
import io.targetnode.kernel.NodeDescription.DescribedRange;
import io.targetnode.memory.AddressRange;
import io.targetnode.topology.service.KernelView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares the readers of docs/map-format.md with the answers of the resolver, and tries them on damaged maps. */
class MapReadersTest {

    private static final KernelView MISSION = MappedMachines.newest(Machines.mission());
    private static final int HEADER = 384;
    private static final int DIGEST = 32;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void theMapOfEachMachineAnswersAsTheServiceDoes(ReaderProgram reader) throws Exception {
        Transcript transcript = new Transcript(folder);
        MappedMachines.all().forEach(view -> MappedMachines.add(transcript, MappedMachines.complete(view)));
        assertThat(transcript.size()).isGreaterThan(50_000);
        transcript.agreesWith(reader);
    }

    @Test
    @Tag("exhaustive")
    void theMapsOfTwentyThousandRandomMachinesAnswerAsTheServiceDoes() {
        int[] seen = {0};
        try (Stream<KernelVector> vectors = KernelVector.of("random.jsonl.gz")) {
            vectors.forEach(vector -> {
                SelectedSegments map = MappedMachines.complete(MappedMachines.newest(vector.fromEntries()));
                assertThat(MappedMachines.mistakes(map)).as(vector.name()).isEmpty();
                seen[0]++;
            });
        }
        assertThat(seen[0]).isEqualTo(20_000);
    }

    @ParameterizedTest
    @EnumSource
    void thePartialMapAnswersOnlyForItsPart(ReaderProgram reader) throws Exception {
        Transcript transcript = new Transcript(folder);
        MappedMachines.add(transcript, MappedMachines.part(MISSION, 0x1ffffff0, 0x20000010));
        MappedMachines.add(transcript, MappedMachines.part(MISSION, 0x20000000, 0x20000000));
        MappedMachines.add(transcript, MappedMachines.part(MISSION, 0x80000000L, -1L));
        MappedMachines.all()
                .filter(view -> view.choice().kernel().text().equals("7.3"))
                .forEach(view -> {
                    MappedMachines.add(transcript, MappedMachines.ofNode(view, 0));
                    MappedMachines.add(transcript, MappedMachines.ofNode(view, -1));
                });
        transcript
                .open(MappedMachines.bytes(MappedMachines.ofNode(MISSION, 0)), MappedMachines.summary(MISSION))
                .ask(0x30000000, "0 0")
                .ask(0x20000000, "not in map")
                .ask(0x80000000L, "not in map")
                .agreesWith(reader);
    }

    @ParameterizedTest
    @EnumSource
    void addressesAreUnsigned64BitNumbers(ReaderProgram reader) throws Exception {
        KernelView top = MappedMachines.newest(Machines.described(
                described(0, 0x7fffffffffff0000L, 0x7fffffffffffffffL, 4),
                described(1, 0x8000000000000000L, 0x80000000000fffffL, 5),
                described(2, 0xfffffffffff00000L, 0xffffffffffffefffL, 6)));
        Transcript transcript = new Transcript(folder);
        MappedMachines.add(transcript, MappedMachines.complete(top));
        byte[] last = changed(MappedMachines.bytes(MappedMachines.complete(top)), map -> map.putLong(HEADER + 56, -1L));
        transcript
                .open(last, MappedMachines.summary(top))
                .ask(Long.MAX_VALUE, "4 1")
                .ask(Long.MIN_VALUE, "5 1")
                .ask(-2L, "6 1")
                .ask(-1L, "6 1")
                .agreesWith(reader);
    }

    @ParameterizedTest
    @EnumSource
    void eachTypeOfMemoryHasItsCode(ReaderProgram reader) throws Exception {
        MemoryType[] types = MemoryType.values();
        KernelView view = MappedMachines.newest(Machines.described(IntStream.range(0, types.length)
                .mapToObj(i -> described(i, types[i], i))
                .toArray(DescribedRange[]::new)));
        new Transcript(folder)
                .open(MappedMachines.bytes(MappedMachines.complete(view)), MappedMachines.summary(view))
                .ask(0x00000000, "0 1")
                .ask(0x10000000, "1 2")
                .ask(0x20000000, "2 5")
                .ask(0x30000000, "3 4")
                .ask(0x40000000, "4 3")
                .ask(0x50000000, "-1 0")
                .agreesWith(reader);
    }

    @ParameterizedTest
    @EnumSource
    void aMapOfThousandsOfSegmentsIsSearchedCorrectly(ReaderProgram reader) throws Exception {
        Transcript transcript = new Transcript(folder);
        for (int ranges : new int[] {0, 1, 2, 3, 4, 5, 7, 8, 9, 4_000}) {
            SelectedSegments map = MappedMachines.complete(machine(ranges));
            assertThat(map).hasSize(ranges);
            MappedMachines.add(transcript, map);
        }
        transcript.agreesWith(reader);
    }

    @ParameterizedTest
    @EnumSource
    void aDamagedMapIsRefusedWithTheReason(ReaderProgram reader) throws Exception {
        byte[] good = mission();
        byte[] ofNode = MappedMachines.bytes(MappedMachines.ofNode(MISSION, 0));
        Transcript transcript = new Transcript(folder);
        transcript
                .open(new byte[0], "refused: not a map")
                .open(Arrays.copyOf(good, 15), "refused: not a map")
                .open(changed(good, map -> map.put(0, (byte) 9)), "refused: not a map")
                .open(new String(good, ISO_8859_1).replace("\r\n", "\n").getBytes(ISO_8859_1), "refused: not a map")
                .open(changed(good, map -> map.putInt(8, 0)), "refused: unknown version")
                .open(changed(good, map -> map.putInt(8, 2)), "refused: unknown version")
                .open(changed(good, map -> map.putInt(12, 376)), "refused: bad header length")
                .open(changed(good, map -> map.putInt(12, 388)), "refused: bad header length")
                .open(changed(good, map -> map.putInt(12, 1 << 20)), "refused: wrong length")
                .open(changed(good, map -> map.putInt(16, 16)), "refused: bad segment length")
                .open(changed(good, map -> map.putInt(16, 28)), "refused: bad segment length")
                .open(changed(good, map -> map.putInt(20, 2)), "refused: unknown flags")
                .open(changed(good, map -> map.putLong(24, 4)), "refused: wrong length")
                .open(changed(good, map -> map.putLong(24, 6)), "refused: wrong length")
                .open(changed(good, map -> map.putLong(24, 5 + (1L << 61))), "refused: wrong length")
                .open(changed(good, map -> map.putLong(24, -1L)), "refused: wrong length")
                .open(changed(good, map -> map.putLong(32, -1L).putLong(40, 0)), "refused: bad header")
                .open(changed(good, map -> map.putInt(48, -2)), "refused: bad header")
                .open(changed(good, map -> map.putLong(HEADER, 0x20000000)), "refused: bad range")
                .open(changed(good, map -> map.putLong(32, 0x10)), "refused: bad range")
                .open(changed(good, map -> map.putLong(40, 0x7ffffffe)), "refused: bad range")
                .open(
                        changed(good, map -> map.putLong(HEADER + 8, 0x20000000)),
                        "refused: segments overlap or are not in order")
                .open(changed(good, MapReadersTest::swapSegments), "refused: segments overlap or are not in order")
                .open(changed(good, map -> map.putInt(HEADER + 16, -2)), "refused: bad node")
                .open(changed(ofNode, map -> map.putInt(HEADER + 16, 1)), "refused: bad node")
                .agreesWith(reader);
    }

    @ParameterizedTest
    @EnumSource
    void aMapThatIsCutOffAnywhereIsRefused(ReaderProgram reader) throws Exception {
        byte[] good = mission();
        Transcript transcript = new Transcript(folder);
        for (int length = 16; length < good.length; length++) {
            transcript.open(Arrays.copyOf(good, length), "refused: wrong length");
        }
        transcript
                .open(Arrays.copyOf(good, good.length + 1), "refused: wrong length")
                .open(Arrays.copyOf(good, good.length + 24), "refused: wrong length")
                .agreesWith(reader);
    }

    @ParameterizedTest
    @EnumSource
    void aFlippedBitIsRefusedEvenIfAllFieldsAreValid(ReaderProgram reader) throws Exception {
        byte[] good = mission();
        Transcript transcript = new Transcript(folder);
        for (int place : List.of(52, 56, 64, 192, 352, HEADER + 16, HEADER + 20, HEADER + 23, good.length - 1)) {
            byte[] damaged = good.clone();
            damaged[place] ^= 4;
            transcript.open(damaged, "refused: wrong digest");
        }
        transcript.agreesWith(reader);
    }

    /** These are the additions that docs/map-format.md allows to a later service in this version. */
    @ParameterizedTest
    @EnumSource
    void aLongerHeaderLongerSegmentsAndNewBackingsAreAccepted(ReaderProgram reader) throws Exception {
        byte[] good = mission();
        ByteBuffer later = ByteBuffer.allocate(392 + 5 * 32 + DIGEST).order(ByteOrder.LITTLE_ENDIAN);
        later.put(good, 0, HEADER).putLong(-1L).putInt(12, 392).putInt(16, 32);
        for (int i = 0; i < 5; i++) {
            later.put(good, HEADER + i * 24, 24).putLong(-1L).put(392 + i * 32 + 23, (byte) 7);
        }
        later.put(392 + 32 + 20, (byte) 200);
        new Transcript(folder)
                .open(changed(later.array(), map -> map.putLong(56, -1L)), MappedMachines.summary(MISSION))
                .ask(0x1fffffff, "0 1")
                .ask(0x20000000, "2 200")
                .ask(0x7fffffff, "1 1")
                .ask(0x80000000L, "-1 0")
                .agreesWith(reader);
    }

    @Test
    void theReaderInPythonIsAlsoACommand() throws Exception {
        assumeTrue(
                ReaderProgram.isInstalled(folder, "python3"),
                "python3 is not installed: the reader in Python is not tested (package python3)");
        String map = Files.write(folder.resolve("map.bin"), mission()).toString();
        assertThat(python(map, "0x20000000", "0", "4294967296")).containsExactly("2", "0", "-1");
        assertThat(python(map))
                .startsWith("booted, revision 1, kernel 7.3, prefer-reserved, 0x0-0xffffffffffffffff")
                .endsWith("0x60000000-0x7fffffff  1  system-ram");
        String part = Files.write(
                        folder.resolve("part.bin"), MappedMachines.bytes(MappedMachines.part(MISSION, 0, 0xfff)))
                .toString();
        assertThat(python(part, "0x1000")).containsExactly(part + ": the map has no answer for 0x1000");
    }

    private List<String> python(String... arguments) throws IOException, InterruptedException {
        String reader = ReaderProgram.READERS.resolve("targetnode_map.py").toString();
        Stream<String> command = Stream.concat(Stream.of("python3", reader), Stream.of(arguments));
        return ReaderProgram.run(folder, List.of(), command.toArray(String[]::new));
    }

    /** Alternates RAM and windows, so that the machine has twice as many ranges as one of the kernel's lists can hold. */
    private static KernelView machine(int ranges) {
        return MappedMachines.newest(Machines.described(IntStream.range(0, ranges)
                .mapToObj(i -> described(i, i % 2 == 0 ? MemoryType.SYSTEM_RAM : MemoryType.CXL_WINDOW, i % 7 * 3))
                .toArray(DescribedRange[]::new)));
    }

    private static byte[] mission() {
        return MappedMachines.bytes(MappedMachines.complete(MISSION));
    }

    private static DescribedRange described(int index, long start, long end, int node) {
        return new DescribedRange(index, new AddressRange(start, end), MemoryType.SYSTEM_RAM, node);
    }

    /** The ranges are contiguous and 256 MiB long. */
    private static DescribedRange described(int index, MemoryType type, int node) {
        long start = (long) index << 28;
        return new DescribedRange(index, new AddressRange(start, start + 0xfffffff), type, node);
    }

    private static void swapSegments(ByteBuffer map) {
        byte[] first = new byte[24];
        map.get(HEADER, first);
        map.put(HEADER, map, HEADER + 24, 24).put(HEADER + 24, first);
    }

    /** A copy with one fault and a correct digest, so that a reader refuses it because of that fault. */
    private static byte[] changed(byte[] good, Consumer<ByteBuffer> change) {
        byte[] map = good.clone();
        change.accept(ByteBuffer.wrap(map).order(ByteOrder.LITTLE_ENDIAN));
        int end = map.length - DIGEST;
        System.arraycopy(MapReader.digest(map, end), 0, map, end, DIGEST);
        return map;
    }
}
