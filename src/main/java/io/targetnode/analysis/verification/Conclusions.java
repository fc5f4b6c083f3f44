package io.targetnode.analysis.verification;

import io.targetnode.kernel.LookupRule;
import io.targetnode.topology.service.KernelView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** What follows from comparisons that contradict. */
final class Conclusions {

    private final KernelView view;
    private final List<Comparison> comparisons;
    private final List<Comparison> contradictions;
    private final List<Conclusion> conclusions = new ArrayList<>();

    private Conclusions(KernelView view, List<Comparison> comparisons) {
        this.view = view;
        this.comparisons = comparisons;
        this.contradictions =
                comparisons.stream().filter(Comparison::contradicts).toList();
    }

    static List<Conclusion> of(KernelView view, List<Comparison> comparisons) {
        Conclusions drawn = new Conclusions(view, comparisons);
        if (!drawn.contradictions.isEmpty()) {
            drawn.draw();
        }
        return List.copyOf(drawn.conclusions);
    }

    /** The other look-up rule, if all that contradicts is explained by it alone. */
    static Optional<LookupRule> proposedRule(KernelView view, List<Comparison> comparisons) {
        Optional<LookupRule> other = Optional.of(view.choice().rule().other());
        List<Comparison> contradictions =
                comparisons.stream().filter(Comparison::contradicts).toList();
        boolean all = contradictions.stream()
                .allMatch(comparison -> comparison.speaksFor().equals(other));
        return all && !contradictions.isEmpty() ? other : Optional.empty();
    }

    private void draw() {
        release();
        tables();
        log();
        proposedRule(view, comparisons).ifPresent(this::rule);
        sizes();
        otherBoot();
    }

    private void release() {
        contradictions(Subject.KERNEL_RELEASE)
                .flatMap(Comparison::found)
                .ifPresent(printed -> add(
                        Conclusion.Id.WRONG_KERNEL,
                        "The machine ran %s when its boot log was printed; the answers are those of %s."
                                .formatted(printed, view.choice().kernel()),
                        "Ask without kernel, or with kernel=%s; if the upload names another kernel, upload it with this one."
                                .formatted(printed)));
    }

    private void tables() {
        Optional<Comparison> broken = contradictions(Subject.TABLE_CHECKSUM);
        Optional<Comparison> header = contradictions(Subject.TABLE_HEADER);
        Optional<Comparison> window = contradictions(Subject.WINDOWS);
        broken.ifPresent(comparison -> edited(comparison.about()));
        header.ifPresent(comparison -> otherFirmware("The %s that was uploaded".formatted(comparison.about())));
        if (header.isEmpty() && window.isPresent()) {
            if (WindowCheck.windows(view.topology().upload().machine().inputs()).isEmpty()) {
                add(
                        Conclusion.Id.MISSING_TABLE,
                        "The machine has CXL windows, and is answered for as a machine without.",
                        "Upload cedt (/sys/firmware/acpi/tables/CEDT).");
            } else {
                otherFirmware("The CEDT that was uploaded");
            }
        }
    }

    /** Lines of another release differ anyway. */
    private void log() {
        List<Comparison> lines = contradictions.stream()
                .filter(comparison -> comparison.subject() == Subject.BOOT_LOG)
                .toList();
        if (lines.isEmpty()) {
            return;
        }
        if (lines.stream().allMatch(line -> line.found().isEmpty())) {
            add(
                    Conclusion.Id.LOST_LOG_LINES,
                    "The log lacks lines in its midst and has none that is not expected: it may have been filtered or cut.",
                    "Upload the whole boot log: dmesg soon after boot, or journalctl -k -b.");
        } else if (contradictions(Subject.KERNEL_RELEASE).isEmpty()) {
            otherInputs(lines);
        }
    }

    private void otherInputs(List<Comparison> lines) {
        if (isOtherRam(lines)) {
            add(
                    Conclusion.Id.OTHER_MEMORY_MAP,
                    "The machine booted with other usable RAM than the answers rest on.",
                    "Upload dmesg of the boot in question: its memory ranges are used.");
        } else if (noneOf(Conclusion.Id.EDITED_TABLE, Conclusion.Id.OTHER_FIRMWARE, Conclusion.Id.MISSING_TABLE)) {
            if (agrees("SRAT")) {
                edited("SRAT or CEDT");
            } else {
                otherFirmware("The SRAT or CEDT that was uploaded");
            }
        }
    }

