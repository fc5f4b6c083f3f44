package io.targetnode.topology.intake;

import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.Srat;
import io.targetnode.capture.BootLog;
import io.targetnode.capture.CaptureException;
import io.targetnode.capture.CxlWindow;
import io.targetnode.capture.Iomem;
import io.targetnode.capture.LoggedNodes;
import io.targetnode.kernel.Behaviour;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.KernelTable;
import io.targetnode.kernel.NodeDescription.Tables;
import io.targetnode.kernel.NodeOptions;
import io.targetnode.kernel.NumaOption;
import io.targetnode.kernel.Platform;
import io.targetnode.topology.Assumption;
import io.targetnode.topology.HotAdd;
import io.targetnode.topology.ImpossibleMachineException;
import io.targetnode.topology.IncompleteMachineException;
import io.targetnode.topology.Machine;
import io.targetnode.topology.NodeInputs;
import io.targetnode.topology.Source;
import io.targetnode.topology.Upload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;

/** Builds a machine from the files of a host: the best source for each fact, the assumptions, and the files that are not used. */
public final class HostMachine {

    private final Map<HostFile, byte[]> files;
    private final Declaration declaration;
    private final Optional<BootLog> log;
    private final Optional<Iomem> iomem;
    private final ReadFacts facts = new ReadFacts();
    private final HostTables tables;
    private final Platform platform;
    private final List<Assumption> assumptions = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> unused = new ArrayList<>();

    private HostMachine(HostFiles host) {
        this.files = new TreeMap<>(host.files());
        this.declaration = host.declaration();
        this.log = Optional.ofNullable(files.get(HostFile.DMESG))
                .map(text -> BootLog.parse(text, host.declaration().kernel()));
        this.iomem = Optional.ofNullable(files.get(HostFile.IOMEM)).flatMap(this::iomem);
        this.tables = new HostTables(files, log, facts);
        this.platform = HostPlatform.of(declaration, log, tables.srat());
    }

    /**
     * Reads the files.
     *
     * @throws io.targetnode.acpi.AcpiTableException if a binary table cannot be read
     * @throws io.targetnode.capture.CaptureException if a text cannot be read
     * @throws io.targetnode.kernel.NotModelledException if the replay does not model the machine
     * @throws io.targetnode.kernel.UnknownKernelException if its kernel is older than every known release
     * @throws ImpossibleMachineException if the files describe no possible machine
     * @throws IncompleteMachineException if no file shows usable RAM
     */
    public static Upload read(HostFiles host) {
        HostMachine machine = new HostMachine(host);
        HostEvidence shown = HostEvidence.of(host.files(), machine.log, machine.iomem, machine.tables, machine.facts);
        machine.warnings.addAll(host.warnings());
        machine.warnings.addAll(shown.warnings());
        machine.unused.addAll(shown.unused());
        machine.unused.addAll(machine.tables.unused());
        Machine read = UnknownLookupRule.settled(
                machine.read(shown.evidence().windows(), shown.blockBytes(), host.notUsed()), shown.evidence());
        machine.unused.addAll(host.notUsed());
        List<Source> sources = new TreeMap<>(host.files())
                .entrySet().stream()
                        .map(file ->
                                Source.of(file.getKey().apiName(), file.getValue(), machine.facts.of(file.getKey())))
                        .toList();
        return new Upload(read, sources, machine.unused, shown.evidence(), new TreeMap<>(host.labels()));
    }

    /** Without RAM in the boot log, it is the source of RAM and must be readable. */
    private Optional<Iomem> iomem(byte[] text) {
        try {
            return Optional.of(Iomem.parse(text));
        } catch (CaptureException e) {
            if (log.flatMap(BootLog::usableRam).isEmpty()) {
                throw e;
            }
            unused.add(e.getMessage());
            files.remove(HostFile.IOMEM);
            return Optional.empty();
        }
    }

