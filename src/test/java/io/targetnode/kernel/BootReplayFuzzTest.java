package io.targetnode.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.targetnode.acpi.AcpiTableException;
import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.Srat;
import io.targetnode.kernel.NodeDescription.Tables;
import io.targetnode.memory.AddressRange;
import io.targetnode.memory.UsableRam;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares the replay of arbitrary tables, under arbitrary values of the switches, with a literal reading of the rules. */
class BootReplayFuzzTest {

    /** A table of 12 memory entries or windows. */
    private static final int TABLE_BYTES = 512;

    private static final int RANGES = 4;

    private static final List<Platform> PLATFORMS = List.of(
            Platform.X86_64,
            new Platform(Architecture.ARM64, 4096),
            new Platform(Architecture.ARM64, 65536),
            new Platform(Architecture.RISCV64, 4096),
            new Platform(Architecture.LOONGARCH64, 16384));

    /** The values of the switch; the other architectures have limits of their own. */
    private static final List<Coverage> COVERAGES = List.of(Coverage.BELOW_1_MIB, Coverage.UP_TO_1_MIB, Coverage.ANY);

    @FuzzTest
    void anyTablesAreReplayedAsTheRulesSay(FuzzedDataProvider data) {
        Behaviour behaviour = behaviour(data);
        Platform platform = data.pickValue(PLATFORMS);
        NumaOption numa = data.pickValue(NumaOption.values());
        int maxNodes = 1 << data.consumeInt(1, 6);
        UsableRam ram = ram(data);
        BootInputs inputs;
        try {
            inputs = new BootInputs(ram, tables(data), numa, maxNodes, platform);
        } catch (AcpiTableException e) {
            return;
        }
        assertThat(LiteralReplay.describe(BootReplay.of(inputs, behaviour)))
                .isEqualTo(new LiteralReplay(inputs, behaviour).run());
    }

    /** Any combination, including those that no kernel has. */
    private static Behaviour behaviour(FuzzedDataProvider data) {
        return new Behaviour(
                "fuzzed",
                data.pickValue(Behaviour.WindowRule.values()),
                data.pickValue(Behaviour.WindowNodes.values()),
                data.pickValue(Behaviour.DomainScan.values()),
                data.pickValue(Behaviour.Sort.values()),
                data.pickValue(Behaviour.LowEnd.values()),
                data.pickValue(COVERAGES),
                data.pickValue(Behaviour.WindowList.values()),
                data.pickValue(LookupRule.values()));
    }

    private static UsableRam ram(FuzzedDataProvider data) {
        List<AddressRange> ranges = new ArrayList<>();
        for (int i = data.consumeInt(1, RANGES); i > 0; i--) {
            long start = data.consumeLong();
            long end = start + data.consumeInt(0, Integer.MAX_VALUE);
            ranges.add(
                    Long.compareUnsigned(start, end) <= 0 ? new AddressRange(start, end) : new AddressRange(start, -1));
        }
        return UsableRam.of(ranges);
    }

    private static Tables tables(FuzzedDataProvider data) {
        Optional<Srat> srat = data.consumeBoolean()
                ? Optional.of(Srat.parse(table("SRAT", data)).table())
                : Optional.empty();
        Optional<Cedt> cedt = data.consumeBoolean()
                ? Optional.of(Cedt.parse(table("CEDT", data)).table())
                : Optional.empty();
        return new Tables(srat, cedt);
    }

    private static byte[] table(String signature, FuzzedDataProvider data) {
        return io.targetnode.acpi.Tables.withHeader(signature, data.consumeBytes(TABLE_BYTES));
    }
}
