package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Runs the script of GET /collect.sh on this host, and on a simulated host of plain files. */
@ServerTest
class CollectorTest {

    private static final Path MACHINE =
            Path.of("src/test/resources/machines/E-seed-sandwich/6.12.74").toAbsolutePath();

    private final Api api;

    @TempDir
    private Path folder;

    CollectorTest(@LocalServerPort int port) {
        api = new Api(port);
    }

    private record Run(int status, String printed) {}

    @BeforeEach
    void fetch() throws IOException {
        var script = api.get("/collect.sh");
        assertThat(script.statusCode()).isEqualTo(200);
        assertThat(script.headers().firstValue("Content-Type")).contains("text/x-shellscript;charset=UTF-8");
        Files.writeString(folder.resolve("collect.sh"), script.body());
    }

    @Test
    void theScriptIsShortAndShellcheckAcceptsIt() throws IOException, InterruptedException {
        assertThat(Files.readAllLines(folder.resolve("collect.sh"))).hasSizeLessThan(75);
        assumeTrue(
                run("shellcheck --version").status == 0,
                "shellcheck is not installed: the script is not checked (package shellcheck)");
        assertThat(run("shellcheck collect.sh")).isEqualTo(new Run(0, ""));
    }

    @Test
    void theScriptPrintsItsUsage() throws IOException, InterruptedException {
        assertThat(run("sh collect.sh -h").printed).startsWith("usage: collect.sh [-h] [URL] [NAME]");
        assertThat(run("sh collect.sh -h").status).isZero();
    }

    @Test
    void theBundleOfThisHostIsAcceptedAndDoesNotContainItsName() throws IOException, InterruptedException {
        assumeCurl();
        Run run = run("sh collect.sh %s this-host".formatted(api.base()));
        // A host without readable files, for instance a container, receives a problem.
        assertThat(run.printed).containsAnyOf("\"name\":\"this-host\"", "/problems/");
        assertThat(run("sh collect.sh").printed).endsWith("targetnode-host.tar.gz\n");
        String bundle = run("tar -xzOf targetnode-host.tar.gz").printed;
        String host = InetAddress.getLocalHost().getHostName();
        assertThat(bundle).doesNotContainPattern("(?i)([0-9a-f]{2}:){5}[0-9a-f]{2}");
        if (host.length() > 4 && !host.equals("localhost")) {
            assertThat(bundle).doesNotContain(host);
        }
    }

    @Test
    void aBundleGivesTheSameAnswersAsItsFiles() throws IOException, InterruptedException {
        assumeCurl();
        Run run = run(seed() + " sh collect.sh %s collected".formatted(api.base()));
        assertThat(run.printed).contains("\"name\":\"collected\"");
        assertThat(run.status).isZero();
        Form form = new Form()
                .part("srat", Files.readAllBytes(MACHINE.resolve("SRAT.bin")))
                .part("cedt", Files.readAllBytes(MACHINE.resolve("CEDT.bin")))
                .part("dmesg", Files.readAllBytes(MACHINE.resolve("dmesg.txt")));
        api.send("PUT", Api.TOPOLOGIES + "/direct", BodyPublishers.ofByteArray(form.end()), "Content-Type", Form.TYPE);
        for (String question : List.of("/meminfo", "/segments")) {
            assertThat(answer("collected" + question)).as(question).isEqualTo(answer("direct" + question));
        }
        String addresses = Files.readAllLines(MACHINE.resolve("answers.tsv")).stream()
                .skip(1)
                .map(line -> line.split("\t")[0])
                .collect(Collectors.joining("\n"));
        assertThat(api.send("POST", Api.TOPOLOGIES + "/collected/lookup", Api.TEXT, addresses)
                        .body())
                .isEqualTo(api.send("POST", Api.TOPOLOGIES + "/direct/lookup", Api.TEXT, addresses)
                        .body());
        JsonNode lookup = Api.json(api.get(Api.TOPOLOGIES + "/collected/lookup?address=0x1000"));
        assertThat(lookup.get("onlineNode").asInt(-1)).isZero();
        String verification = Api.json(api.get(Api.TOPOLOGIES + "/collected/verification"))
                .at("/counts/contradicts")
                .toString();
        assertThat(verification).isEqualTo("0");
        JsonNode collected = Api.json(api.get(Api.TOPOLOGIES + "/collected"));
        JsonNode direct = Api.json(api.get(Api.TOPOLOGIES + "/direct"));
        for (String field : List.of("exactness", "assumptions", "kernel", "kernelVersion", "boot", "warnings")) {
            assertThat(collected.path(field)).as(field).isEqualTo(direct.path(field));
        }
    }

    @Test
    void theMemblockListIsCollectedAndTheBootLogIsPreferred() throws IOException, InterruptedException {
        assumeCurl();
        String simulated = seed();
        Path list = folder.resolve("root/sys/kernel/debug/memblock/memory");
        Files.createDirectories(list.getParent());
        Files.writeString(list, "   0: 0x0000000040000000..0x000000005fffffff    0 NONE\n");
        Run run = run(simulated + " sh collect.sh %s with-memblock".formatted(api.base()));
        assertThat(run.printed)
                .contains("memblock: its System RAM is not used, as usable RAM is taken from the boot log");
        assertThat(run.status).isZero();
    }