    /**
     * @param listed windows that the CXL driver lists
     * @param blockBytes the size of memory blocks in files of the running kernel
     * @param notUsed sentences about files that were not read
     */
    private Machine read(List<CxlWindow> listed, OptionalLong blockBytes, List<String> notUsed) {
        log.ifPresent(this::noteLog);
        warnings.addAll(tables.warnings());
        Optional<String> commandLine = declaration.commandLine().or(() -> log.flatMap(BootLog::commandLine));
        LoggedNuma numaInForce = LoggedNuma.of(commandLine, declaration, log);
        NumaOption numa = numaInForce.option();
        warnings.addAll(numaInForce.warnings());
        HostPlatform.assumption(declaration, log, tables.srat()).ifPresent(assumptions::add);
        Optional<Cedt> cedt =
                tables.cedt().or(() -> ListedWindows.cedt(numa == NumaOption.OFF ? List.of() : listed, assumptions));
        Optional<BootLog> logged =
                log.filter(boot -> tables.srat().isEmpty() && numa != NumaOption.OFF && showsSrat(boot));
        Optional<LoggedNodes> nodes = logged.map(boot -> LoggedSrat.withLostEntries(boot, platform.architecture()));
        Optional<Srat> uploaded = tables.srat()
                .map(table -> table.skipping(platform.architecture().foreignProcessorTypes()));
        Optional<Srat> srat = uploaded.or(() -> nodes.flatMap(shown -> LoggedSrat.of(shown, platform.architecture())));
        if (numa != NumaOption.OFF) {
            logged.ifPresent(boot -> noteSratEntries(boot, nodes.orElseThrow()));
            if (srat.isEmpty()) {
                tables.assumedAbsent("SRAT").ifPresent(assumptions::add);
            }
            if (cedt.isEmpty()) {
                tables.assumedAbsent("CEDT").ifPresent(assumptions::add);
            }
        }
        HostRam ram = HostRam.of(files, log, iomem, srat, commandLine, platform)
                .orElseThrow(() -> new MissingRam(files.keySet(), log, tables).refusal(notUsed));
        ram.from()
                .ifPresent(file -> facts.add(
                        file, "usable RAM: " + ReadFacts.count(ram.usable().count(), "range", "ranges")));
        assumptions.addAll(ram.assumptions());
        ram.from()
                .filter(file -> file == HostFile.DMESG)
                .flatMap(file -> log)
                .filter(BootLog::endsInsideRam)
                .ifPresent(boot -> assumptions.add(new Assumption(
                        "The boot log has all usable RAM, although it ends inside the list.",
                        "Upload the complete log as dmesg (journalctl -k -b 0), or iomem (sudo cat /proc/iomem).")));
        unused.addAll(ram.unused());
        Optional<KernelRelease> kernel = kernel();
        assumptions.addAll(DeclarationAssumptions.of(declaration.with(kernel, numaInForce.commandLine())));
        PlatformRemarks.warning(platform.architecture(), kernel).ifPresent(warnings::add);
        int maxNodes = declaration.maxNodesOn(platform, kernel);
        Function<Optional<Srat>, BootInputs> inputs =
                table -> new BootInputs(ram.usable(), new Tables(table, cedt), numa, maxNodes, platform);
        Optional<Srat> adjusted = nodes.map(shown -> LoggedSrat.adjusted(
                        shown,
                        platform.architecture(),
                        table -> inputs.apply(Optional.of(table)),
                        behaviour(kernel),
                        cedt,
                        assumptions))
                .or(() -> srat);
        Optional<LoggedRule> stated = log.filter(this::isOfDeclaredKernel).flatMap(LoggedRule::of);
        stated.ifPresent(rule -> assumptions.addAll(rule.assumptions()));
        stated.ifPresent(rule -> warnings.addAll(rule.warnings()));
        BootInputs complete = inputs.apply(adjusted);
        assumptions.addAll(PlatformRemarks.assumptions(complete, kernel, declaration.maxNodes()));
        PageSize.assumption(complete, declaration, kernel, log).ifPresent(assumptions::add);
        log.filter(this::isOfDeclaredKernel)
                .flatMap(DeclarationAssumptions::ofCompiler)
                .ifPresent(assumptions::add);
        NodeInputs ofNodes = new NodeInputs(tables.slit(), tables.hmat(), commandLine.map(NodeOptions::of));
        HotAdd hotAdd = HotAddFacts.of(files, log, iomem, blockBytes, commandLine);
        return new Machine(complete, kernel, stated.map(LoggedRule::rule), ofNodes, hotAdd, assumptions, warnings);
    }

    private void noteLog(BootLog boot) {
        warnings.addAll(boot.warnings());
        boot.kernel().ifPresent(release -> facts.add(HostFile.DMESG, "kernel " + release));
        boot.commandLine().ifPresent(line -> facts.add(HostFile.DMESG, "options for NUMA and RAM on the command line"));
        int lines = boot.nodes().lines().size();
        if (lines > 0) {
            facts.add(HostFile.DMESG, ReadFacts.count(lines, "line", "lines") + " about nodes, for verification");
        }
    }

    /** Whether the log shows entries of the SRAT or nodes that only an SRAT has, or that the kernel rejected the SRAT. */
    private static boolean showsSrat(BootLog boot) {
        return !boot.nodes().memory().isEmpty()
                || LoggedSrat.nodeRanges(boot).anyMatch(range -> range.node() > 0)
                || boot.nodes().faked() && boot.acpiTables().contains("SRAT");
    }

    /** Adds an assumption if the log lacks its first lines, or its last lines because it was copied too early. */
    private void noteSratEntries(BootLog boot, LoggedNodes shown) {
        facts.add(
                HostFile.DMESG,
                "SRAT: " + ReadFacts.count(boot.nodes().memory().size(), "memory entry", "memory entries")
                        + " with their nodes");
        boolean ends = boot.nodes().faked() || !boot.earlyNodeRanges().isEmpty();
        if (!boot.listsAcpiTables() || !ends || !shown.equals(boot.nodes())) {
            assumptions.add(new Assumption(
                    "The SRAT has only the entries that the boot log shows%s. The log is incomplete, and may lack entries."
                            .formatted(
                                    shown.equals(boot.nodes())
                                            ? ""
                                            : ", and one for each other block in its NUMA lines and node ranges"),
                    "Upload srat (/sys/firmware/acpi/tables/SRAT), or the complete log as dmesg."));
        }
    }

    /** Whether no other release is declared than that of the log. */
    private boolean isOfDeclaredKernel(BootLog boot) {
        return declaration.kernel().isEmpty()
                || boot.kernel().isEmpty()
                || declaration.kernel().get().isSameAs(boot.kernel().get());
    }

    private static Behaviour behaviour(Optional<KernelRelease> kernel) {
        return KernelTable.rangeOf(kernel.orElse(KernelTable.NEWEST)).behaviour();
    }

    private Optional<KernelRelease> kernel() {
        Optional<KernelRelease> logged = log.flatMap(BootLog::kernel);
        Optional<KernelRelease> declared = declaration.kernel();
        if (declared.isPresent() && logged.isPresent() && !declared.get().isSameAs(logged.get())) {
            warnings.add("Kernel %s is declared, but the boot log is from %s: the answers are those of %s."
                    .formatted(declared.get(), logged.get(), declared.get()));
        }
        return declared.or(() -> logged);
    }
}