    /** Whether the lists of RAM differ in more than nodes, and nothing that is printed before does. */
    private static boolean isOtherRam(List<Comparison> lines) {
        boolean earlier = lines.stream().anyMatch(line -> sectionOf(line).compareTo(LogSection.RAM) < 0);
        return !earlier && !ranges(lines, Comparison::expected).equals(ranges(lines, Comparison::found));
    }

    private static List<String> ranges(List<Comparison> lines, Function<Comparison, Optional<String>> text) {
        return lines.stream()
                .filter(line -> sectionOf(line) == LogSection.RAM)
                .flatMap(line -> text.apply(line).stream())
                .filter(line -> line.contains("[mem "))
                .map(line -> line.substring(line.indexOf("[mem ")))
                .toList();
    }

    private static LogSection sectionOf(Comparison line) {
        return LogSection.of(line.found().or(line::expected).orElse(""));
    }

    private boolean agrees(String table) {
        return comparisons.stream()
                .anyMatch(comparison -> comparison.subject() == Subject.TABLE_HEADER
                        && comparison.agrees()
                        && comparison.about().equals(table));
    }

    private void edited(String table) {
        add(
                Conclusion.Id.EDITED_TABLE,
                "The uploaded %s is not as the firmware made it.".formatted(table),
                "Upload the tables as they are in /sys/firmware/acpi/tables.");
    }

    private void otherFirmware(String which) {
        add(
                Conclusion.Id.OTHER_FIRMWARE,
                "%s is not the one with which the machine booted: it is of another firmware, of other settings or of another machine."
                        .formatted(which),
                "Upload the tables and the boot log of the same boot.");
    }

    private void rule(LookupRule rule) {
        boolean own = rule.equals(view.choice().range().behaviour().rule());
        boolean fixed = rule == LookupRule.PREFER_RESERVED;
        String kernel = view.choice().kernel().text();
        String why = own
                ? "as its release does, and not by the rule that was asked for"
                : fixed
                        ? "though its release does not: the fix was backported"
                        : "though its release has the fix: this kernel lacks it";
        add(
                fixed ? Conclusion.Id.BACKPORTED_FIX : Conclusion.Id.MISSING_FIX,
                "%s answers by %s, %s.".formatted(kernel, rule.apiName(), why),
                "Ask with rule=%s.".formatted(rule.apiName()));
    }

    private void sizes() {
        boolean more = contradictions.stream()
                .anyMatch(comparison -> comparison.subject() == Subject.NODE_SIZE && !hasNone(comparison));
        if (more) {
            add(
                    Conclusion.Id.MEMORY_ADDED_LATER,
                    "A node has more memory than it had at boot and was seen to be given: some was added later.",
                    "Upload iomem, memoryBlocks and numactl of the same moment.");
        }
    }

    private void otherBoot() {
        Predicate<Comparison> unexplained = comparison -> switch (comparison.subject()) {
            case ONLINE_NODE, TARGET_NODE -> comparison.speaksFor().isEmpty();
            case NODE_SIZE -> hasNone(comparison);
            case MEMORY_TIER -> true;
            default -> false;
        };
        if (contradictions.stream().anyMatch(unexplained) && noneOf(Conclusion.Id.WRONG_KERNEL)) {
            add(
                    Conclusion.Id.OTHER_BOOT,
                    "What the running kernel shows does not come of this boot: it is of another boot or machine, or the tables are.",
                    "Upload everything from one machine that was not rebooted in between.");
        }
    }

    private static boolean hasNone(Comparison size) {
        return size.found().filter("0 bytes"::equals).isPresent();
    }

    private Optional<Comparison> contradictions(Subject subject) {
        return contradictions.stream()
                .filter(comparison -> comparison.subject() == subject)
                .findFirst();
    }

    private boolean noneOf(Conclusion.Id... ids) {
        return conclusions.stream().map(Conclusion::id).noneMatch(List.of(ids)::contains);
    }

    private void add(Conclusion.Id id, String sentence, String remedy) {
        conclusions.add(new Conclusion(id, sentence, remedy));
    }
}
