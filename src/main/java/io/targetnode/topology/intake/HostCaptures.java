package io.targetnode.topology.intake;

import io.targetnode.capture.CaptureFormat;
import io.targetnode.capture.GzipException;
import io.targetnode.capture.PlainText;
import io.targetnode.topology.ImpossibleMachineException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
 * Collects the uploaded files of a host, in any order. The formats of a file are recognised by its content; a text may hold
 * several, such as a log with a JSON listing below it. Equal files count once. A second, different SRAT or CEDT is refused. Pieces
 * of sysfs, of acpidump and of the JSON listings are joined. If there are several boot logs, one is chosen. For any other kind, only the first
 * file is used, and the others are reported.
 */
public final class HostCaptures {

    /** The maximum number of files of a kind that are joined. */
    static final int MAX_PIECES = 64;

    private static final Set<HostFile> ONE_PER_MACHINE = EnumSet.of(HostFile.SRAT, HostFile.CEDT);
    private static final Set<HostFile> JOINED =
            EnumSet.of(HostFile.ACPIDUMP, HostFile.MEMORY_BLOCKS, HostFile.NODES, HostFile.MEMORY_TIERS);
    private static final Set<HostFile> JOINED_JSON = EnumSet.of(HostFile.DAXCTL, HostFile.CXL);

    private final Bundle bundle;
    private final Map<HostFile, Pieces> files = new EnumMap<>(HostFile.class);
    private final Map<HostFile, ByteArrayOutputStream> sysfs = new EnumMap<>(HostFile.class);
    private final UnusedFiles unused = new UnusedFiles();
    private long bytes;

    /** Files of one kind, with their places; all have the format of the first one. */
    private record Pieces(Optional<CaptureFormat> format, List<BootLogs.Candidate> files) {

        boolean contains(byte[] content) {
            return files.stream().anyMatch(piece -> Arrays.equals(piece.content(), content));
        }
    }

    /**
     * @param reserve called with the new total before more decompressed bytes are stored
     * @param maxBytes the maximum number of decompressed bytes that may be stored
     */
    public HostCaptures(IntConsumer reserve, int maxBytes) {
        this.bundle = new Bundle(this, reserve, maxBytes);
    }

    /**
     * Adds a file, or a bundle of files. If a bundle exceeds a limit, its files before that are used.
     *
     * @param place names it in messages
     * @throws UnusableFileException if it is a bundle that is damaged
     * @throws ImpossibleMachineException if it is a second table of a kind
     */
    public void add(String place, byte[] content) throws IOException {
        Optional<CaptureFormat> archive = CaptureFormat.ofBinary(content);
        try {
            if (archive.equals(Optional.of(CaptureFormat.GZIP))) {
                bundle.addGzip(place, content);
            } else if (archive.equals(Optional.of(CaptureFormat.TAR))) {
                bundle.addTar(place, content);
            } else {
                addFile(place, content);
            }
        } catch (UnusableFileException e) {
            if (!e.isTooLarge()) {
                throw e;
            }
            unused.addLimit(e.place(), e.why());
        }
    }

    /**
     * Adds a file whose kind the client names.
     *
     * @throws UnusableFileException if its content is of another kind, and the machine cannot be replayed without it
     */
    public void add(HostFile kind, byte[] content) throws IOException {
        String place = kind.apiName();
        boolean compressed = CaptureFormat.ofBinary(content).equals(Optional.of(CaptureFormat.GZIP));
        try {
            addPlain(kind, PlainText.of(compressed ? bundle.decompressed(place, content) : content));
        } catch (GzipException e) {
            if (!kind.isOptional()) {
                throw e;
            }
            unused.add(place, e.getMessage());
        }
    }

