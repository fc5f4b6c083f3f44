package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.topology.intake.HostFile;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * Host files contain serial numbers, licence keys, MAC addresses, host names and passwords. None of these may appear in answers,
 * logs or the store, whether a file is uploaded as its own type or as another type, complete or damaged.
 */
@ExtendWith(OutputCaptureExtension.class)
class PrivacyTest {

    private static final Path SANDWICH = Path.of("src/test/resources/machines/E-seed-sandwich/6.12.74");

    /** Each secret has another form, so that the test finds it even if it was cut, formatted or encoded. */
    private static final String[] SECRETS = {
        "CNRYSERIAL",
        "CNRYKEY",
        "CNRYPASSWORD",
        "cnryhost",
        "52:54:00:c4:a2:17",
        "434e52594b4559",
        "43 4e 52 59",
        "Q05SWUtFWQ",
        "c4ba1234-dead-4bad-beef-cnryuuid0001"
    };

    @TempDir
    Path folder;

    @Test
    void secretsOfAHostDoNotReachAnswersLogsOrTheStore(CapturedOutput output) throws IOException {
        List<String> answers = new ArrayList<>();
        try (RunningService service = RunningService.start("targetnode.data-dir=" + folder)) {
            Api api = service.api();
            Map<String, byte[]> texts = texts();
            for (String text : texts.keySet()) {
                byte[] content = texts.get(text);
                answers.addAll(asEveryType(api, content));
                answers.addAll(asEveryType(api, cut(content)));
            }
            answers.addAll(inOneForm(api, texts));
            answers.add(api.get("/api/v1/export").body());
            answers.add(api.get("/api/v1/topologies?limit=1000").body());
        }
        assertThat(answers).hasSizeGreaterThan(100);
        assertThat(answers).allSatisfy(answer -> assertThat(answer).doesNotContainIgnoringCase(SECRETS));
        assertThat(output.getAll()).doesNotContainIgnoringCase(SECRETS);
        try (Stream<Path> files = Files.walk(folder).filter(Files::isRegularFile)) {
            for (Path file : files.toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContainIgnoringCase(SECRETS);
            }
        }
    }

    private static List<String> asEveryType(Api api, byte[] content) {
        List<String> answers = new ArrayList<>();
        for (HostFile file : HostFile.values()) {
            byte[] form = new Form().part(file.apiName(), content).end();
            answers.add(put(api, Form.TYPE, form));
        }
        answers.add(put(api, Form.TYPE, new Form().part("file", content).end()));
        for (String type : List.of("text/plain", "application/octet-stream", "application/gzip", "application/json")) {
            answers.add(put(api, type, content));
        }
        return answers;
    }

    private static List<String> inOneForm(Api api, Map<String, byte[]> texts) {
        Form form = new Form();
        texts.forEach((name, text) -> {
            if (!name.equals("journal")) {
                form.part(name, text);
            }
        });
        String put = put(api, Form.TYPE, form.end());
        assertThat(put).contains("\"kernel\":\"6.12.74+deb12-amd64\"");
        List<String> answers = new ArrayList<>(List.of(put));
        for (String view : List.of("", "/meminfo", "/verification", "/lookup?address=0x20000000&explain=true")) {
            answers.add(api.get(Api.TOPOLOGIES + "/host" + view).body());
        }
        return answers;
    }

    private static String put(Api api, String type, byte[] body) {
        HttpResponse<String> response =
                api.send("PUT", Api.TOPOLOGIES + "/host", BodyPublishers.ofByteArray(body), "Content-Type", type);
        assertThat(response.statusCode()).as(response.body()).isLessThan(500);
        return response.headers() + response.body();
    }

    private static byte[] cut(byte[] content) {
        byte[] cut = new byte[content.length * 2 / 3];
        System.arraycopy(content, 0, cut, 0, cut.length);
        return cut;
    }

