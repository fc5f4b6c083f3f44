package io.targetnode.topology.intake;

import io.targetnode.capture.BootLog;
import io.targetnode.capture.CxlList;
import io.targetnode.capture.DaxctlList;
import io.targetnode.capture.Iomem;
import io.targetnode.capture.Lsmem;
import io.targetnode.capture.Numactl;
import io.targetnode.capture.OnlineMemory;
import io.targetnode.capture.Sysfs;
import io.targetnode.memory.AddressRange;
import io.targetnode.topology.evidence.Evidence;
import io.targetnode.topology.evidence.LoggedBoot;
import io.targetnode.topology.evidence.MemoryTier;
import io.targetnode.topology.evidence.NodeSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The state of the running kernel as the files of a host show it. Each fact comes from the best file that has it.
 *
 * @param evidence the facts
 * @param blockBytes the size of memory blocks; empty if no file shows it
 * @param warnings sentences about contradictions, and about parts of files that cannot be used
 * @param unused files whose facts are taken from a better file, and files that cannot be read, with the reason
 */
record HostEvidence(Evidence evidence, OptionalLong blockBytes, List<String> warnings, List<String> unused) {

    private static final int KIBIBYTE = 1 << 10;
    private static final int MEBIBYTE = 1 << 20;

    /** @throws io.targetnode.capture.CaptureException if there are only files that cannot be read, and none describes a machine */
    static HostEvidence of(
            Map<HostFile, byte[]> files,
            Optional<BootLog> log,
            Optional<Iomem> iomem,
            HostTables tables,
            ReadFacts facts) {
        return new Gathering(EvidenceFiles.read(files), log, iomem, tables, facts).gathered();
    }

    private static final class Gathering {

        private final EvidenceFiles files;
        private final Optional<BootLog> log;
        private final HostTables tables;
        private final ReadFacts facts;
        private final Optional<Sysfs> sysfs;
        private final Optional<Lsmem> lsmem;
        private final Optional<DaxctlList> daxctl;
        private final Optional<CxlList> cxl;
        private final Optional<Numactl> numactl;
        private final Optional<Iomem> iomem;
        private final String sysfsNames;
        private final List<String> warnings = new ArrayList<>();
        private final List<String> unused = new ArrayList<>();

        Gathering(
                EvidenceFiles files, Optional<BootLog> log, Optional<Iomem> iomem, HostTables tables, ReadFacts facts) {
            this.log = log;
            this.tables = tables;
            this.facts = facts;
            this.files = files;
            this.sysfs = files.sysfs();
            this.sysfsNames = files.sysfsNames();
            this.lsmem = files.lsmem();
            this.daxctl = files.daxctl();
            this.cxl = files.cxl();
            this.numactl = files.numactl();
            this.unused.addAll(files.unused());
            this.iomem = iomem;
        }

        HostEvidence gathered() {
            sysfs.ifPresent(read -> warn(sysfsNames, read.warnings()));
            lsmem.ifPresent(read -> warn(Lsmem.SOURCE, read.warnings()));
            cxl.ifPresent(read -> warn(CxlList.SOURCE, read.warnings()));
            HostDevices devices = HostDevices.of(daxctl, cxl, iomem);
            warnings.addAll(devices.warnings());
            ListedWindows listed = ListedWindows.of(iomem, cxl, log);
            warnings.addAll(listed.warnings());
            Evidence evidence = new Evidence(
                    logged(),
                    tables.uploaded(),
                    online(),
                    devices.devices(),
                    listed.windows(),
                    AddedRam.of(iomem, log),
                    nodeSizes(),
                    sysfs.map(Gathering::tiers).orElse(List.of()),
                    nodesWithCpus());
            note();
            noteEmpty();
            return new HostEvidence(evidence, blockBytes(), List.copyOf(warnings), List.copyOf(unused));
        }

        private Optional<LoggedBoot> logged() {
            return log.map(boot -> new LoggedBoot(
                    boot.kernel(),
                    boot.nodes().lines(),
                    boot.tableHeaders(),
                    boot.lookups().answers(),
                    boot.processors(),
                    boot.lookups().withoutNuma()));
        }

