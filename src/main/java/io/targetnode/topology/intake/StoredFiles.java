package io.targetnode.topology.intake;

import io.targetnode.capture.CaptureFormat;
import io.targetnode.topology.ImpossibleMachineException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The files of a host by kind: which of them are joined, and which are reported because another one is used. */
final class StoredFiles {

    /** The maximum number of files of a kind that are joined. */
    static final int MAX_PIECES = 64;

    private static final Set<HostFile> ONE_PER_MACHINE = EnumSet.of(HostFile.SRAT, HostFile.CEDT);
    private static final Set<HostFile> JOINED =
            EnumSet.of(HostFile.ACPIDUMP, HostFile.MEMORY_BLOCKS, HostFile.NODES, HostFile.MEMORY_TIERS);
    private static final Set<HostFile> JOINED_JSON = EnumSet.of(HostFile.DAXCTL, HostFile.CXL);

    private final UnusedFiles unused;
    private final Map<HostFile, Pieces> files = new EnumMap<>(HostFile.class);
    private final Map<HostFile, ByteArrayOutputStream> sysfs = new EnumMap<>(HostFile.class);
    private long bytes;

    /** Files of one kind; all have the format of the first one. */
    private record Pieces(Optional<CaptureFormat> format, List<StoredFile> files) {

        boolean contains(byte[] content) {
            return files.stream().anyMatch(piece -> Arrays.equals(piece.content(), content));
        }
    }

    /** @param unused receives the files that are not used */
    StoredFiles(UnusedFiles unused) {
        this.unused = unused;
    }

    /** The total size in bytes. */
    long bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    /** The files of a kind; empty if there is none. */
    List<StoredFile> of(HostFile kind) {
        return Optional.ofNullable(files.get(kind)).map(Pieces::files).orElse(List.of());
    }

    /** The content by kind. */
    Map<HostFile, byte[]> joined() {
        Map<HostFile, byte[]> joined = new EnumMap<>(HostFile.class);
        files.forEach((kind, pieces) -> joined.put(kind, joined(pieces.files)));
        return joined;
    }

    /** Adds a line about a file of sysfs that an archive contains. */
    void addSysfs(MemberName.SysfsLine line) {
        sysfs.computeIfAbsent(line.kind(), first -> new ByteArrayOutputStream())
                .writeBytes((line.text() + '\n').getBytes(StandardCharsets.US_ASCII));
    }

    /** Stores the lines about files of sysfs. */
    void storeSysfs() {
        sysfs.forEach((kind, lines) -> store(kind, kind.apiName(), lines.toByteArray(), Optional.empty()));
    }

    /** Stores a text once for each of its formats that is used. Returns whether there is one. */
    boolean storeAll(String place, byte[] plain, List<CaptureFormat> formats) {
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

    /** @throws ImpossibleMachineException if it is a second, different SRAT or CEDT */
    void store(HostFile kind, String place, byte[] content, Optional<CaptureFormat> format) {
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
            pieces.files.add(new StoredFile(place, content));
            bytes += content.length;
        }
    }

    private static byte[] joined(List<StoredFile> pieces) {
        if (pieces.size() == 1) {
            return pieces.get(0).content();
        }
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (StoredFile piece : pieces) {
            joined.writeBytes(piece.content());
            joined.write('\n');
        }
        return joined.toByteArray();
    }
}
