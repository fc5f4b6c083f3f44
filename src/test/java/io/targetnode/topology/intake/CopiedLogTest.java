package io.targetnode.topology.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.capture.Machine;
import io.targetnode.topology.Upload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One real boot log in the forms in which people and programs pass logs on. */
class CopiedLogTest {

    private static final String LOG =
            new String(Machine.of("E-seed-sandwich", "6.12.74").bytes("dmesg.txt"), StandardCharsets.ISO_8859_1);
    private static final List<String> LINES = LOG.lines().toList();
    private static final Upload PLAIN = read(LOG.getBytes(StandardCharsets.ISO_8859_1));

    /** Wraps a line, by its number from 1 and its text. */
    private interface Line {
        String wrap(int number, String text);
    }

    static Stream<Arguments> wrappings() {
        return Stream.of(linePrefixes(), withoutStamps(), records(), encodings(), surroundings())
                .flatMap(wrappings -> wrappings);
    }

    private static Stream<Arguments> linePrefixes() {
        return Stream.of(
                before("quoted mail", "> "),
                before("mail quoted twice", "> > "),
                before("mail quoted without blanks", ">>"),
                before("quoted with a bar", "| "),
                before("comment of a shell", "# "),
                before("comment of C", "// "),
                before("comment of a block", " * "),
                before("list of Markdown", "- "),
                before("added lines of a patch", "+"),
                before("indented by a tab", "\t"),
                before("block of Markdown in a list", "      "),
                before("grep -H", "dmesg.txt:"),
                before("grep -r", "var/log/dmesg.0:"),
                lines("grep -n", (n, line) -> n + ":" + line),
                lines("grep -Hn", (n, line) -> "dmesg.txt:" + n + ":" + line),
                lines("cat -n", (n, line) -> "%6d\t%s".formatted(n, line)),
                lines("less -N", (n, line) -> "%7d %s".formatted(n, line)),
                lines("numbered list", (n, line) -> n + ". " + line),
                lines("numbered with brackets", (n, line) -> "[" + n + "] " + line),
                before("driver of a NixOS test", "machine # "),
                before("container runtime", "2024-01-01T00:00:00.123456789Z stdout F "),
                lines("kubectl --timestamps", (n, line) -> "2024-01-01T00:00:%02d.%09dZ %s".formatted(n % 60, n, line)),
                before("kubectl --prefix", "[pod/virt-launcher-x7/guest-console-log] "),
                before("docker compose", "vm-1  | "),
                lines("docker logs -t", (n, line) -> "2024-01-01T00:00:00.%09dZ %s".formatted(n, line)),
                before("GitHub Actions", "2024-05-01T10:00:00.1234567Z "),
                before("GitHub Actions, downloaded", "build\tBoot the guest\t2024-05-01T10:00:00.1234567Z "),
                before("GitLab CI", "2024-05-01T10:00:00.123456Z 01O "),
                before("Jenkins timestamper", "[2024-05-01T10:00:00.123Z] "),
                before("Jenkins timestamper, short", "10:00:00  "),
                before("Jenkins pipeline", "[guest] "),
                before("Azure DevOps", "2024-05-01T10:00:00.1234567Z ##[debug]"),
                before("TeamCity", "[10:00:00]i: [Step 1/1] "),
                before("Travis, Buildkite", "[2024-05-01T10:00:00Z] "),
                before("LAVA", "2024-05-01T10:00:00.123456  "),
                before("labgrid", "[  1.234] console: "),
                before("python logging", "2024-05-01 10:00:00,123 - console - DEBUG - "),
                before("avocado", "2024-05-01 10:00:00,123 aexpect INFO | "),
                before("tmt", "        out: "),
                before("ansible", "fatal: [host]: FAILED => "),
                before("ts", "May 01 10:00:00 "),
                before("ts -s", "00:00:01 "),
                before("minicom", "[2024-05-01 10:00:00] "),
                before("picocom, tio", "[10:00:00.123] "),
                before("conserver", "[Wed May  1 10:00:00 2024]"),
                before("serial console of ESXi", "2024-05-01T10:00:00.123Z In(05) vmx - Guest: "),
                before("journal of qemu", "May 01 10:00:00 host qemu-system-x86_64[812]: "),
                before("journal of libvirt", "May 01 10:00:00 host virsh[812]: "),
                before("journalctl -k", "May 01 10:00:00 host kernel: "),
                before("journalctl -k -o short-precise", "May 01 10:00:00.123456 host kernel: "),
                before("journalctl -k -o short-iso", "2024-05-01T10:00:00+0200 host kernel: "),
                before("journalctl -k -o short-unix", "1714550400.123456 host kernel: "),
                before("journalctl -k -o short-full", "Wed 2024-05-01 10:00:00 CEST host kernel: "),
                before("journalctl -k -o with-unit", "Wed 2024-05-01 10:00:00 CEST host init.scope[1]: "),
                before("rsyslog with the level", "May  1 10:00:00 host kern.info kernel: "),
                before("syslog of RFC 5424", "<6>1 2024-05-01T10:00:00.123456Z host kernel - - - "),
                before("syslog-ng", "2024-05-01T10:00:00+02:00 host kernel: "),
                before("socklog", "2015-10-01T18:25:37.33654 kern.info: "),
                before("busybox syslogd", "Jan  1 00:00:00 host kern.info kernel: "),
                before("logcat", "05-01 10:00:00.123     0     0 I [    0.000000] ".replace("[    0.000000] ", "")),
                before("loki", "2024-05-01 10:00:00.123\t"),
                before("papertrail", "May 01 10:00:00 host kernel: "));
    }