    private void addPlain(HostFile kind, byte[] plain) {
        String place = kind.apiName();
        List<CaptureFormat> formats = CaptureFormat.allIn(plain);
        Optional<CaptureFormat> own = formats.stream()
                .filter(format -> HostFile.of(format).equals(Optional.of(kind)))
                .findFirst();
        if (own.isPresent() || formats.isEmpty()) {
            store(kind, place, plain, own);
            storeAll(
                    place,
                    plain,
                    formats.stream()
                            .filter(format -> !own.equals(Optional.of(format)))
                            .toList());
            return;
        }
        CaptureFormat other = formats.get(0);
        String part = HostFile.of(other).map(HostFile::apiName).orElse("file");
        String why =
                "it is %s; %s".formatted(other.describe(), other.reasonRefused().orElse("send it as the part " + part));
        if (other.reasonRefused().isEmpty() ? !kind.isEvidence() : !kind.isOptional()) {
            throw new UnusableFileException(place, why);
        }
        unused.add(place, why);
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
        bundle.cutAt().ifPresent(member -> unused.addCut(member, files.isEmpty()));
        sysfs.forEach((kind, lines) -> store(kind, kind.apiName(), lines.toByteArray(), Optional.empty()));
        if (files.isEmpty()) {
            throw unused.refusal();
        }
        Map<HostFile, byte[]> joined = new EnumMap<>(HostFile.class);
        files.forEach((kind, pieces) -> joined.put(kind, joined(pieces.files)));
        List<String> notUsed = new ArrayList<>(unused.sentences());
        List<String> warnings = new ArrayList<>();
        if (files.containsKey(HostFile.DMESG)) {
            BootLogs logs = BootLogs.choose(files.get(HostFile.DMESG).files, declaration.kernel());
            joined.put(HostFile.DMESG, logs.log());
            notUsed.addAll(logs.unused());
            warnings.addAll(logs.warnings());
        }
        return new HostFiles(joined, declaration, labels, notUsed, warnings);
    }

    /** Adds a decompressed file. */
    void addFile(String place, byte[] content) {
        byte[] plain = PlainText.of(content);
        List<CaptureFormat> formats = CaptureFormat.allIn(plain);
        if (isBlank(plain)) {
            unused.addUnknown(place, "it is empty: the command printed nothing; run it as root (sudo)");
        } else if (!storeAll(place, plain, formats)) {
            reportUnused(place, formats.stream().findFirst());
        }
    }

    private static boolean isBlank(byte[] content) {
        for (byte b : content) {
            if (b < 0 || b > ' ') {
                return false;
            }
        }
        return true;
    }

    /** Stores a text once for each of its formats that is used. Returns whether there is one. */
    private boolean storeAll(String place, byte[] plain, List<CaptureFormat> formats) {
        boolean used = false;
        for (CaptureFormat format : formats) {
            Optional<HostFile> kind = HostFile.of(format);
            if (kind.isPresent()) {
                store(kind.get(), place, plain, Optional.of(format));
                used = true;
            }
        }
        return used;
    }

    /** Adds a line about a file of sysfs that an archive contains. */
    void addSysfs(MemberName.SysfsLine line) {
        sysfs.computeIfAbsent(line.kind(), first -> new ByteArrayOutputStream())
                .writeBytes((line.text() + '\n').getBytes(StandardCharsets.US_ASCII));
    }

    void report(String place, String why) {
        unused.add(place, why);
    }

    void reportTooLarge(String place, String why) {
        unused.addTooLarge(place, why);
    }

    /** Reports a file whose format is not used. */
    void reportUnused(String place, Optional<CaptureFormat> format) {
        if (format.isEmpty()) {
            unused.addUnknown(place, "its format is not recognised");
            return;
        }
        unused.add(
                place,
                format.get().describe()
                        + format.get()
                                .reasonRefused()
                                .map(why -> ": " + why)
                                .orElse(" within another one is not read; upload it by itself"));
    }

    private void store(HostFile kind, String place, byte[] content, Optional<CaptureFormat> format) {
        Pieces pieces = files.computeIfAbsent(kind, none -> new Pieces(format, new ArrayList<>()));
        if (pieces.contains(content)) {
            return;
        }
        boolean first = pieces.files.isEmpty();
        if (!first && ONE_PER_MACHINE.contains(kind)) {
            throw new ImpossibleMachineException(
                    "%s: a second %s that differs from the first; upload the tables of one machine"
                            .formatted(place, kind.name()));
        }
        // The outputs of acpidump, iasl and hexdump are not joined, because each has its own parser.
        boolean several = kind == HostFile.DMESG
                || JOINED_JSON.contains(kind)
                || JOINED.contains(kind) && (pieces.format.equals(format) || sysfs.containsKey(kind));
        if (!first && !several) {
            String form = JOINED.contains(kind) ? " in another form" : "";
            unused.add(place, "a second %s%s; the first one is used".formatted(kind.apiName(), form));
        } else if (pieces.files.size() == MAX_PIECES) {
            unused.add(place, "more than %d files of one kind; the first ones are used".formatted(MAX_PIECES));
        } else {
            pieces.files.add(new BootLogs.Candidate(place, content));
            bytes += content.length;
        }
    }

    private static byte[] joined(List<BootLogs.Candidate> pieces) {
        if (pieces.size() == 1) {
            return pieces.get(0).content();
        }
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (BootLogs.Candidate piece : pieces) {
            joined.writeBytes(piece.content());
            joined.write('\n');
        }
        return joined.toByteArray();
    }
}
