package io.targetnode.topology.intake;

import io.targetnode.capture.CaptureException;
import io.targetnode.capture.CaptureFormat;
import io.targetnode.capture.CxlList;
import io.targetnode.capture.DaxctlList;
import io.targetnode.capture.JsonValue;
import io.targetnode.capture.Lsmem;
import io.targetnode.capture.NdctlList;
import io.targetnode.capture.Numactl;
import io.targetnode.capture.Sysfs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The files that show what a running kernel did, each read on its own. A file that cannot be read is only reported, because the
 * machine can be replayed without it.
 *
 * @param kinds the kinds of the files, in the order of {@link HostFile}
 * @param sysfsNames the names of the sysfs files that were read, separated by commas
 * @param unused sentences about files, or parts of them, that cannot be read
 */
record EvidenceFiles(
        List<HostFile> kinds,
        Optional<Sysfs> sysfs,
        String sysfsNames,
        Optional<Lsmem> lsmem,
        Optional<DaxctlList> daxctl,
        Optional<CxlList> cxl,
        Optional<Numactl> numactl,
        List<String> unused) {

    /** @throws CaptureException if there are only files of these kinds, and one cannot be read */
    static EvidenceFiles read(Map<HostFile, byte[]> files) {
        return new Reader(files).read();
    }

    private static final class Reader {

        private final Map<HostFile, byte[]> files;
        private final boolean alone;
        private final List<String> unused = new ArrayList<>();

        Reader(Map<HostFile, byte[]> files) {
            this.files = files;
            this.alone = files.keySet().stream().allMatch(HostFile::isEvidence);
        }

        EvidenceFiles read() {
            Map<String, byte[]> texts = sysfsTexts();
            Optional<Sysfs> sysfs = sysfs(texts);
            return new EvidenceFiles(
                    files.keySet().stream()
                            .filter(HostFile::isEvidence)
                            .sorted()
                            .toList(),
                    sysfs,
                    String.join(", ", texts.keySet()),
                    read(HostFile.LSMEM, Reader::lsmem),
                    read(HostFile.DAXCTL, this::daxctl),
                    read(HostFile.CXL, Reader::cxl),
                    read(HostFile.NUMACTL, Numactl::parse),
                    unused);
        }

        private <T> Optional<T> read(HostFile file, Function<byte[], T> parser) {
            try {
                return Optional.ofNullable(files.get(file)).map(parser);
            } catch (CaptureException e) {
                report(e);
                return Optional.empty();
            }
        }

        private void report(CaptureException failure) {
            if (alone) {
                throw failure;
            }
            unused.add(failure.getMessage());
        }

        private Map<String, byte[]> sysfsTexts() {
            Map<String, byte[]> texts = new LinkedHashMap<>();
            Stream.of(HostFile.MEMORY_BLOCKS, HostFile.NODES, HostFile.MEMORY_TIERS)
                    .filter(files::containsKey)
                    .forEach(file -> texts.put(file.apiName(), files.get(file)));
            return texts;
        }

        /** Reads the texts together. Removes those that cannot be read. */
        private Optional<Sysfs> sysfs(Map<String, byte[]> texts) {
            while (!texts.isEmpty()) {
                try {
                    return Optional.of(Sysfs.parse(texts));
                } catch (CaptureException e) {
                    report(e);
                    if (texts.remove(e.source()) == null) {
                        // No single text is wrong: they contradict each other.
                        texts.clear();
                    }
                }
            }
            return Optional.empty();
        }

        private static Lsmem lsmem(byte[] text) {
            JsonValue.Elements lists =
                    JsonDocuments.read(Lsmem.SOURCE, text, Set.of(CaptureFormat.LSMEM), Lsmem::reads);
            if (!lists.elements().isEmpty()) {
                return Lsmem.parse(lists);
            }
            return isJson(text) ? Lsmem.parse(JsonTree.read(Lsmem.SOURCE, text, Lsmem::reads)) : Lsmem.parseTable(text);
        }

        private DaxctlList daxctl(byte[] text) {
            NdctlList ndctl = NdctlList.parse(
                    JsonDocuments.read(DaxctlList.SOURCE, text, Set.of(CaptureFormat.NDCTL), NdctlList::reads));
            if (ndctl.nodesWithoutDevice() > 0) {
                unused.add(
                        "daxctl: %,d target nodes that ndctl lists have no dax device, so their addresses are not known; 'ndctl list -vvX' and 'daxctl list' show devices"
                                .formatted(ndctl.nodesWithoutDevice()));
            }
            boolean onlyNdctl = CaptureFormat.allIn(text).equals(List.of(CaptureFormat.NDCTL));
            DaxctlList listed = onlyNdctl
                    ? new DaxctlList(List.of())
                    : DaxctlList.parse(json(DaxctlList.SOURCE, text, CaptureFormat.DAXCTL, DaxctlList::reads));
            return listed.with(ndctl.devices());
        }

        private static CxlList cxl(byte[] text) {
            return CxlList.parse(json(CxlList.SOURCE, text, CaptureFormat.CXL, CxlList::reads));
        }

        /** The documents of a format, which may be empty lists. If there are none, the text is read as one document or refused. */
        private static JsonValue json(String source, byte[] text, CaptureFormat format, Predicate<String> reads) {
            JsonValue.Elements documents = JsonDocuments.read(source, text, Set.of(format), reads);
            boolean none =
                    documents.elements().isEmpty() && !CaptureFormat.allIn(text).contains(format);
            return none ? JsonTree.read(source, text, reads) : documents;
        }

        private static boolean isJson(byte[] text) {
            int at = 0;
            while (at < text.length && Character.isWhitespace(text[at])) {
                at++;
            }
            return at < text.length && text[at] == '{';
        }
    }
}