    @Test
    void theScriptSaysLastWhatItCouldNotReadAndHowToReadIt() throws IOException, InterruptedException {
        String simulated = seed();
        program("id", "echo 1000");
        program("uname", "echo aarch64");
        Files.delete(folder.resolve("root/sys/firmware/acpi/tables/CEDT"));
        run(simulated + " sh collect.sh rack1");
        List<String> missed = Files.readAllLines(folder.resolve("missed.txt"));
        assertThat(missed)
                .anyMatch(line -> line.equals("collect.sh: this host has no CEDT"))
                .anyMatch(line ->
                        line.endsWith("/sys/kernel/debug/memblock/memory cannot be read: run collect.sh as root,"
                                + " after 'mount -t debugfs none /sys/kernel/debug'"));
        assertThat(missed.get(missed.size() - 1))
                .isEqualTo("collect.sh: run it as root to collect more:"
                        + "  curl -fsS URL/collect.sh | sudo sh -s -- rack1");
        program("id", "echo 0");
        run(simulated + " sh collect.sh rack1");
        assertThat(Files.readString(folder.resolve("missed.txt")))
                .contains("memblock")
                .doesNotContain("sudo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash --posix", "busybox sh"})
    void everyShellCollectsTheSame(String shell) throws IOException, InterruptedException {
        assumeTrue(run(shell + " -c true").status == 0, shell + " is not installed");
        String simulated = seed();
        run(simulated + " sh collect.sh plain");
        run(simulated + " %s collect.sh other".formatted(shell));
        String files = run("tar -xzOf targetnode-plain.tar.gz").printed;
        assertThat(files).contains("Linux version", "node0/meminfo");
        assertThat(run("tar -xzOf targetnode-other.tar.gz").printed).isEqualTo(files);
    }

    @Test
    void aRefusalIsPrintedAndTheScriptFails() throws IOException, InterruptedException {
        assumeCurl();
        Run refused = run(seed() + " sh collect.sh %s bad%%20name".formatted(api.base()));
        assertThat(refused.status).isNotZero();
        assertThat(refused.printed).contains("/problems/");
    }

    private String answer(String question) {
        return api.get(Api.TOPOLOGIES + "/" + question).body().replace("\"collected\"", "\"direct\"");
    }

    private void assumeCurl() throws IOException, InterruptedException {
        assumeTrue(run("curl --version").status == 0, "curl is not installed: nothing is uploaded (package curl)");
    }

    /** Creates a host of plain files. Returns the text to put before a command that uses it. */
    private String seed() throws IOException {
        Path root = Files.createDirectories(folder.resolve("root"));
        Path tables = Files.createDirectories(root.resolve("sys/firmware/acpi/tables"));
        Files.copy(MACHINE.resolve("SRAT.bin"), tables.resolve("SRAT"));
        Files.copy(MACHINE.resolve("CEDT.bin"), tables.resolve("CEDT"));
        Files.createDirectories(root.resolve("proc"));
        Files.copy(MACHINE.resolve("iomem.txt"), root.resolve("proc/iomem"));
        for (String line : Files.readAllLines(MACHINE.resolve("firmware-memmap.txt"))) {
            String[] words = line.split(" ", 4);
            Path entry = Files.createDirectories(root.resolve("sys/firmware/memmap/" + words[0]));
            Files.writeString(entry.resolve("start"), words[1] + "\n");
            Files.writeString(entry.resolve("end"), words[2] + "\n");
            Files.writeString(entry.resolve("type"), words[3] + "\n");
        }
        for (String file : List.of("memory-blocks.txt", "nodes.txt")) {
            Path devices = root.resolve("sys/devices/system/" + (file.startsWith("nodes") ? "node" : "memory"));
            for (String line : Files.readAllLines(MACHINE.resolve("after").resolve(file))) {
                String[] words = line.split(":", 2);
                Path attribute = devices.resolve(words[0]);
                if (words.length == 1) {
                    Files.createDirectories(attribute);
                    continue;
                }
                Files.createDirectories(attribute.getParent());
                String before = Files.exists(attribute) ? Files.readString(attribute) : "";
                Files.writeString(attribute, before + words[1] + "\n");
            }
        }
        program("dmesg", "cat '%s'".formatted(MACHINE.resolve("dmesg.txt")));
        return "PATH='%s':\"$PATH\" TARGETNODE_ROOT='%s'".formatted(folder.resolve("bin"), root);
    }

    private void program(String name, String script) throws IOException {
        Path programs = Files.createDirectories(folder.resolve("bin"));
        Path file = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Run run(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", command)
                .directory(folder.toFile())
                .redirectError(folder.resolve("missed.txt").toFile())
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), printed);
    }
}