    private static Map<String, byte[]> texts() throws IOException {
        Map<String, byte[]> texts = new LinkedHashMap<>();
        String dmesg = read("dmesg.txt")
                .replace(
                        "nokaslr",
                        "nokaslr rd.luks.key=CNRYPASSWORD ip=10.0.0.1::cnryhost root=UUID=c4ba1234-dead-4bad-beef-cnryuuid0001");
        dmesg = dmesg + """
                [    1.000000] DMI: CNRYSERIAL Standard PC
                [    1.000001] e1000e 0000:00:19.0 eth0: (PCI Express) 52:54:00:c4:a2:17
                [    1.000002] node CNRYSERIAL: [mem CNRYKEY-0x1]
                [    1.000003] Warning: node CNRYSERIAL [mem 0x0-0x1] overlaps
                """;
        texts.put("dmesg", bytes(dmesg));
        texts.put("journal", bytes(dmesg.replaceAll("(?m)^\\[ *[0-9.]+] ", "Nov 28 05:00:55 cnryhost kernel: ")));
        texts.put(
                "acpidump",
                bytes(dump("SRAT", Files.readAllBytes(SANDWICH.resolve("SRAT.bin")))
                        + dump("CEDT", Files.readAllBytes(SANDWICH.resolve("CEDT.bin")))
                        + dump("MSDM", table("MSDM", "CNRYKEY CNRYKEY CNRYKEY CNRYSERIAL"))));
        texts.put("iomem", bytes(read("after/iomem.txt") + "a00000000-a0fffffff : CNRYSERIAL\n"));
        texts.put("memmap", bytes(read("firmware-memmap.txt") + "9 0x900000000 0x90fffffff CNRYSERIAL\n"));
        texts.put("memoryBlocks", bytes(read("after/memory-blocks.txt") + "memory0/CNRYSERIAL:CNRYKEY\n"));
        texts.put("nodes", bytes(read("after/nodes.txt") + "node0/CNRYSERIAL:CNRYKEY\n"));
        texts.put("memoryTiers", bytes(read("after/memory-tiers.txt") + "CNRYSERIAL/nodelist:CNRYKEY\n"));
        texts.put(
                "cxl",
                bytes(read("after/cxl-list-vvv.json")
                        .replace("\"serial\":1", "\"serial\":\"CNRYSERIAL\",\"cnryhost\":\"52:54:00:c4:a2:17\"")
                        .replace("BWFW VERSION 00", "CNRYSERIAL")));
        texts.put("daxctl", bytes(read("after/daxctl-list.json").replace("ACPI0017:00", "CNRYSERIAL")));
        texts.put("numactl", bytes(read("after/numactl-H.txt") + "cnryhost CNRYSERIAL\n"));
        texts.put("lsmem", bytes("""
                {"memory":[{"range":"0x0000000000000000-0x000000007fffffff","size":"2G","state":"online","node":0,
                "comment":"CNRYSERIAL","CNRYKEY":"CNRYPASSWORD"}]}
                """));
        return texts;
    }

    private static String read(String file) throws IOException {
        return Files.readString(SANDWICH.resolve(file));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] table(String signature, String content) {
        byte[] table = new byte[36 + content.length()];
        System.arraycopy(bytes(signature), 0, table, 0, 4);
        table[4] = (byte) table.length;
        System.arraycopy(bytes(content), 0, table, 36, content.length());
        return table;
    }

    private static String dump(String signature, byte[] table) {
        StringBuilder text = new StringBuilder(signature + " @ 0x0000000000000000\n");
        for (int row = 0; row < table.length; row += 16) {
            StringBuilder characters = new StringBuilder();
            text.append("    %04X: ".formatted(row));
            for (int i = row; i < row + 16; i++) {
                text.append(i < table.length ? "%02X ".formatted(table[i]) : "   ");
                characters.append(i < table.length && table[i] > 31 ? (char) table[i] : '.');
            }
            text.append(" ").append(characters).append("\n");
        }
        return text.append("\n").toString();
    }
}
