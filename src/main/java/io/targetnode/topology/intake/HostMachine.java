package io.targetnode.topology.intake;

import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.Parsed;
import io.targetnode.acpi.Srat;
import io.targetnode.capture.AcpiDump;
import io.targetnode.capture.BootLog;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.NodeDescription.Tables;
import io.targetnode.kernel.NumaOption;
import io.targetnode.topology.Assumption;
import io.targetnode.topology.ImpossibleMachineException;
import io.targetnode.topology.Machine;
import io.targetnode.topology.Source;
import io.targetnode.topology.Upload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Makes a machine of the files of a host: takes the best source for each fact, and says what had to be assumed and what
 * was not used.
 */
public final class HostMachine {

    private final Map<HostFile, byte[]> files;
    private final Statement statement;
    private final Optional<BootLog> log;
    private final Optional<AcpiDump> dump;
    private final List<Assumption> assumptions = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> unused = new ArrayList<>();

    private HostMachine(HostFiles host) {
        this.files = host.files();
        this.statement = host.statement();
        this.log = Optional.ofNullable(files.get(HostFile.DMESG)).map(BootLog::parse);
        this.dump = Optional.ofNullable(files.get(HostFile.ACPIDUMP)).map(AcpiDump::parse);
    }

    /**
     * Reads the files.
     *
     * @throws io.targetnode.acpi.AcpiTableException if a binary table cannot be read
     * @throws io.targetnode.capture.CaptureException if a text cannot be read
     * @throws io.targetnode.kernel.NotModelledException if the machine is one that the replay does not model
     * @throws io.targetnode.kernel.UnknownKernelException if its kernel is older than all that is known
     * @throws ImpossibleMachineException if the files do not make a machine
     */
    public static Upload read(HostFiles host) {
        HostMachine machine = new HostMachine(host);
        Machine read = machine.read();
        machine.unused.addAll(host.notUsed());
        List<Source> sources = new TreeMap<>(host.files())
                .entrySet().stream()
                        .map(file -> Source.of(file.getKey().apiName(), file.getValue()))
                        .toList();
        return new Upload(read, sources, machine.unused, host.labels());
    }

    private Machine read() {
        log.ifPresent(boot -> warnings.addAll(boot.warnings()));
        Optional<Srat> srat = table(HostFile.SRAT, "SRAT", Srat::parse);
        Optional<Cedt> cedt = table(HostFile.CEDT, "CEDT", Cedt::parse);
        Optional<String> commandLine = statement.commandLine().or(() -> log.flatMap(BootLog::commandLine));
        NumaOption numa = NumaOption.of(commandLine.orElse(""));
        if (numa != NumaOption.OFF) {
            assumeAbsent("SRAT", srat.isPresent());
            assumeAbsent("CEDT", cedt.isPresent());
        }
        HostRam ram = HostRam.of(files, log, srat, commandLine);
        assumptions.addAll(ram.assumptions());
        unused.addAll(ram.unused());
        Arrays.stream(HostFile.values())
                .filter(files::containsKey)
                .forEach(file -> file.reasonUnused().ifPresent(why -> unused.add(file.apiName() + ": " + why)));
        Optional<KernelRelease> kernel = kernel();
        assumptions.addAll(StatementAssumptions.of(new Statement(kernel, commandLine, statement.maxNodes())));
        BootInputs inputs = new BootInputs(ram.usable(), new Tables(srat, cedt), numa, statement.maxNodes());
        return new Machine(inputs, kernel, assumptions, warnings);
    }

    private Optional<KernelRelease> kernel() {
        Optional<KernelRelease> logged = log.flatMap(BootLog::kernel);
        Optional<KernelRelease> stated = statement.kernel();
        if (stated.isPresent() && logged.isPresent() && stated.get().compareTo(logged.get()) != 0) {
            warnings.add("Kernel %s is stated and the boot log is of %s: the answers are those of %s."
                    .formatted(stated.get(), logged.get(), stated.get()));
        }
        return stated.or(() -> logged);
    }

    private <T> Optional<T> table(HostFile file, String signature, Function<byte[], Parsed<T>> parser) {
        Optional<byte[]> own = Optional.ofNullable(files.get(file));
        Optional<byte[]> dumped = dump.flatMap(tables -> tables.table(signature));
        if (own.isPresent() && dumped.isPresent() && !Arrays.equals(own.get(), dumped.get())) {
            throw new ImpossibleMachineException(
                    "%s and acpidump hold different tables: upload those of one machine".formatted(file.apiName()));
        }
        return own.or(() -> dumped).map(bytes -> {
            Parsed<T> parsed = parser.apply(bytes);
            warnings.addAll(parsed.warnings());
            return parsed.table();
        });
    }

    /** A table that was not uploaded counts as absent; that is assumed, unless a listing of all tables has none of it. */
    private void assumeAbsent(String signature, boolean present) {
        if (present || isKnownAbsent(signature)) {
            return;
        }
        boolean logged =
                log.filter(boot -> boot.acpiTables().contains(signature)).isPresent();
        assumptions.add(new Assumption(
                logged
                        ? "The boot log shows that the machine has a %s; it was not uploaded, and the answers are those of a machine without."
                                .formatted(signature)
                        : "The machine has no %s.".formatted(signature),
                "Upload %s (/sys/firmware/acpi/tables/%s)%s."
                        .formatted(signature.toLowerCase(Locale.ROOT), signature, logged ? "" : " if there is one")));
    }

    private boolean isKnownAbsent(String signature) {
        boolean notDumped = dump.filter(
                        tables -> tables.isWhole() && !tables.signatures().contains(signature))
                .isPresent();
        boolean notLogged = log.filter(BootLog::listsAcpiTables)
                .map(BootLog::acpiTables)
                .filter((Set<String> tables) -> !tables.contains(signature))
                .isPresent();
        return notDumped || notLogged;
    }
}