        /** Adds the number of facts that were read from each file. */
        private void note() {
            log.map(BootLog::lookups).ifPresent(read -> {
                note(HostFile.DMESG, read.windows().size(), "window", "windows");
                note(
                        HostFile.DMESG,
                        read.answers().size(),
                        "answer of the kernel's own look-up",
                        "answers of the kernel's own look-up");
            });
            log.ifPresent(read -> noteSoftReserved(HostFile.DMESG, read.hotAdd().softReserved()));
            sysfs.ifPresent(read -> {
                note(HostFile.MEMORY_BLOCKS, read.online().size(), "range of online memory", "ranges of online memory");
                noteBlockSize(HostFile.MEMORY_BLOCKS, read.blockBytes());
                note(HostFile.NODES, read.nodeKibibytes().size(), "node size", "node sizes");
                note(
                        HostFile.NODES,
                        read.nodesWithCpus().map(List::size).orElse(0),
                        "node with CPUs",
                        "nodes with CPUs");
                note(HostFile.MEMORY_TIERS, read.tiers().size(), "memory tier", "memory tiers");
            });
            lsmem.ifPresent(read -> {
                note(HostFile.LSMEM, read.online().size(), "range of online memory", "ranges of online memory");
                noteBlockSize(HostFile.LSMEM, read.blockBytes());
            });
            daxctl.ifPresent(read -> note(HostFile.DAXCTL, read.devices().size(), "dax device", "dax devices"));
            cxl.ifPresent(read -> {
                note(HostFile.CXL, read.windows().size(), "window", "windows");
                note(HostFile.CXL, read.devices().size(), "dax device", "dax devices");
            });
            numactl.ifPresent(
                    read -> note(HostFile.NUMACTL, read.nodeMebibytes().size(), "node size", "node sizes"));
            iomem.ifPresent(read -> {
                note(HostFile.IOMEM, read.windows().size(), "window", "windows");
                noteSoftReserved(HostFile.IOMEM, read.softReserved());
                note(
                        HostFile.IOMEM,
                        read.driverManagedRam().size(),
                        "range of driver-managed RAM",
                        "ranges of driver-managed RAM");
            });
        }

        private void noteSoftReserved(HostFile file, List<AddressRange> ranges) {
            note(file, ranges.size(), "soft-reserved range", "soft-reserved ranges");
        }

        private void noteBlockSize(HostFile file, OptionalLong blockBytes) {
            blockBytes.ifPresent(known -> facts.add(file, "the size of memory blocks"));
        }

        /** Adds a reason for each file of which nothing was read, unless one is known. */
        private void noteEmpty() {
            files.kinds().stream()
                    .filter(file -> facts.of(file).isEmpty())
                    .filter(file -> Stream.of(unused, tables.unused())
                            .flatMap(List::stream)
                            .noneMatch(reason -> reason.startsWith(file.apiName())))
                    .forEach(file -> unused.add("%s: nothing in it can be compared with the replay; %s"
                            .formatted(file.apiName(), file.nextCommand())));
        }

        private void note(HostFile file, int count, String one, String many) {
            if (count > 0) {
                facts.add(file, ReadFacts.count(count, one, many));
            }
        }

        private List<OnlineMemory> online() {
            List<OnlineMemory> blocks = sysfs.map(Sysfs::online).orElse(List.of());
            List<OnlineMemory> listed = lsmem.map(Lsmem::online).orElse(List.of());
            if (!blocks.isEmpty() && lsmem.isPresent()) {
                unused.add("lsmem: online memory is taken from " + sysfsNames);
                if (!listed.isEmpty() && !listed.equals(blocks)) {
                    warnings.add(
                            "lsmem and %s show different online memory: they were captured at different times or on different machines."
                                    .formatted(sysfsNames));
                }
            }
            return blocks.isEmpty() ? listed : blocks;
        }

        private OptionalLong blockBytes() {
            OptionalLong shown = sysfs.map(Sysfs::blockBytes).orElse(OptionalLong.empty());
            return shown.isPresent() ? shown : lsmem.map(Lsmem::blockBytes).orElse(OptionalLong.empty());
        }

        private List<NodeSize> nodeSizes() {
            SortedMap<Integer, Long> fine = sysfs.map(Sysfs::nodeKibibytes).orElse(new TreeMap<>());
            if (fine.isEmpty()) {
                return numactl.map(coarse -> sizes(coarse.nodeMebibytes(), MEBIBYTE))
                        .orElse(List.of());
            }
            if (numactl.isPresent()) {
                unused.add("numactl: the sizes of nodes are taken from " + sysfsNames);
            }
            return sizes(fine, KIBIBYTE);
        }

        private Optional<List<Integer>> nodesWithCpus() {
            return sysfs.flatMap(Sysfs::nodesWithCpus).or(() -> numactl.flatMap(Numactl::nodesWithCpus));
        }

        private void warn(String source, List<String> sentences) {
            sentences.forEach(sentence -> warnings.add(source + ": " + sentence + "."));
        }

        private static List<MemoryTier> tiers(Sysfs sysfs) {
            return entries(sysfs.tiers(), tier -> new MemoryTier(tier.getKey(), tier.getValue()));
        }

        private static List<NodeSize> sizes(SortedMap<Integer, Long> sizes, int unit) {
            return entries(sizes, size -> new NodeSize(size.getKey(), size.getValue() * unit, unit));
        }

        private static <K, V, T> List<T> entries(SortedMap<K, V> map, Function<Map.Entry<K, V>, T> make) {
            return map.entrySet().stream().map(make).toList();
        }
    }
}
