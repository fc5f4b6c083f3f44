package io.targetnode.analysis.verification;

import static io.targetnode.analysis.verification.Outcome.AGREES;
import static io.targetnode.analysis.verification.Outcome.CONTRADICTS;
import static io.targetnode.analysis.verification.Outcome.NOT_COMPARED;

import io.targetnode.kernel.Boot;
import io.targetnode.kernel.Meminfo;
import io.targetnode.topology.evidence.LoggedBoot;
import io.targetnode.topology.service.KernelView;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares the node of each processor that {@code acpi_parse_gicc_pxm()} prints on arm64 with the node of its proximity domain. After a
 * rejection the kernel prints -1 (kernel-rules 9.6, 9.7). The order of releases differs, and entries of absent processors print no line,
 * so each line is compared by itself.
 */
final class GiccCheck {

    private static final Pattern LINE =
            Pattern.compile("(ACPI: NUMA: SRAT: PXM (\\d{1,10}+) -> MPIDR 0x[0-9a-f]{1,16}+ -> Node )(-?\\d{1,4}+)");

    private final Boot boot;
    private final boolean hasSrat;

    private GiccCheck(KernelView view) {
        this.boot = view.boot();
        this.hasSrat = view.topology().upload().evidence().tables().stream()
                .anyMatch(table -> table.header().signature().equals("SRAT"));
    }

    static List<Comparison> of(KernelView view, LoggedBoot log) {
        GiccCheck check = new GiccCheck(view);
        return log.lines().stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(check::compare)
                .toList();
    }

    static boolean reads(String line) {
        return LINE.matcher(line).matches();
    }

    private Comparison compare(Matcher line) {
        OptionalInt node = nodeOf(Integer.parseUnsignedInt(line.group(2)));
        if (node.isEmpty() && !hasSrat) {
            return comparison(
                    line, Optional.empty(), NOT_COMPARED, "The SRAT, which has the processors, was not uploaded.");
        }
        if (node.isEmpty()) {
            return comparison(
                    line,
                    Optional.empty(),
                    CONTRADICTS,
                    "The kernel printed this line, but the SRAT gives the proximity domain no node.");
        }
        boolean agrees = node.getAsInt() == Integer.parseInt(line.group(3));
        return comparison(
                line,
                Optional.of(line.group(1) + node.getAsInt()),
                agrees ? AGREES : CONTRADICTS,
                agrees
                        ? "The kernel and the replay give the processor this node."
                        : "The kernel and the replay give the processor different nodes.");
    }

    private OptionalInt nodeOf(int domain) {
        if (boot.rejection().isPresent()) {
            return OptionalInt.of(Meminfo.NUMA_NO_NODE);
        }
        Optional<Integer> node = Optional.ofNullable(boot.nodes().sratNodes().get(domain));
        return node.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    private static Comparison comparison(Matcher line, Optional<String> expected, Outcome outcome, String sentence) {
        return Comparison.of(
                        Subject.BOOT_LOG,
                        LogSection.PROCESSORS.title(),
                        expected,
                        Optional.of(line.group()),
                        outcome,
                        sentence)
                .suggesting(Conclusion.Id.OTHER_FIRMWARE);
    }
}
