package io.targetnode.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.Srat;
import io.targetnode.acpi.SratEntry;
import io.targetnode.kernel.NodeDescription.Tables;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import io.targetnode.memory.UsableRam;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares the replay with a literal transcription of kernel-rules 2, on machines at both ends of the address space and around
 * its middle, with few nodes, wrapping and empty ranges, unaligned bounds and refused entries.
 */
class LiteralReplayTest {

    /** All bounds of a machine are multiples of the unit: half pages, pages, 256 KiB (four are the tolerated MiB). */
    @ParameterizedTest
    @ValueSource(longs = {0x800, 0x1000, 0x40000})
    void theReplayAgreesWithALiteralReadingOfTheRules(long unit) {
        SplittableRandom random = new SplittableRandom(20260214L + unit);
        int accepted = 0;
        for (int machine = 0; machine < 3_000; machine++) {
            BootInputs inputs = new RandomMachine(random, unit).inputs();
            for (Behaviour behaviour : KernelTable.BEHAVIOURS) {
                String expected = new LiteralReplay(inputs, behaviour).run();
                Boot boot = BootReplay.of(inputs, behaviour);
                accepted += boot.rejection().isEmpty() ? 1 : 0;
                String actual = LiteralReplay.describe(boot);
                if (!actual.equals(expected)) {
                    assertThat(actual)
                            .as("machine %d, %s: %s", machine, behaviour.id(), inputs)
                            .isEqualTo(expected);
                }
            }
        }
        assertThat(accepted).as("replays that end without rejection").isGreaterThan(4_000);
    }

    private static final int[] WRONG = {0, 1, 2, 3, 7};

    private static final List<Platform> OTHERS = List.of(
            new Platform(Architecture.ARM64, 4096),
            new Platform(Architecture.ARM64, 16384),
            new Platform(Architecture.ARM64, 65536),
            new Platform(Architecture.RISCV64, 4096),
            new Platform(Architecture.LOONGARCH64, 16384));

    /** A machine with a few entries and many equal bounds. */
    private record RandomMachine(SplittableRandom random, long unit) {

        BootInputs inputs() {
            long[] origins = {0, 0, Long.MIN_VALUE - 8 * unit, -16 * unit};
            long origin = origins[random.nextInt(origins.length)];
            List<AddressRange> ram = IntStream.range(0, random.nextInt(4))
                    .mapToObj(i -> ram(origin))
                    .toList();
            int entries = random.nextInt(10);
            boolean wild = random.nextInt(3) == 0;
            List<SratEntry> srat = IntStream.range(0, entries)
                    .mapToObj(i -> wild ? entry(i, origin) : memory(i, origin))
                    .toList();
            List<Cedt.Window> windows = IntStream.range(0, random.nextInt(6))
                    .mapToObj(i -> new Cedt.Window(i, 36 + 40 * i, address(origin), length()))
                    .toList();
            int revision = random.nextInt(1, 4);
            boolean endsInZeroLength = wild && entries > 0 && random.nextInt(20) == 0;
            Tables tables = new Tables(
                    random.nextInt(20) == 0
                            ? Optional.empty()
                            : Optional.of(new Srat(revision, srat, endsInZeroLength)),
                    random.nextInt(20) == 0 ? Optional.empty() : Optional.of(new Cedt(windows)));
            NumaOption numa = random.nextInt(20) == 0
                    ? NumaOption.values()[random.nextInt(NumaOption.values().length)]
                    : NumaOption.NONE;
            int maxNodes = new int[] {2, 4, 8, 1024}[random.nextInt(4)];
            Platform platform = random.nextBoolean() ? Platform.X86_64 : OTHERS.get(random.nextInt(OTHERS.size()));
            return new BootInputs(UsableRam.of(ram), tables, numa, maxNodes, platform);
        }

        private AddressRange ram(long origin) {
            long start = address(origin);
            long last = start + random.nextInt(1, 10) * unit - 1;
            return Address.below(last, start) ? new AddressRange(start, -1L) : new AddressRange(start, last);
        }

        private long address(long origin) {
            return random.nextInt(40) == 0 ? unit * random.nextInt(-9, 9) : origin + unit * random.nextInt(16);
        }

        private long length() {
            return switch (random.nextInt(30)) {
                case 0 -> 0;
                case 1 -> -unit * random.nextInt(1, 16);
                case 2 -> Long.MIN_VALUE + unit * random.nextInt(-8, 8);
                default -> unit * random.nextInt(1, 9);
            };
        }

        private SratEntry memory(int index, long origin) {
            boolean enabled = random.nextInt(12) != 0;
            return new SratEntry.Memory(
                    index, 48 + index, domain(), address(origin), length(), enabled, random.nextBoolean(), false);
        }

        private int domain() {
            return switch (random.nextInt(60)) {
                case 0 -> random.nextInt();
                case 1 -> 250 + random.nextInt(10);
                case 2 -> 1015 + random.nextInt(12);
                case 3 -> random.nextInt(12);
                default -> random.nextInt(3);
            };
        }

        private SratEntry entry(int index, long origin) {
            boolean enabled = random.nextInt(8) != 0;
            return switch (random.nextInt(14)) {
                case 0 -> new SratEntry.Apic(index, 48 + index, domain(), enabled, 1);
                case 1 -> new SratEntry.X2Apic(index, 48 + index, domain(), enabled, 32767 + random.nextInt(2));
                case 2 -> new SratEntry.GenericInitiator(index, 48 + index, domain(), enabled);
                case 3 -> new SratEntry.Skipped(index, 48 + index, 3);
                case 4 ->
                    random.nextInt(6) == 0
                            ? new SratEntry.WrongLength(index, 48 + index, WRONG[random.nextInt(WRONG.length)], 8)
                            : memory(index, origin);
                case 5 -> new SratEntry.Gicc(index, 48 + index, domain(), enabled);
                case 6 -> new SratEntry.Rintc(index, 48 + index, domain(), enabled);
                default -> memory(index, origin);
            };
        }
    }
}
