package io.targetnode.analysis;

import io.targetnode.capture.TarHeader;
import io.targetnode.topology.Upload;
import io.targetnode.topology.intake.Declaration;
import io.targetnode.topology.intake.HostFile;
import io.targetnode.topology.intake.HostFiles;
import io.targetnode.topology.intake.HostMachine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A booted x86-64 machine with HMAT, SLIT or CXL regions, of the archive real-x86-analysis.tar.gz. {@code truth.json} says what the
 * kernel held for nodes, distances and tiers, and what became of each region.
 *
 * @param name scenario and kernel, {@code T6-slit-invalid-below10/7.3.4}
 * @param files the content of each file, by its name below the machine's folder: {@code SRAT.bin}, {@code after/iomem.txt}
 */
public record AnalysedMachine(String name, Map<String, byte[]> files) {

    private static final Path ARCHIVE = Path.of("src/test/resources/analysis/real-x86-analysis.tar.gz");

    private static final Map<HostFile, String> TABLES = Map.of(
            HostFile.SRAT, "SRAT.bin", HostFile.CEDT, "CEDT.bin", HostFile.SLIT, "SLIT.bin", HostFile.HMAT, "HMAT.bin");

    /** All machines, by name. */
    public static List<AnalysedMachine> all() {
        SortedMap<String, Map<String, byte[]>> machines = new TreeMap<>();
        try (InputStream in = new GZIPInputStream(Files.newInputStream(ARCHIVE))) {
            for (byte[] block = in.readNBytes(TarHeader.BLOCK_BYTES);
                    TarHeader.of(block).isPresent();
                    block = in.readNBytes(TarHeader.BLOCK_BYTES)) {
                TarHeader header = TarHeader.of(block).get();
                byte[] content = in.readNBytes((int) header.length());
                in.skipNBytes(-header.length() & TarHeader.BLOCK_BYTES - 1);
                String[] path = header.name().split("/", 3);
                machines.computeIfAbsent(path[0] + "/" + path[1], none -> new TreeMap<>())
                        .put(path[2], content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return machines.entrySet().stream()
                .map(machine -> new AnalysedMachine(machine.getKey(), machine.getValue()))
                .toList();
    }

    public boolean has(String file) {
        return files.containsKey(file);
    }

    public String text(String file) {
        return new String(files.get(file), StandardCharsets.UTF_8);
    }

    public JsonNode truth() {
        return JsonMapper.shared().readTree(text("truth.json"));
    }

    /** The tables that the machine has. */
    public Map<HostFile, byte[]> tables() {
        Map<HostFile, byte[]> tables = new EnumMap<>(HostFile.class);
        TABLES.forEach((kind, file) -> {
            if (has(file)) {
                tables.put(kind, files.get(file));
            }
        });
        return tables;
    }

    /** The upload of the tables and the boot log. */
    public Upload upload() {
        Map<HostFile, byte[]> uploaded = tables();
        uploaded.put(HostFile.DMESG, files.get("dmesg.txt"));
        return HostMachine.read(new HostFiles(uploaded, Declaration.NOTHING, Map.of()));
    }

    @Override
    public String toString() {
        return name;
    }
}
