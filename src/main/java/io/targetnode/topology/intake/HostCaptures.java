package io.targetnode.topology.intake;

import io.targetnode.capture.CaptureFormat;
import io.targetnode.topology.ImpossibleMachineException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Collects what was uploaded of a host, files of any kind in any order, and tells by the content of each what it is. The same
 * file twice counts once. Two different tables of a kind are refused; parts of what sysfs and tables show are kept together;
 * of other kinds the first one is used, and the others are reported.
 */
public final class HostCaptures {

    /** Files of a kind that are kept together. */
    static final int MAX_PIECES = 64;

    private static final int MAX_REPORTED = 32;
    private static final Set<HostFile> ONE_OF_A_MACHINE =
            EnumSet.of(HostFile.SRAT, HostFile.CEDT, HostFile.SLIT, HostFile.HMAT);
    private static final Set<HostFile> KEPT_TOGETHER =
            EnumSet.of(HostFile.ACPIDUMP, HostFile.MEMORY_BLOCKS, HostFile.NODES, HostFile.MEMORY_TIERS);

    private final Bundle bundle;
    private final Map<HostFile, List<byte[]>> files = new EnumMap<>(HostFile.class);
    private final List<String> notUsed = new ArrayList<>();
    private long bytes;
    private int notReported;

    /**
     * @param gunzip unpacks
     * @param room is asked before bytes are kept that were not sent as they are
     * @param most how many of them are kept
     */
    public HostCaptures(Gunzip gunzip, Room room, int most) {
        this.bundle = new Bundle(this, gunzip, room, most);
    }

    /**
     * Adds a file, or a bundle of files.
     *
     * @param place what messages call it
     * @throws UnusableFileException if it is a bundle that is damaged or too large
     * @throws ImpossibleMachineException if it is a second table of a kind
     */
    public void add(String place, byte[] content) throws IOException {
        Optional<CaptureFormat> format = CaptureFormat.of(content);
        if (format.filter(Bundle.FORMATS::contains).isPresent()) {
            bundle.add(place, content);
        } else {
            addFile(place, content, format);
        }
    }

    /**
     * Adds a file that its sender calls by a name.
     *
     * @throws UnusableFileException if it is evidently something else
     */
    public void add(HostFile kind, byte[] content) throws IOException {
        String place = kind.apiName();
        boolean packed =
                CaptureFormat.of(content).filter(CaptureFormat.GZIP::equals).isPresent();
        byte[] plain = packed ? bundle.unpacked(place, content) : content;
        CaptureFormat.of(plain)
                .filter(format -> !kindOf(format).equals(Optional.of(kind)))
                .ifPresent(format -> {
                    throw new UnusableFileException(
                            place,
                            "it is %s; send it as the part %s"
                                    .formatted(
                                            format.words(),
                                            kindOf(format)
                                                    .map(HostFile::apiName)
                                                    .orElse("file")));
                });
        keep(kind, place, plain);
    }

    /** Bytes of all files that are kept. */
    public long bytes() {
        return bytes;
    }

    /**
     * What a machine can be made of.
     *
     * @throws UnusableFileException if nothing is of use
     */
    public HostFiles files(Declaration statement, Map<String, String> labels) {
        if (files.isEmpty()) {
            String first = notUsed.isEmpty() ? "bundle: no file is in it" : notUsed.get(0);
            int colon = first.indexOf(": ");
            throw new UnusableFileException(first.substring(0, colon), first.substring(colon + 2));
        }
        if (files.keySet().equals(EnumSet.of(HostFile.NUMACTL))) {
            throw new ImpossibleMachineException(
                    "numactl -H has no addresses, so the firmware's tables cannot be reconstructed from it;"
                            + " upload srat, cedt and dmesg with it");
        }
        if (notReported > 0) {
            notUsed.add("%,d files more: not recognised, or of no use".formatted(notReported));
        }
        Map<HostFile, byte[]> joined = new EnumMap<>(HostFile.class);
        files.forEach((kind, pieces) -> joined.put(kind, joined(pieces)));
        return new HostFiles(joined, statement, labels, notUsed);
    }

