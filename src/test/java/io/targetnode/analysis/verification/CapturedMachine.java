package io.targetnode.analysis.verification;

import io.targetnode.acpi.TableHeader;
import io.targetnode.capture.Machine;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.LookupRule;
import io.targetnode.topology.Upload;
import io.targetnode.topology.evidence.Evidence;
import io.targetnode.topology.evidence.LoggedBoot;
import io.targetnode.topology.evidence.UploadedTable;
import io.targetnode.topology.intake.Declaration;
import io.targetnode.topology.intake.HostFile;
import io.targetnode.topology.intake.HostFiles;
import io.targetnode.topology.intake.HostMachine;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.Replayed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A booted machine with the evidence of its kernel and the tables that are uploaded. */
final class CapturedMachine {

    /** The evidence of the running kernel after a region was created. */
    static final Map<HostFile, String> EVIDENCE = new EnumMap<>(Map.of(
            HostFile.IOMEM, "after/iomem.txt",
            HostFile.MEMORY_BLOCKS, "after/memory-blocks.txt",
            HostFile.NODES, "after/nodes.txt",
            HostFile.MEMORY_TIERS, "after/memory-tiers.txt",
            HostFile.DAXCTL, "after/daxctl-list.json",
            HostFile.CXL, "after/cxl-list-vvv.json",
            HostFile.NUMACTL, "after/numactl-H.txt"));

    private final Machine machine;
    private final byte[] srat;
    private final byte[] cedt;
    private final Map<HostFile, byte[]> evidenceFiles;
    private @Nullable Upload complete;

    private CapturedMachine(Machine machine, byte[] srat, byte[] cedt, Map<HostFile, byte[]> evidenceFiles) {
        this.machine = machine;
        this.srat = srat;
        this.cedt = cedt;
        this.evidenceFiles = evidenceFiles;
    }

    static CapturedMachine of(Machine machine) {
        Map<HostFile, byte[]> files = new EnumMap<>(HostFile.class);
        EVIDENCE.forEach((file, name) -> {
            if (Files.exists(machine.folder().resolve(name))) {
                files.put(file, machine.bytes(name));
            }
        });
        return new CapturedMachine(machine, machine.bytes("SRAT.bin"), machine.bytes("CEDT.bin"), files);
    }

    static CapturedMachine of(String scenario, String kernel) {
        return of(Machine.of(scenario, kernel));
    }

    /** The folder of its files. */
    Machine machine() {
        return machine;
    }

    byte[] srat() {
        return srat.clone();
    }

    byte[] cedt() {
        return cedt.clone();
    }

    CapturedMachine withSrat(byte[] bytes) {
        return new CapturedMachine(machine, bytes, cedt, evidenceFiles);
    }

    CapturedMachine withCedt(byte[] bytes) {
        return new CapturedMachine(machine, srat, bytes, evidenceFiles);
    }

    KernelView view() {
        return Replayed.of(complete()).under(Optional.empty(), Optional.empty());
    }

    KernelView view(Evidence evidence, Optional<KernelRelease> kernel, Optional<LookupRule> rule) {
        Upload read = complete();
        Upload upload = new Upload(read.machine(), read.sources(), read.unused(), evidence, read.labels());
        return Replayed.of(upload).under(kernel, rule);
    }

    Evidence evidence() {
        return complete().evidence();
    }

    LoggedBoot log() {
        return evidence().log().orElseThrow();
    }

    /** The files of the evidence that it has. */
    Set<HostFile> evidenceFiles() {
        return evidenceFiles.keySet();
    }

    private Upload complete() {
        Upload read = complete;
        if (read == null) {
            read = upload(evidenceFiles.keySet());
            complete = read;
        }
        return read;
    }

    /** Its tables, its boot log, and these files of the evidence. */
    Upload upload(Set<HostFile> evidence) {
        Map<HostFile, byte[]> files = new EnumMap<>(
                Map.of(HostFile.SRAT, srat, HostFile.CEDT, cedt, HostFile.DMESG, machine.bytes("dmesg.txt")));
        evidence.forEach(file -> files.put(file, evidenceFiles.get(file)));
        return HostMachine.read(
                new HostFiles(files, new Declaration(Optional.empty(), Optional.empty(), 1024), Map.of()));
    }

    static UploadedTable uploaded(byte[] table) {
        String signature = new String(table, 0, 4, StandardCharsets.US_ASCII);
        return new UploadedTable(TableHeader.of(signature, table), TableHeader.checksumHolds(table));
    }

    @Override
    public String toString() {
        return machine.toString();
    }
}