    private static Stream<Arguments> withoutStamps() {
        UnaryOperator<String> bare = line -> line.replaceFirst("^\\[ *\\d+\\.\\d+] ", "");
        return Stream.of(
                lines("no stamps", (n, line) -> bare.apply(line)),
                lines("no stamps, quoted", (n, line) -> "> " + bare.apply(line)),
                lines("syslog of the RHEL installer", (n, line) -> "03:09:07,531 INFO kernel:" + bare.apply(line)),
                lines(
                        "syslog of the RHEL installer, other levels",
                        (n, line) -> "03:09:%02d,%03d %s kernel:%s"
                                .formatted(n % 60, n % 1000, n % 2 == 0 ? "INFO" : "WARNING", bare.apply(line))),
                lines("journalctl -o export", (n, line) -> "_TRANSPORT=kernel\nMESSAGE=" + bare.apply(line) + "\n"),
                lines("journalctl -o verbose", (n, line) -> "    MESSAGE=" + bare.apply(line)),
                lines("journalctl -o cat", (n, line) -> bare.apply(line)),
                lines("/dev/kmsg", (n, line) -> "6,%d,%d,-;%s\n SUBSYSTEM=acpi".formatted(n, n * 7, bare.apply(line))),
                lines(
                        "/dev/kmsg with the caller",
                        (n, line) -> "6,%d,%d,-,caller=T0;%s".formatted(n, n * 7, bare.apply(line))),
                lines("dmesg -T", (n, line) -> "[Wed May  1 10:00:00 2024] " + bare.apply(line)),
                lines("dmesg -x", (n, line) -> "kern  :info  : " + line),
                lines("dmesg -r", (n, line) -> "<6>" + line),
                lines("dmesg --time-format iso", (n, line) -> "2024-05-01T10:00:00,123456+02:00 " + bare.apply(line)),
                lines("with the thread", (n, line) -> line.replaceFirst("] ", "][    T0] ")));
    }

    private static Stream<Arguments> records() {
        return Stream.of(
                whole(
                        "dmesg -J",
                        lines -> lines.stream()
                                .map(line -> "{\"pri\":6,\"time\":%s,\"msg\":%s}"
                                        .formatted(stamp(line), json(message(line))))
                                .collect(Collectors.joining(",\n", "{\n   \"dmesg\": [\n", "]}\n"))),
                lines(
                        "journalctl -o json",
                        (n, line) -> "{\"_HOSTNAME\":\"h\",\"MESSAGE\":%s,\"_TRANSPORT\":\"kernel\"}"
                                .formatted(json(message(line)))),
                lines(
                        "journalctl -o json-pretty",
                        (n, line) ->
                                "{\n\t\"MESSAGE\" : %s,\n\t\"PRIORITY\" : \"6\"\n}".formatted(json(message(line)))),
                lines(
                        "journalctl -o json with bytes",
                        (n, line) -> "{\"MESSAGE\":[%s]}"
                                .formatted(message(line)
                                        .chars()
                                        .mapToObj(String::valueOf)
                                        .collect(Collectors.joining(",")))),
                lines(
                        "log file of docker",
                        (n, line) -> "{\"log\":%s,\"stream\":\"stdout\",\"time\":\"2024-01-01T00:00:00Z\"}"
                                .formatted(json(line + "\r\n"))),
                lines(
                        "Google Cloud",
                        (n, line) ->
                                "{\"textPayload\":%s,\"resource\":{\"type\":\"gce_instance\"}}".formatted(json(line))),
                whole(
                        "list of Cloud Logging",
                        lines -> lines.stream()
                                .map(line -> "{\"message\":%s}".formatted(json(line)))
                                .collect(Collectors.joining(",", "[", "]"))),
                lines("python list", (n, line) -> "[06:10:44] host OUT: ['" + line + "\\r']"),
                lines("python list with commas", (n, line) -> "  '" + line + "',"),
                lines("bytes of python", (n, line) -> "DEBUG:console: b'" + line + "\\r\\n'"),
                whole("repr of a log", lines -> "b'" + String.join("\\n", lines) + "'"));
    }

