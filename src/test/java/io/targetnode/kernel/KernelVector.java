package io.targetnode.kernel;

import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.Srat;
import io.targetnode.acpi.SratEntry;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import io.targetnode.memory.UsableRam;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** One line of the vectors: a machine and the results of the kernel's own code. */
public record KernelVector(JsonNode json) {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** The profiles of the vectors and their behaviours. */
    public enum Profile {
        V7_3("7.3", Behaviour.V7_0),
        V6_12("6.12", Behaviour.V6_12),
        V6_1("6.1", Behaviour.V6_1);

        private final String key;
        public final Behaviour behaviour;

        Profile(String key, Behaviour behaviour) {
            this.key = key;
            this.behaviour = behaviour;
        }

        /** The name in the vectors. */
        public String key() {
            return key;
        }
    }

    /** Reads a vector file of the test resources line by line; the caller closes the stream. */
    public static Stream<KernelVector> of(String file) {
        try {
            InputStream raw = KernelVector.class.getResourceAsStream("/vectors/" + file);
            InputStream in = file.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return lines.lines().map(line -> new KernelVector(JSON.readTree(line)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String name() {
        return json.get("name").asString();
    }

    /** The expectation of a profile: its own, or that of 7.3 if they do not differ. */
    public JsonNode expectation(Profile profile) {
        JsonNode alternative = json.path("alt").path(profile.key);
        return alternative.isMissingNode() ? json.get("expect") : alternative;
    }

    public Optional<byte[]> table(String name) {
        JsonNode table = json.path("tables").path(name);
        return table.isString() ? Optional.of(Base64.getDecoder().decode(table.asString())) : Optional.empty();
    }

    /** The inputs from the binary tables. */
    public BootInputs fromTables() {
        return inputs(
                table("srat").map(bytes -> Srat.parse(bytes).table()),
                table("cedt").map(bytes -> Cedt.parse(bytes).table()));
    }

    /** The inputs from the listed entries. */
    public BootInputs fromEntries() {
        JsonNode input = json.get("input");
        return inputs(
                input.get("srat_present").asBoolean() ? Optional.of(srat(input)) : Optional.empty(),
                input.get("cedt_present").asBoolean() ? Optional.of(cedt(input)) : Optional.empty());
    }

    public List<AddressRange> ram() {
        List<AddressRange> ram = new ArrayList<>();
        for (JsonNode range : json.get("input").get("ram")) {
            ram.add(new AddressRange(address(range, "start"), address(range, "end") - 1));
        }
        return ram;
    }

    public int maxNodes() {
        return json.get("input").get("max_nodes").asInt();
    }

    public String commandLine() {
        List<String> words = new ArrayList<>();
        json.get("input").get("options").forEach(option -> words.add(option.asString()));
        return String.join(" ", words);
    }

    private BootInputs inputs(Optional<Srat> srat, Optional<Cedt> cedt) {
        return new BootInputs(
                UsableRam.of(ram()), new NodeDescription.Tables(srat, cedt), NumaOption.of(commandLine()), maxNodes());
    }

    private static Srat srat(JsonNode input) {
        List<SratEntry> entries = new ArrayList<>();
        for (JsonNode cpu : input.get("cpus")) {
            int index = entries.size();
            int domain = (int) cpu.get("pxm").asLong();
            boolean enabled = (address(cpu, "flags") & 1) != 0;
            entries.add(
                    switch (cpu.get("type").asString()) {
                        case "apic" ->
                            new SratEntry.Apic(index, 0, domain, enabled, (int)
                                    cpu.path("apic_id").asLong(0));
                        case "x2apic" ->
                            new SratEntry.X2Apic(index, 0, domain, enabled, (int)
                                    cpu.path("apic_id").asLong(0));
                        case "gi" -> new SratEntry.GenericInitiator(index, 0, domain, enabled);
                        default -> throw new IllegalStateException(cpu.toString());
                    });
        }
        for (JsonNode range : input.get("srat")) {
            long flags = address(range, "flags");
            entries.add(new SratEntry.Memory(
                    entries.size(),
                    0,
                    (int) range.get("pxm").asLong(),
                    address(range, "start"),
                    address(range, "length"),
                    (flags & 1) != 0,
                    (flags & 2) != 0,
                    (flags & 4) != 0));
        }
        return new Srat(input.get("srat_revision").asInt(), entries, false);
    }

    private static Cedt cedt(JsonNode input) {
        List<Cedt.Window> windows = new ArrayList<>();
        for (JsonNode window : input.get("cfmws")) {
            windows.add(new Cedt.Window(windows.size(), 0, address(window, "start"), address(window, "size")));
        }
        return new Cedt(windows);
    }

    static long address(JsonNode object, String field) {
        return Address.parse(object.get(field).asString());
    }
}