    /** A file as it is, whatever it was packed in. */
    void addFile(String place, byte[] content, Optional<CaptureFormat> format) {
        Optional<HostFile> kind = format.flatMap(HostCaptures::kindOf);
        if (kind.isPresent()) {
            keep(kind.get(), place, content);
        } else {
            report(place, whyOfNoUse(format));
        }
    }

    static boolean isOfUse(Optional<CaptureFormat> format) {
        return format.flatMap(HostCaptures::kindOf).isPresent();
    }

    private void report(String place, String why) {
        if (notUsed.size() < MAX_REPORTED) {
            notUsed.add(place + ": " + why);
        } else {
            notReported++;
        }
    }

    private static String whyOfNoUse(Optional<CaptureFormat> format) {
        return format.map(known -> known.words()
                        + known.reasonRefused().map(why -> ": " + why).orElse(" within another one is not read"))
                .orElse("its format is not recognised");
    }

    private void keep(HostFile kind, String place, byte[] content) {
        List<byte[]> pieces = files.computeIfAbsent(kind, none -> new ArrayList<>());
        if (pieces.stream().anyMatch(piece -> Arrays.equals(piece, content))) {
            return;
        }
        if (!pieces.isEmpty() && ONE_OF_A_MACHINE.contains(kind)) {
            throw new ImpossibleMachineException(
                    "%s: a second %s that is not the first one; upload those of one machine"
                            .formatted(place, kind.name()));
        }
        if (!pieces.isEmpty() && !goTogether(kind, pieces.get(0), content)) {
            report(place, "a second %s; the first one is used".formatted(kind.apiName()));
        } else if (pieces.size() == MAX_PIECES) {
            throw UnusableFileException.tooLarge(place, "more than %d files of one kind".formatted(MAX_PIECES));
        } else {
            pieces.add(content);
            bytes += content.length;
        }
    }

    /** Texts of acpidump and of iasl are not: they are read line by line, and differ in every one. */
    private static boolean goTogether(HostFile kind, byte[] first, byte[] second) {
        return KEPT_TOGETHER.contains(kind) && CaptureFormat.of(first).equals(CaptureFormat.of(second));
    }

    private static byte[] joined(List<byte[]> pieces) {
        if (pieces.size() == 1) {
            return pieces.get(0);
        }
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            joined.writeBytes(piece);
            joined.write('\n');
        }
        return joined.toByteArray();
    }

    private static Optional<HostFile> kindOf(CaptureFormat format) {
        return switch (format) {
            case ACPIDUMP, IASL -> Optional.of(HostFile.ACPIDUMP);
            case IOMEM -> Optional.of(HostFile.IOMEM);
            case MEMMAP -> Optional.of(HostFile.MEMMAP);
            case DMESG -> Optional.of(HostFile.DMESG);
            case MEMORY_BLOCKS -> Optional.of(HostFile.MEMORY_BLOCKS);
            case NODES -> Optional.of(HostFile.NODES);
            case MEMORY_TIERS -> Optional.of(HostFile.MEMORY_TIERS);
            case LSMEM -> Optional.of(HostFile.LSMEM);
            case DAXCTL -> Optional.of(HostFile.DAXCTL);
            case CXL -> Optional.of(HostFile.CXL);
            case NUMACTL -> Optional.of(HostFile.NUMACTL);
            case SRAT_BINARY -> Optional.of(HostFile.SRAT);
            case CEDT_BINARY -> Optional.of(HostFile.CEDT);
            case SLIT_BINARY -> Optional.of(HostFile.SLIT);
            case HMAT_BINARY -> Optional.of(HostFile.HMAT);
            case TAR, GZIP, OTHER_ARCHIVE, OTHER_TABLE, TOPOLOGY, HWLOC, QEMU, REDFISH -> Optional.empty();
        };
    }

    /** Unpacks gzip as it is read. */
    @FunctionalInterface
    public interface Gunzip {

        /**
         * The plain bytes.
         *
         * @param place what messages call the packed ones
         */
        InputStream plain(InputStream packed, String place);
    }

    /** Where unpacked bytes are kept. */
    @FunctionalInterface
    public interface Room {

        /** Refuses if there is no memory for so many bytes in all. */
        void require(int bytes);
    }
}