    private static Stream<Arguments> encodings() {
        return Stream.of(
                whole("CRLF", lines -> String.join("\r\n", lines)),
                whole("CR CR LF of a serial console", lines -> String.join("\r\r\n", lines)),
                whole("CR alone", lines -> String.join("\r", lines)),
                whole("UTF-8 with a mark", lines -> "\u00ef\u00bb\u00bf" + String.join("\n", lines)),
                bytes("UTF-16 of PowerShell", ("\ufeff" + LOG).getBytes(StandardCharsets.UTF_16LE)),
                bytes("UTF-16, big endian", ("\ufeff" + LOG).getBytes(StandardCharsets.UTF_16BE)),
                lines(
                        "coloured",
                        (n, line) -> "\u001b[32m" + line.replaceFirst("] ", "] \u001b[0m\u001b[33m") + "\u001b[0m"),
                whole(
                        "after SeaBIOS",
                        lines -> "SeaBIOS (version 1.16)\r\nBooting from ROM..\u001bc\u001b[?7l\u001b[2J\u001b[0m.\r"
                                + String.join("\r\n", lines)),
                whole(
                        "glued to SeaBIOS",
                        lines -> "Booting from ROM..\u001bc\u001b[?7l\u001b[2J\u001b[0m." + String.join("\r\n", lines)),
                lines("no-break spaces", (n, line) -> line.replace(" ", "\u00c2\u00a0")),
                lines("entities", (n, line) -> html(line)),
                lines("entities, encoded twice", (n, line) -> html(html(line))),
                lines(
                        "numeric entities",
                        (n, line) -> line.replace(">", "&#62;").replace("=", "&#x3D;")),
                lines("lines of a web page", (n, line) -> html(line) + "<br>"),
                whole(
                        "web page",
                        lines -> "<html><body><pre class=\"log\">" + html(String.join("\n", lines))
                                + "</pre></body></html>"),
                lines("rows of a table", (n, line) -> "<tr><td>%d</td><td>%s</td></tr>".formatted(n, html(line))),
                lines("spans of a highlighter", (n, line) -> "<span class=\"go\">" + html(line) + "</span>"),
                bytes("saved mail", quotedPrintable(LOG)),
                bytes("saved mail, quoted", quotedPrintable("> " + String.join("\n> ", LINES) + "\n")));
    }

    private static Stream<Arguments> surroundings() {
        return Stream.of(
                whole(
                        "prompt",
                        lines -> "[root@host ~]# dmesg\n" + String.join("\n", lines) + "\n[root@host ~]# exit\n"),
                whole("code fence", lines -> "The log:\n```console\n" + String.join("\n", lines) + "\n```\nThanks\n"),
                whole(
                        "script",
                        lines -> "Script started on 2024-05-01\n$ dmesg\r\n" + String.join("\r\n", lines)
                                + "\r\nScript done\n"),
                whole(
                        "mail with headers",
                        lines -> "From: a@example.org\nSubject: CXL\n\n> " + String.join("\n> ", lines)),
                whole(
                        "reply above a quoted log",
                        lines -> "On Monday you wrote:\n> " + String.join("\n> ", lines) + "\n\nYes.\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrappings")
    void theMachineAndTheEvidenceAreThoseOfThePlainLog(String name, byte[] log) {
        Upload upload = read(log);

        assertThat(upload.machine()).isEqualTo(PLAIN.machine());
        assertThat(upload.evidence()).isEqualTo(PLAIN.evidence());
    }

    private static Upload read(byte[] log) {
        HostCaptures captures = new HostCaptures(bytes -> {}, 16 << 20);
        try {
            captures.add("file 1", log);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return HostMachine.read(captures.files(new Declaration(Optional.empty(), Optional.empty(), 1024), Map.of()));
    }

    private static Arguments before(String name, String prefix) {
        return lines(name, (number, line) -> prefix + line);
    }

    private static Arguments lines(String name, Line wrapping) {
        return whole(
                name,
                lines -> IntStream.range(0, lines.size())
                        .mapToObj(i -> wrapping.wrap(i + 1, lines.get(i)))
                        .collect(Collectors.joining("\n", "", "\n")));
    }

    private static Arguments whole(String name, Function<List<String>, String> wrapping) {
        return bytes(name, wrapping.apply(LINES).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Arguments bytes(String name, byte[] log) {
        return Arguments.of(name, log);
    }

    private static String stamp(String line) {
        return line.replaceFirst("^\\[ *(\\d+\\.\\d+)] .*", "$1");
    }

    private static String message(String line) {
        return line.replaceFirst("^\\[ *\\d+\\.\\d+] ", "");
    }

    private static String json(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\r", "\\r")
                        .replace("\n", "\\n")
                + '"';
    }

    private static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static byte[] quotedPrintable(String text) {
        StringBuilder encoded = new StringBuilder();
        for (String line : text.split("\n")) {
            String coded = line.replace("=", "=3D");
            while (coded.length() > 75) {
                int end = coded.charAt(74) == '=' ? 74 : coded.charAt(73) == '=' ? 73 : 75;
                encoded.append(coded, 0, end).append("=\n");
                coded = coded.substring(end);
            }
            encoded.append(coded).append('\n');
        }
        return encoded.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
