package io.targetnode.topology.intake;

import io.targetnode.capture.CaptureFormat;
import io.targetnode.capture.GzipException;
import io.targetnode.capture.PlainText;
import io.targetnode.topology.ImpossibleMachineException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Collects the uploaded files of a host, in any order. The formats of a file are recognised by its content; a text may hold
 * several, such as a log with a JSON listing below it. Equal files count once. A second, different SRAT or CEDT is refused. Pieces
 * of sysfs, of acpidump and of the JSON listings are joined. If there are several boot logs, {@link BootLogs} chooses one. For any
 * other kind, only the first file is used, and the others are reported.
 */
public final class HostCaptures {

    private final UnusedFiles unused = new UnusedFiles();
    private final StoredFiles stored = new StoredFiles(unused);
    private final DecompressedBytes memory;
    private final Bundle bundle;

    /**
     * @param reserve called with the new total before more decompressed bytes are stored
     * @param maxBytes the maximum number of decompressed bytes that may be stored
     */
    public HostCaptures(IntConsumer reserve, int maxBytes) {
        this.memory = new DecompressedBytes(reserve, maxBytes);
        this.bundle = new Bundle(this, memory);
    }

    /**
     * Adds a file, or a bundle of files. If a bundle exceeds a limit, its files before that are used.
     *
     * @param place names it in messages
     * @throws UnusableFileException if it is a bundle that is damaged
     * @throws ImpossibleMachineException if it is a second table of a kind
     */
    public void add(String place, byte[] content) throws IOException {
        byte[] plain = plain(content);
        Optional<CaptureFormat> archive = CaptureFormat.ofBinary(plain);
        try {
            if (archive.equals(Optional.of(CaptureFormat.GZIP))) {
                bundle.addGzip(place, plain);
            } else if (archive.equals(Optional.of(CaptureFormat.TAR))) {
                bundle.addTar(place, plain);
            } else {
                addText(place, plain);
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
            addPlain(kind, plain(compressed ? bundle.decompressed(place, content) : content));
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
            stored.store(kind, place, plain, own);
            stored.storeAll(
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
        return stored.bytes();
    }

    /**
     * The files of a machine.
     *
     * @throws UnusableFileException if none of the files can be used
     */
    public HostFiles files(Declaration declaration, Map<String, String> labels) {
        bundle.cutAt().ifPresent(member -> unused.addCut(member, stored.isEmpty()));
        stored.storeSysfs();
        if (stored.isEmpty()) {
            throw unused.refusal();
        }
        Map<HostFile, byte[]> joined = stored.joined();
        List<String> notUsed = new ArrayList<>(unused.sentences());
        List<String> warnings = new ArrayList<>();
        List<StoredFile> candidates = stored.of(HostFile.DMESG);
        if (!candidates.isEmpty()) {
            BootLogs logs = BootLogs.choose(candidates, declaration.kernel());
            joined.put(HostFile.DMESG, logs.log().content());
            notUsed.addAll(logs.unused());
            warnings.addAll(logs.warnings());
        }
        return new HostFiles(joined, declaration, labels, notUsed, warnings);
    }

    /** Adds a text. If nothing is recognised, its lines may have a prefix. */
    private void addText(String place, byte[] plain) {
        List<CaptureFormat> formats = CaptureFormat.allIn(plain);
        if (formats.isEmpty()) {
            byte[] text = PlainText.withoutPrefix(plain);
            add(place, text, CaptureFormat.allIn(text));
        } else {
            add(place, plain, formats);
        }
    }

    /** Adds a decompressed file. */
    void addFile(String place, byte[] content) {
        byte[] plain = plain(content);
        add(place, plain, CaptureFormat.allIn(plain));
    }

    private void add(String place, byte[] plain, List<CaptureFormat> formats) {
        if (isBlank(plain)) {
            unused.addUnknown(place, "it is empty: the command printed nothing; run it as root (sudo)");
        } else if (!stored.storeAll(place, plain, formats)) {
            reportUnused(place, formats.stream().findFirst());
        }
    }

    private byte[] plain(byte[] content) {
        return PlainText.of(content, memory::reserveForUnwrapping);
    }

    private static boolean isBlank(byte[] content) {
        for (byte b : content) {
            if (b < 0 || b > ' ') {
                return false;
            }
        }
        return true;
    }

    /** Adds a line about a file of sysfs that an archive contains. */
    void addSysfs(MemberName.SysfsLine line) {
        stored.addSysfs(line);
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
}
