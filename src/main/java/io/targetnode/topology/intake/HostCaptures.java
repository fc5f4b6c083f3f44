package io.targetnode.topology.intake;

import io.targetnode.capture.CaptureFormat;
import io.targetnode.capture.PlainText;
import io.targetnode.topology.ImpossibleMachineException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * Collects the uploaded files of a host, in any order. The format of a file is recognised once, by its content. Equal files
 * count once. A second, different ACPI table of a kind is refused. Pieces of sysfs and of acpidump are joined. Of any other
 * kind, only the first file is used, and the others are reported.
 */
public final class HostCaptures {

    /** The maximum number of files of a kind that are joined. */
    static final int MAX_PIECES = 64;

    private static final int MAX_REPORTED = 32;
    private static final Set<HostFile> ONE_PER_MACHINE =
            EnumSet.of(HostFile.SRAT, HostFile.CEDT, HostFile.SLIT, HostFile.HMAT);
    private static final Set<HostFile> JOINED =
            EnumSet.of(HostFile.ACPIDUMP, HostFile.MEMORY_BLOCKS, HostFile.NODES, HostFile.MEMORY_TIERS);

    private final Bundle bundle;
    private final Map<HostFile, Pieces> files = new EnumMap<>(HostFile.class);
    private final List<Unused> unused = new ArrayList<>();
    private long bytes;
    private int notReported;

    /** Files of one kind; all have the format of the first one. */
    private record Pieces(Optional<CaptureFormat> format, List<byte[]> contents) {}

    private record Unused(String place, String why) {}

    /**
     * @param memory called with the new total before more decompressed bytes are stored
     * @param maxBytes the maximum number of decompressed bytes that may be stored
     */
    public HostCaptures(IntConsumer memory, int maxBytes) {
        this.bundle = new Bundle(this, memory, maxBytes);
    }

    /**
     * Adds a file, or a bundle of files.
     *
     * @param place names it in messages
     * @throws UnusableFileException if it is a bundle that is damaged or too large
     * @throws ImpossibleMachineException if it is a second table of a kind
     */
    public void add(String place, byte[] content) throws IOException {
        Optional<CaptureFormat> format = CaptureFormat.of(content);
        if (format.equals(Optional.of(CaptureFormat.GZIP))) {
            bundle.addGzip(place, content);
        } else if (format.equals(Optional.of(CaptureFormat.TAR))) {
            bundle.addTar(place, content);
        } else {
            addFile(place, content, format);
        }
    }

    /**
     * Adds a file whose kind the client names.
     *
     * @throws UnusableFileException if its content is of another kind
     */
    public void add(HostFile kind, byte[] content) throws IOException {
        String place = kind.apiName();
        byte[] plain = content;
        Optional<CaptureFormat> format = CaptureFormat.of(content);
        if (format.equals(Optional.of(CaptureFormat.GZIP))) {
            plain = bundle.decompressed(place, content);
            format = CaptureFormat.of(plain);
        }
        if (format.isPresent() && !HostFile.of(format.get()).equals(Optional.of(kind))) {
            String part = HostFile.of(format.get()).map(HostFile::apiName).orElse("file");
            throw new UnusableFileException(
                    place,
                    "it is %s; send it as the part %s".formatted(format.get().describe(), part));
        }
        store(kind, place, plain, format);
    }

    /** The total size of the stored files in bytes. */
    public long bytes() {
        return bytes;
    }

    /**
     * The files of a machine.
     *
     * @throws UnusableFileException if none of the files can be used
     */
    public HostFiles files(Declaration declaration, Map<String, String> labels) {
        if (files.isEmpty()) {
            Unused first = unused.isEmpty() ? new Unused("bundle", "it contains no files") : unused.get(0);
            throw new UnusableFileException(first.place, first.why);
        }
        if (files.keySet().equals(EnumSet.of(HostFile.NUMACTL))) {
            throw new ImpossibleMachineException(
                    "numactl -H has no addresses, so the firmware's tables cannot be reconstructed from it;"
                            + " upload srat, cedt and dmesg with it");
        }
        List<String> notUsed = new ArrayList<>();
        unused.forEach(file -> notUsed.add(file.place + ": " + file.why));
        if (notReported > 0) {
            notUsed.add("%,d more files are not recognised or not used".formatted(notReported));
        }
        Map<HostFile, byte[]> joined = new EnumMap<>(HostFile.class);
        files.forEach((kind, pieces) -> joined.put(kind, joined(pieces.contents)));
        return new HostFiles(joined, declaration, labels, notUsed);
    }

    /** Adds a decompressed file. */
    void addFile(String place, byte[] content, Optional<CaptureFormat> format) {
        Optional<HostFile> kind = format.flatMap(HostFile::of);
        if (kind.isPresent()) {
            store(kind.get(), place, content, format);
        } else {
            report(place, reasonUnused(format));
        }
    }

    private void report(String place, String why) {
        if (unused.size() < MAX_REPORTED) {
            unused.add(new Unused(place, why));
        } else {
            notReported++;
        }
    }

    private static String reasonUnused(Optional<CaptureFormat> format) {
        return format.map(known -> known.describe()
                        + known.reasonRefused().map(why -> ": " + why).orElse(" within another one is not read"))
                .orElse("its format is not recognised");
    }

    private void store(HostFile kind, String place, byte[] uploaded, Optional<CaptureFormat> format) {
        byte[] content = PlainText.of(uploaded);
        Pieces pieces = files.computeIfAbsent(kind, none -> new Pieces(format, new ArrayList<>()));
        if (pieces.contents.stream().anyMatch(piece -> Arrays.equals(piece, content))) {
            return;
        }
        boolean first = pieces.contents.isEmpty();
        if (!first && ONE_PER_MACHINE.contains(kind)) {
            throw new ImpossibleMachineException(
                    "%s: a second %s that differs from the first; upload the tables of one machine"
                            .formatted(place, kind.name()));
        }
        // The outputs of acpidump and iasl are not joined, because each has its own parser.
        if (!first && !(JOINED.contains(kind) && pieces.format.equals(format))) {
            report(place, "a second %s; the first one is used".formatted(kind.apiName()));
        } else if (pieces.contents.size() == MAX_PIECES) {
            throw UnusableFileException.tooLarge(place, "more than %d files of one kind".formatted(MAX_PIECES));
        } else {
            pieces.contents.add(content);
            bytes += content.length;
        }
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
}
