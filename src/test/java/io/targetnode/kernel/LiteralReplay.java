package io.targetnode.kernel;

import static io.targetnode.memory.Address.below;
import static io.targetnode.memory.Address.max;
import static io.targetnode.memory.Address.min;

import io.targetnode.kernel.NodeDescription.Tables;
import io.targetnode.memory.AddressRange;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** kernel-rules 2.7 to 2.10, sentence by sentence. The oracle for {@link BootReplay}. */
final class LiteralReplay {

    private final BootInputs inputs;
    private final Behaviour behaviour;
    private final long low;
    private final long high;
    private final LiteralTables tables;
    private final List<Block> meminfo;
    private final List<Block> reserved;
    private final Set<Integer> parsed;
    private long uncovered;

    LiteralReplay(BootInputs inputs, Behaviour behaviour) {
        this.inputs = inputs;
        this.behaviour = behaviour;
        this.tables = new LiteralTables(inputs, behaviour);
        this.meminfo = tables.meminfo;
        this.reserved = tables.reserved;
        this.parsed = tables.parsed;
        this.low = behaviour.lowEnd() == Behaviour.LowEnd.CUT ? inputs.ram().low() : 0;
        this.high = inputs.ram().high();
    }

    String run() {
        String reason = inputs.numa() == NumaOption.OFF ? "numa-off" : attempt((Tables) inputs.memory());
        boolean loongarch = inputs.platform().architecture() == Architecture.LOONGARCH64;
        if (!reason.equals("accepted") && !(loongarch && reason.equals("coverage"))) {
            meminfo.clear();
            parsed.clear();
            parsed.add(0);
            boolean x86 = inputs.platform().architecture() == Architecture.X86_64;
            tables.append(meminfo, x86 ? 0 : inputs.ram().low(), high, 0);
            moveAndCut();
            join();
        }
        meminfo.forEach(block -> parsed.add(block.node()));
        return "%s, %d uncovered, possible %s, meminfo %s, reserved %s"
                .formatted(reason, uncovered, parsed, describe(meminfo), describe(reserved));
    }

    private String attempt(Tables firmware) {
        if (!tables.read(firmware)) {
            return firmware.srat().isPresent() ? "bad-srat" : "no-srat";
        }
        moveAndCut();
        if (!join()) {
            return "overlap";
        }
        uncovered = uncoveredPages();
        boolean rejected = switch (inputs.platform().architecture()) {
            case X86_64 -> rejectedOnX86();
            case ARM64, RISCV64 -> uncovered != 0;
            case LOONGARCH64 -> uncovered < 0 || uncovered * inputs.platform().pageBytes() > 1 << 20;
        };
        return rejected ? "coverage" : "accepted";
    }

    private boolean rejectedOnX86() {
        return switch (behaviour.coverage()) {
            case NO_PAGE -> throw new IllegalArgumentException("not on x86");
            case BELOW_1_MIB -> uncovered < 0 || uncovered >= 256;
            case UP_TO_1_MIB -> uncovered < 0 || uncovered >= 257;
            case ANY -> false;
        };
    }

    private void moveAndCut() {
        for (int i = 0; i < meminfo.size(); i++) {
            Block block = meminfo.get(i);
            if (!inputs.ram().overlaps(block.range())) {
                reserved.add(block);
                meminfo.remove(i--);
                continue;
            }
            block.moveTo(max(block.start(), low), block.end());
            if (below(high, block.end())) {
                reserved.add(new Block(high, block.end(), block.node(), block.origin()));
                block.moveTo(block.start(), high);
            }
            if (!below(block.start(), block.end())) {
                meminfo.remove(i--);
            }
        }
    }

    /** False if ranges of different nodes overlap. */
    private boolean join() {
        for (int i = 0; i < meminfo.size(); i++) {
            for (int j = i + 1; j < meminfo.size(); j++) {
                Block x = meminfo.get(i);
                Block y = meminfo.get(j);
                if (x.node() != y.node() && x.overlaps(y)) {
                    return false;
                }
                long start = min(x.start(), y.start());
                long end = max(x.end(), y.end());
                if (x.node() == y.node()
                        && meminfo.stream()
                                .noneMatch(other -> other.node() != x.node() && other.overlaps(start, end))) {
                    x.moveTo(start, end);
                    meminfo.remove(j--);
                }
            }
        }
        return true;
    }

    /** Whole pages of RAM outside of all blocks. */
    private long uncoveredPages() {
        List<AddressRange> left = inputs.ram().ranges();
        for (Block block : meminfo) {
            left = left.stream().flatMap(range -> without(range, block)).toList();
        }
        return left.stream()
                .mapToLong(this::wholePages)
                .filter(pages -> pages > 0)
                .sum();
    }

    private long wholePages(AddressRange range) {
        BigInteger page = BigInteger.valueOf(inputs.platform().pageBytes());
        BigInteger from =
                unsigned(range.start()).add(page).subtract(BigInteger.ONE).divide(page);
        return unsigned(range.end())
                .add(BigInteger.ONE)
                .divide(page)
                .subtract(from)
                .longValueExact();
    }

    private static BigInteger unsigned(long address) {
        return new BigInteger(Long.toUnsignedString(address));
    }

    private static Stream<AddressRange> without(AddressRange range, Block cut) {
        if (!range.overlaps(cut.range())) {
            return Stream.of(range);
        }
        Stream<AddressRange> before = below(range.start(), cut.start())
                ? Stream.of(new AddressRange(range.start(), cut.start() - 1))
                : Stream.empty();
        return below(cut.end() - 1, range.end())
                ? Stream.concat(before, Stream.of(new AddressRange(cut.end(), range.end())))
                : before;
    }

    private static List<String> describe(List<Block> list) {
        return list.stream().map(block -> block.range() + ":" + block.node()).toList();
    }

    /** The result of the replay in the words of {@link #run}. */
    static String describe(Boot boot) {
        String reason = boot.rejection()
                .map(rejection -> rejection.reason().apiName())
                .map(name -> name.startsWith("srat-") ? "bad-srat" : name)
                .orElse("accepted");
        return "%s, %d uncovered, possible %s, meminfo %s, reserved %s"
                .formatted(
                        reason,
                        boot.uncoveredPages(),
                        boot.possibleNodes(),
                        describe(boot.meminfo()),
                        describe(boot.reserved()));
    }

    private static List<String> describe(Meminfo list) {
        return list.blocks().stream()
                .map(block -> block.range() + ":" + block.node())
                .toList();
    }
}
