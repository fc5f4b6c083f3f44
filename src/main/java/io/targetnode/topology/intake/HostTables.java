package io.targetnode.topology.intake;

import io.targetnode.acpi.AcpiTableException;
import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.Hmat;
import io.targetnode.acpi.Parsed;
import io.targetnode.acpi.Slit;
import io.targetnode.acpi.Srat;
import io.targetnode.acpi.TableHeader;
import io.targetnode.capture.AcpiDump;
import io.targetnode.capture.BootLog;
import io.targetnode.topology.Assumption;
import io.targetnode.topology.FirmwareTable;
import io.targetnode.topology.ImpossibleMachineException;
import io.targetnode.topology.evidence.UploadedTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The firmware's tables, each from its own file or from a dump, and the assumptions for missing tables. */
final class HostTables {

    private static final String WINDOWS_IN_LOGS =
            ": a kernel prints windows only with the debug messages of the CXL driver (dyndbg=\"file drivers/cxl/* +p\")";

    private final Map<HostFile, byte[]> files;
    private final Optional<BootLog> log;
    private final Optional<AcpiDump> dump;
    private final ReadFacts facts;
    private final List<UploadedTable> uploaded = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> unused = new ArrayList<>();
    private final Optional<Srat> srat;
    private final Optional<Cedt> cedt;
    private final FirmwareTable<Slit> slit;
    private final FirmwareTable<Hmat> hmat;

    HostTables(Map<HostFile, byte[]> files, Optional<BootLog> log, ReadFacts facts) {
        this.files = files;
        this.log = log;
        this.facts = facts;
        this.dump = Optional.ofNullable(files.get(HostFile.ACPIDUMP)).map(AcpiDump::parse);
        this.srat = read(
                HostFile.SRAT,
                "SRAT",
                Srat::parse,
                table -> entries(table.entries().size()));
        this.cedt = read(
                HostFile.CEDT,
                "CEDT",
                Cedt::parse,
                table -> ReadFacts.count(table.windows().size(), "window", "windows"));
        this.slit = optional(
                HostFile.SLIT,
                "SLIT",
                Slit::parse,
                table -> ReadFacts.count(table.localities(), "proximity domain", "proximity domains"));
        this.hmat = optional(
                HostFile.HMAT,
                "HMAT",
                Hmat::parse,
                table -> ReadFacts.count(table.structures().size(), "structure", "structures"));
        slit.content()
                .flatMap(Slit::fault)
                .ifPresent(fault -> warnings.add("SLIT, byte offset %d: %s; the kernel does not use the table"
                        .formatted(fault.offset(), fault.why())));
        dump.ifPresent(tables -> warnings.addAll(tables.warnings()));
    }

    /** A table that the two lists do not depend on. It is refused only if it is the only file; if two differ, none is used. */
    private <T> FirmwareTable<T> optional(
            HostFile file, String signature, Function<byte[], Parsed<T>> parser, Function<T, String> describe) {
        try {
            return read(file, signature, parser, describe)
                    .<FirmwareTable<T>>map(FirmwareTable.Uploaded::new)
                    .orElseGet(() -> isKnownAbsent(signature)
                            ? new FirmwareTable.Absent<>()
                            : new FirmwareTable.NotUploaded<>(isListed(signature)));
        } catch (AcpiTableException e) {
            if (files.size() == 1 && files.containsKey(file)) {
                throw e;
            }
            return unreadable(
                    "%s: %s".formatted((files.containsKey(file) ? file : HostFile.ACPIDUMP).apiName(), e.getMessage()));
        } catch (ImpossibleMachineException e) {
            return unreadable(String.valueOf(e.getMessage()));
        }
    }

    private <T> FirmwareTable<T> unreadable(String why) {
        unused.add(why);
        return new FirmwareTable.Unreadable<>(why);
    }

    /** Empty if it was not uploaded. */
    Optional<Srat> srat() {
        return srat;
    }

    /** Empty if it was not uploaded. */
    Optional<Cedt> cedt() {
        return cedt;
    }

    /** Distances. */
    FirmwareTable<Slit> slit() {
        return slit;
    }

    /** Performance of memory. */
    FirmwareTable<Hmat> hmat() {
        return hmat;
    }

    /** The headers of the uploaded tables, in the order SRAT, CEDT, SLIT, HMAT. */
    List<UploadedTable> uploaded() {
        return uploaded;
    }

    /** Faults of the tables that do not stop the replay, in sentences. */
    List<String> warnings() {
        return warnings;
    }

    /**
     * The assumption that the machine does not have a table that was not uploaded. Empty if the boot log or a complete acpidump
     * shows that the table does not exist.
     */
    Optional<Assumption> assumedAbsent(String signature) {
        if (isKnownAbsent(signature)) {
            return Optional.empty();
        }
        boolean logged = isListed(signature);
        return Optional.of(new Assumption(
                logged
                        ? "The boot log lists the machine's %s, but it was not uploaded: the answers are those of a machine without it."
                                .formatted(signature)
                        : "The machine has no %s.".formatted(signature),
                "Upload %s (/sys/firmware/acpi/tables/%s)%s%s."
                        .formatted(
                                signature.toLowerCase(Locale.ROOT),
                                signature,
                                logged ? "" : " if the file exists",
                                signature.equals("CEDT") && log.isPresent() ? WINDOWS_IN_LOGS : "")));
    }

    /** Files that cannot be read and that the lists do not depend on, with the reasons. */
    List<String> unused() {
        return unused;
    }

    private <T> Optional<T> read(
            HostFile file, String signature, Function<byte[], Parsed<T>> parser, Function<T, String> describe) {
        return find(file, signature).map(table -> {
            Parsed<T> parsed = parser.apply(table.bytes);
            warnings.addAll(parsed.warnings());
            facts.add(table.file, signature + ": " + describe.apply(parsed.table()));
            return parsed.table();
        });
    }

    /** The bytes of a table and the file that they came from. */
    private static final class Found {

        private final HostFile file;
        private final byte[] bytes;

        Found(HostFile file, byte[] bytes) {
            this.file = file;
            this.bytes = bytes;
        }
    }

    /** Finds a table and adds its header to those of the uploaded tables. */
    private Optional<Found> find(HostFile file, String signature) {
        Optional<byte[]> own = Optional.ofNullable(files.get(file));
        Optional<byte[]> dumped = dump.flatMap(tables -> tables.table(signature));
        if (own.isPresent() && dumped.isPresent() && !Arrays.equals(own.get(), dumped.get())) {
            throw new ImpossibleMachineException(
                    "%s and acpidump contain different tables: upload the files of one machine"
                            .formatted(file.apiName()));
        }
        Optional<Found> found = own.map(bytes -> new Found(file, bytes))
                .or(() -> dumped.map(bytes -> new Found(HostFile.ACPIDUMP, bytes)));
        found.ifPresent(table -> uploaded.add(
                new UploadedTable(TableHeader.of(signature, table.bytes), TableHeader.checksumHolds(table.bytes))));
        return found;
    }

    private boolean isListed(String signature) {
        return log.filter(boot -> boot.acpiTables().contains(signature)).isPresent();
    }

    private boolean isKnownAbsent(String signature) {
        boolean notDumped = dump.filter(
                        tables -> tables.isComplete() && !tables.signatures().contains(signature))
                .isPresent();
        boolean notLogged = log.filter(BootLog::listsAcpiTables)
                .map(BootLog::acpiTables)
                .filter((Set<String> tables) -> !tables.contains(signature))
                .isPresent();
        return notDumped || notLogged;
    }

    private static String entries(int count) {
        return ReadFacts.count(count, "entry", "entries");
    }
}
