package io.targetnode.analysis.verification;

import static io.targetnode.analysis.verification.Outcome.AGREES;
import static io.targetnode.analysis.verification.Outcome.CONTRADICTS;
import static io.targetnode.analysis.verification.Outcome.NOT_COMPARED;

import io.targetnode.acpi.TableHeader;
import io.targetnode.topology.evidence.Evidence;
import io.targetnode.topology.evidence.LoggedBoot;
import io.targetnode.topology.evidence.UploadedTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Checks the checksums of uploaded tables, and compares their headers with the tables that the boot log lists. */
final class TableCheck {

    private final boolean hasLog;

    private final Map<String, TableHeader> listed;

    /** Whether the log lists tables and has its first line, so that no table is missing in the list. */
    private final boolean listIsComplete;

    private final List<Comparison> comparisons = new ArrayList<>();

    private TableCheck(Optional<LoggedBoot> log) {
        hasLog = log.isPresent();
        listed = log.map(LoggedBoot::tables).orElse(List.of()).stream()
                .collect(Collectors.toMap(
                        TableHeader::signature, Function.identity(), (first, last) -> last, LinkedHashMap::new));
        listIsComplete = !listed.isEmpty() && log.flatMap(LoggedBoot::kernel).isPresent();
    }

    static List<Comparison> of(Evidence evidence) {
        TableCheck check = new TableCheck(evidence.log());
        evidence.tables().forEach(check::checksum);
        evidence.tables().forEach(check::header);
        check.listed.values().forEach(check::notUploaded);
        return check.comparisons;
    }

    private void checksum(UploadedTable table) {
        String name = table.header().signature();
        boolean holds = table.checksumHolds();
        comparisons.add(Comparison.of(
                        Subject.TABLE_CHECKSUM,
                        name,
                        Optional.of("holds"),
                        Optional.of(holds ? "holds" : "does not hold"),
                        holds ? AGREES : CONTRADICTS,
                        (holds
                                        ? "The checksum of the uploaded %s is right: its bytes add up to 0."
                                        : "The checksum of the uploaded %s is wrong: the table was edited or damaged.")
                                .formatted(name))
                .suggesting(Conclusion.Id.EDITED_TABLE));
    }

    private void header(UploadedTable table) {
        String name = table.header().signature();
        Optional<TableHeader> uploaded = Optional.of(table.header());
        Optional<TableHeader> logged = Optional.ofNullable(listed.remove(name));
        if (logged.equals(uploaded)) {
            add(name, uploaded, logged, AGREES, "The %s in the boot log has the same length and revisions.");
        } else if (logged.isPresent()) {
            add(
                    name,
                    uploaded,
                    logged,
                    CONTRADICTS,
                    "The %s in the boot log is a different one: the kernel did not use the uploaded one.");
        } else if (listIsComplete) {
            add(name, uploaded, logged, CONTRADICTS, "The boot log lists tables, but no %s.");
        } else {
            String why = hasLog
                    ? "The list of tables in the boot log is missing or incomplete."
                    : "No boot log was uploaded whose list of tables could be compared.";
            add(name, uploaded, logged, NOT_COMPARED, why);
        }
    }

    private void notUploaded(TableHeader header) {
        add(
                header.signature(),
                Optional.empty(),
                Optional.of(header),
                NOT_COMPARED,
                "The boot log lists the %s, but it was not uploaded.");
    }

    private void add(
            String name,
            Optional<TableHeader> uploaded,
            Optional<TableHeader> logged,
            Outcome outcome,
            String sentence) {
        comparisons.add(Comparison.of(
                        Subject.TABLE_HEADER,
                        name,
                        uploaded.map(TableCheck::describe),
                        logged.map(TableCheck::describe),
                        outcome,
                        sentence.formatted(name))
                .suggesting(Conclusion.Id.OTHER_FIRMWARE));
    }

    private static String describe(TableHeader header) {
        return "%d bytes, revision %d, OEM revision %08x, creator revision %08x"
                .formatted(header.lengthBytes(), header.revision(), header.oemRevision(), header.creatorRevision());
    }
}
