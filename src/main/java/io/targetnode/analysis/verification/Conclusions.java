package io.targetnode.analysis.verification;

import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.KernelTable;
import io.targetnode.kernel.LookupRule;
import io.targetnode.topology.evidence.LoggedBoot;
import io.targetnode.topology.service.KernelView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Draws conclusions from the comparisons that contradict. */
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
        drawn.release();
        drawn.tables();
        drawn.log();
        drawn.lookups();
        drawn.rule();
        drawn.memory();
        return List.copyOf(drawn.conclusions);
    }

    /** The look-up rule that alone explains every contradiction. */
    static Optional<LookupRule> proposedRule(KernelView view, List<Comparison> comparisons) {
        return new Conclusions(view, comparisons).proposedRule();
    }

    private Optional<LookupRule> proposedRule() {
        List<Optional<LookupRule>> rules =
                contradictions.stream().map(Comparison::speaksFor).distinct().toList();
        return rules.size() == 1 ? rules.get(0) : Optional.empty();
    }

    private void release() {
        first(Subject.KERNEL_RELEASE)
                .flatMap(Comparison::found)
                .ifPresent(printed -> add(
                        Conclusion.Id.WRONG_KERNEL,
                        "The boot log is of %s, but the answers are of %s."
                                .formatted(printed, view.choice().kernel()),
                        "Choose the kernel %s, or none. If the upload states another kernel, upload it again with this one."
                                .formatted(printed)));
        if (!contradictions.isEmpty()) {
            unknownRelease()
                    .ifPresent(printed -> add(
                            Conclusion.Id.WRONG_KERNEL,
                            "The boot log is of %s, whose rules are not known; the answers are those of %s."
                                    .formatted(printed, view.choice().kernel()),
                            "Upload the boot log of a release from %s on. Without one, nothing shows whether these answers are right."
                                    .formatted(KernelTable.RANGES.get(0).from())));
        }
    }

    private Optional<KernelRelease> unknownRelease() {
        return view.topology()
                .upload()
                .evidence()
                .log()
                .flatMap(LoggedBoot::kernel)
                .filter(printed -> !KernelTable.isKnown(printed));
    }

    private void tables() {
        first(Subject.TABLE_CHECKSUM).ifPresent(table -> edited(table.about()));
        Optional<Comparison> header = first(Subject.TABLE_HEADER);
        header.ifPresent(table -> otherFirmware(table.about()));
        Optional<Comparison> window = header.isPresent() ? Optional.empty() : first(Subject.WINDOWS);
        if (window.filter(listed -> listed.suggests(Conclusion.Id.MISSING_TABLE))
                .isPresent()) {
            add(
                    Conclusion.Id.MISSING_TABLE,
                    "The machine has CXL windows, but none were uploaded.",
                    "Upload cedt (/sys/firmware/acpi/tables/CEDT).");
        } else if (window.isPresent()) {
            otherFirmware("CEDT");
        }
    }

    private void log() {
        Optional<Comparison> line = first(Subject.BOOT_LOG);
        if (line.isEmpty()) {
            return;
        }
        if (line.get().suggests(Conclusion.Id.LOST_LOG_LINES)) {
            add(
                    Conclusion.Id.LOST_LOG_LINES,
                    "Lines are missing in the middle of the boot log, and no line is unexpected: the log may have been filtered or cut.",
                    "Upload the complete boot log: dmesg soon after boot, or journalctl -k -b.");
        } else if (!has(Conclusion.Id.WRONG_KERNEL)) { // lines of another release differ anyway
            otherInputs(line.get());
        }
    }

    private void otherInputs(Comparison line) {
        if (line.suggests(Conclusion.Id.OTHER_MEMORY_MAP)) {
            add(
                    Conclusion.Id.OTHER_MEMORY_MAP,
                    "The machine booted with different usable RAM than the replay.",
                    "Upload dmesg of that boot. The replay then uses its memory ranges.");
        } else {
            otherTables();
        }
    }

    private void lookups() {
        boolean suggestsOtherTables = contradictions.stream()
                .anyMatch(
                        answer -> answer.subject() == Subject.LOOKUP && answer.suggests(Conclusion.Id.OTHER_FIRMWARE));
        if (suggestsOtherTables && !has(Conclusion.Id.WRONG_KERNEL)) { // another release may have other answers
            otherTables();
        }
    }

    private void otherTables() {
        if (has(Conclusion.Id.EDITED_TABLE) || has(Conclusion.Id.OTHER_FIRMWARE) || has(Conclusion.Id.MISSING_TABLE)) {
            return;
        }
        if (isSratOfThisBoot()) {
            edited("SRAT or CEDT");
        } else if (!isUploaded("SRAT") && !isUploaded("CEDT")) {
            add(
                    Conclusion.Id.MISSING_TABLE,
                    "The kernel's nodes do not follow from the uploaded files, which have neither the SRAT nor the CEDT.",
                    "Upload srat and cedt (/sys/firmware/acpi/tables/SRAT and CEDT) with the boot log.");
        } else {
            otherFirmware("SRAT or CEDT");
        }
    }

    private boolean isUploaded(String signature) {
        return view.topology().upload().evidence().tables().stream()
                .anyMatch(table -> table.header().signature().equals(signature));
    }

    private boolean isSratOfThisBoot() {
        return comparisons.stream()
                .anyMatch(table -> table.subject() == Subject.TABLE_HEADER
                        && table.agrees()
                        && table.about().equals("SRAT"));
    }

    private void edited(String table) {
        add(
                Conclusion.Id.EDITED_TABLE,
                "The uploaded %s was changed after it left the firmware.".formatted(table),
                "Upload the unchanged tables from /sys/firmware/acpi/tables.");
    }

    private void otherFirmware(String table) {
        add(
                Conclusion.Id.OTHER_FIRMWARE,
                "The machine did not boot with the uploaded %s: it belongs to another firmware version, other firmware settings or another machine."
                        .formatted(table),
                "Upload the tables and the boot log of the same boot.");
    }

    private void rule() {
        proposedRule().ifPresent(rule -> {
            boolean own = rule == view.choice().usualRule();
            boolean fixed = rule == LookupRule.PREFER_RESERVED;
            String why = own
                    ? "as its release does, and not the requested rule"
                    : fixed
                            ? "although its release does not: the fix was backported"
                            : "although its release has the fix: this kernel lacks it";
            if (!rule.searchesLists()) {
                add(
                        Conclusion.Id.STUB,
                        "The boot log shows that %s has the stub of phys_to_target_node(), which answers node 0 for every address; the answers are those of %s."
                                .formatted(
                                        view.choice().kernel(),
                                        view.choice().rule().apiName()),
                        "Choose the rule stub.");
                return;
            }
            add(
                    fixed ? Conclusion.Id.BACKPORTED_FIX : Conclusion.Id.MISSING_FIX,
                    "%s uses %s, %s.".formatted(view.choice().kernel(), rule.apiName(), why),
                    "Choose the rule %s.".formatted(rule.apiName()));
        });
    }

    private void memory() {
        if (isSuggested(Conclusion.Id.MEMORY_ADDED_LATER)) {
            add(
                    Conclusion.Id.MEMORY_ADDED_LATER,
                    "A node has more memory than its RAM at boot plus the memory that is known to have been added: more was added later.",
                    "Upload iomem, memoryBlocks and numactl that were read at the same time.");
        }
        if (isSuggested(Conclusion.Id.OTHER_BOOT) && !has(Conclusion.Id.WRONG_KERNEL)) {
            add(
                    Conclusion.Id.OTHER_BOOT,
                    "The running kernel shows memory that does not fit this boot: its files or the tables are of another boot or machine.",
                    "Upload all files of one machine, without a reboot in between.");
        }
    }

    private boolean isSuggested(Conclusion.Id conclusion) {
        return contradictions.stream().anyMatch(comparison -> comparison.suggests(conclusion));
    }

    private Optional<Comparison> first(Subject subject) {
        return contradictions.stream()
                .filter(comparison -> comparison.subject() == subject)
                .findFirst();
    }

    private boolean has(Conclusion.Id id) {
        return conclusions.stream().anyMatch(conclusion -> conclusion.id() == id);
    }

    private void add(Conclusion.Id id, String sentence, String remedy) {
        conclusions.add(new Conclusion(id, sentence, remedy));
    }
}
