package io.targetnode.analysis.verification;

import static io.targetnode.analysis.verification.CheckResult.AGREES;
import static io.targetnode.analysis.verification.CheckResult.CONTRADICTS;
import static io.targetnode.analysis.verification.CheckResult.NOT_COMPARED;

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

/** Uploaded tables against their checksums, and against the tables that the boot log lists. */
final class TableCheck {

    private final Map<String, TableHeader> listed;

    /** Whether there is a listing, and the log begins with the boot, so that no line of it was lost. */
    private final boolean listedWhole;

    private final List<Comparison> comparisons = new ArrayList<>();

    private TableCheck(Optional<LoggedBoot> log) {
        listed = log.map(LoggedBoot::tables).orElse(List.of()).stream()
                .collect(Collectors.toMap(
                        TableHeader::signature, Function.identity(), (first, last) -> last, LinkedHashMap::new));
        listedWhole = !listed.isEmpty() && log.flatMap(LoggedBoot::kernel).isPresent();
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
        comparisons.add(Comparison.of(
                Subject.TABLE_CHECKSUM,
                name,
                "uploaded table",
                Optional.of("holds"),
                Optional.of(table.checksumHolds() ? "holds" : "does not hold"),
                table.checksumHolds() ? AGREES : CONTRADICTS,
                table.checksumHolds()
                        ? "The bytes of the uploaded %s add up to 0, as a firmware's do.".formatted(name)
                        : "The bytes of the uploaded %s do not add up to 0, as a firmware's do: it was edited or damaged."
                                .formatted(name)));
    }

    private void header(UploadedTable table) {
        String name = table.header().signature();
        Optional<TableHeader> logged = Optional.ofNullable(listed.remove(name));
        if (logged.isPresent()) {
            boolean same = logged.get().equals(table.header());
            header(
                    table,
                    logged,
                    same ? AGREES : CONTRADICTS,
                    same
                            ? "The boot log lists a %s of this length and these revisions.".formatted(name)
                            : "The boot log lists another %s: the uploaded one is not the one that the kernel used."
                                    .formatted(name));
        } else if (listedWhole) {
            header(table, logged, CONTRADICTS, "The boot log lists tables, and no %s among them.".formatted(name));
        } else {
            header(table, logged, NOT_COMPARED, "The boot log's list of tables is not there, or not as a whole.");
        }
    }

    private void header(UploadedTable table, Optional<TableHeader> logged, CheckResult outcome, String sentence) {
        comparisons.add(Comparison.of(
                Subject.TABLE_HEADER,
                table.header().signature(),
                LogCheck.SOURCE,
                Optional.of(describe(table.header())),
                logged.map(TableCheck::describe),
                outcome,
                sentence));
    }

    private void notUploaded(TableHeader header) {
        comparisons.add(Comparison.of(
                Subject.TABLE_HEADER,
                header.signature(),
                LogCheck.SOURCE,
                Optional.empty(),
                Optional.of(describe(header)),
                NOT_COMPARED,
                "The boot log lists a %s, which was not uploaded.".formatted(header.signature())));
    }

    private static String describe(TableHeader header) {
        return "%d bytes, revision %d, OEM revision %08x, creator revision %08x"
                .formatted(header.lengthBytes(), header.revision(), header.oemRevision(), header.creatorRevision());
    }
}
