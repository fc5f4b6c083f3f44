package io.targetnode.api;

import io.targetnode.topology.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Builds backups from the one revision of {@code examples/backup.ndjson}. */
final class Backup {

    private static final JsonMapper JSON = JsonMapper.shared();

    static final String HEADER;
    static final String REVISION;

    static {
        String[] lines = Api.example("backup.ndjson").split("\n");
        HEADER = lines[0];
        REVISION = lines[1];
    }

    private Backup() {}

    /** The example's revision under another topology name. */
    static String revision(String name) {
        return REVISION.replace("\"name\":\"restored\"", "\"name\":\"" + name + "\"");
    }

    /** The example's revision under another topology name and revision number. */
    static String revision(String name, int revision) {
        return revision(name).replace("\"revision\":1", "\"revision\":" + revision);
    }

    /** Revision 1 of a topology, with the given document and its digest. */
    static String line(String name, String document) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.put("revision", 1);
        fields.put("uploadedAt", "2026-01-31T12:00:00.123Z");
        fields.put("digest", Sha256.of(document.getBytes(StandardCharsets.UTF_8)));
        fields.put("document", document);
        return JSON.writeValueAsString(fields);
    }

    /** The document of the example's revision. */
    static String document() {
        return JSON.readTree(REVISION).get("document").asString();
    }

    static String end(int revisions) {
        return "{\"end\":{\"revisions\":%d}}".formatted(revisions);
    }

    /** A complete backup: the header, the lines, and an end line that counts the revisions among them. */
    static String of(String... lines) {
        List<String> all = new ArrayList<>(List.of(HEADER));
        all.addAll(List.of(lines));
        all.add(end((int)
                Stream.of(lines).filter(line -> line.startsWith("{\"name\"")).count()));
        return text(all);
    }

    static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}
