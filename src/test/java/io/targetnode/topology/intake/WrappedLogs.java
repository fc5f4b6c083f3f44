package io.targetnode.topology.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A boot log as mails, pages and programs wrap and encode it, by the name of the form. */
final class WrappedLogs {

    private static final Pattern STAMP = Pattern.compile("^\\[ *(\\d+)\\.(\\d{6})] ");
    private static final String DAY = "2026-11-22T10:00:";

    private final List<String> lines;
    private final Map<String, byte[]> forms = new LinkedHashMap<>();

    private WrappedLogs(String log) {
        this.lines = log.lines().toList();
    }

    static Map<String, byte[]> of(String log) {
        WrappedLogs wrapped = new WrappedLogs(log);
        wrapped.addLineEndsAndEncodings();
        wrapped.addViewers();
        wrapped.addRecords();
        wrapped.addConsoles();
        wrapped.addPages();
        wrapped.addMails();
        wrapped.addProgramsThatPrintStrings();
        wrapped.addOthers();
        wrapped.addRewrapped();
        wrapped.addColumns();
        wrapped.addLogStores();
        wrapped.addTypography();
        return wrapped.forms;
    }

    private void addLineEndsAndEncodings() {
        text("blank line after each", all("\n\n"));
        text("no line end at the end", all("\n").stripTrailing());
        text("trailing blanks", all("   \n"));
        bytes("UTF-16 little endian", all("\r\n").getBytes(UTF_16LE));
        bytes("UTF-16 big endian", all("\n").getBytes(UTF_16BE));
        bytes(
                "no-break spaces for double spaces",
                all("\n").replace("  ", "\u00a0 ").getBytes(UTF_8));
        bytes("no-break spaces in Latin-1", all("\n").replace("  ", "\u00a0 ").getBytes(ISO_8859_1));
        bytes("zero-width spaces", all("\n").replace("[", "\u200b[").getBytes(UTF_8));
        bytes("narrow no-break spaces", all("\n").replace(' ', '\u202f').getBytes(UTF_8));
    }

    private void addViewers() {
        each("table of a wiki", line -> "| " + line + " |");
        numbered("line numbers with a bar", (number, line) -> "%4d | %s".formatted(Integer.parseInt(number), line));
        each("ts -s with microseconds", line -> "00:00:01.123456 " + line);
        each("cat -A", line -> line + "^M$");
        each("cat -v", line -> line + "^M");
        text("prompt", "root@host:~# dmesg\n" + all("\n") + "root@host:~# \n");
        text("Slack", "A B  10:00 AM\n" + all("\n"));
        text(
                "typescript",
                "Script started on 2026-11-22 10:00:00+00:00 [TERM=\"xterm\"]\n\u001b[?2004h$ dmesg\r\n" + all("\r\n")
                        + "\u001b[?2004l\nScript done\n");
        each("colours", line -> "\u001b[32m" + line.replaceFirst("] ", "] \u001b[0m\u001b[33m") + "\u001b[0m");
        each("colours of rsyslog", line -> "#033[32m" + line + "#033[0m");
    }

    private void addRecords() {
        numbered("/dev/kmsg with the caller", (number, line) -> "6," + number + ",0,-,caller=T0;" + message(line));
        text(
                "dmesg -J",
                lines.stream()
                        .map(line -> "      {\n         \"pri\": 6,\n         \"time\": 0.0,\n         \"msg\": \""
                                + json(message(line)) + "\"\n      }")
                        .collect(Collectors.joining(",\n", "{\n   \"dmesg\": [\n", "\n   ]\n}\n")));
        each(
                "journalctl -o json with bytes",
                line -> "{\"MESSAGE\":" + message(line).chars().boxed().toList() + ",\"_TRANSPORT\":\"kernel\"}");
        each(
                "journalctl -o json-pretty",
                line -> "{\n\t\"_TRANSPORT\" : \"kernel\",\n\t\"MESSAGE\" : \"" + json(message(line))
                        + "\",\n\t\"_HOSTNAME\" : \"host\"\n}");
        each(
                "journalctl -o json-seq",
                line -> "\u001e{\"_TRANSPORT\":\"kernel\",\"MESSAGE\":\"" + json(message(line)) + "\"}");
        each(
                "journalctl -o json-sse",
                line -> "data: {\"_TRANSPORT\":\"kernel\",\"MESSAGE\":\"" + json(message(line)) + "\"}\n");
        each(
                "journalctl -o export",
                line -> "__CURSOR=s=1;i=2\n_TRANSPORT=kernel\nMESSAGE=" + message(line) + "\n_HOSTNAME=host\n");
        each(
                "journalctl -o verbose",
                line -> "Sun 2026-11-22 10:00:00.123456 UTC [s=1;i=2]\n    PRIORITY=6\n    MESSAGE=" + message(line)
                        + "\n    _TRANSPORT=kernel");
        text(
                "aws ec2 get-console-output",
                "{\n    \"InstanceId\": \"i-0\",\n    \"Output\": \"" + json(all("\r\n"))
                        + "\",\n    \"Timestamp\": \"x\"\n}\n");
        text(
                "gcloud get-serial-port-output",
                "{\n  \"contents\": \"" + json(all("\r\n")) + "\",\n  \"next\": \"1\"\n}\n");
        text(
                "Cloud Logging",
                lines.stream()
                        .map(line -> "  {\n    \"insertId\": \"x\",\n    \"textPayload\": \"" + json(line) + "\"\n  }")
                        .collect(Collectors.joining(",\n", "[\n", "\n]\n")));
        text("YAML block", "log: |\n" + mapped(line -> "  " + line));
    }

    private void addConsoles() {
        text(
                "SeaBIOS",
                "\u001bc\u001b[?7l\u001b[2J\u001b[0mSeaBIOS (version 1)\r\nBooting from ROM..\u001bc\u001b[?7l\u001b[2J\u001b[0m.\r"
                        + all("\r\n"));
        text("SeaBIOS without a line end", "SeaBIOS (version 1)\nBooting from ROM..." + all("\n"));
        text("GRUB", "\u001b[01;01H\u001b[0;37;40m  Booting `Linux'\r\n\r\n\u001b[2J\u001b[1;1H" + all("\r\n"));
        text("virsh console", "Connected to domain 'guest'\nEscape character is ^] (Ctrl + ])\n\n" + all("\r\n"));
        each("picocom with grabserial", line -> "[1.123456 0.000012] " + line);
        text("IPMI SOL", "[SOL Session operational.  Use ~? for help]\r\n" + all("\r\n"));
        each("several prompts", line -> "host login: \r" + line);
        each("printk.caller", line -> line.replaceFirst("] ", "][    T0] "));
        each("conserver stamps", line -> "[Sun Nov 22 10:00:00 2026]" + line);
    }

    private void addPages() {
        text(
                "numeric entities",
                all("\n").replace("&", "&#38;").replace(">", "&#62;").replace("<", "&#x3c;"));
        text("pre", "<html><body><pre>" + html(all("\n")) + "</pre></body></html>\n");
        text(
                "spaces as entities",
                "<div>" + html(all("\n")).replace(" ", "&nbsp;").replace("\n", "</div><div>") + "</div>\n");
        text(
                "highlighted page",
                "<table>\n"
                        + mapped(line -> "<tr><td id=\"L1\" class=\"n\">1</td><td><span class=\"k\">[</span>"
                                + html(line.substring(1)) + "</td></tr>")
                        + "</table>\n");
        text("quoted page", mapped(line -> "&gt; " + html(line)));
    }

    private void addMails() {
        text("quoted-printable with CRLF", quotedPrintable(all("\n")).replace("\n", "\r\n"));
        text("quoted-printable of a quotation", quotedPrintable(mapped(line -> "> " + line)));
        text(
                "mail in quoted-printable",
                "From: a@b\nMIME-Version: 1.0\nContent-Type: text/plain; charset=\"utf-8\"\n"
                        + "Content-Transfer-Encoding: quoted-printable\n\nHello,\n" + quotedPrintable(all("\n")));
        text(
                "mail with parts",
                "From: a@b\nContent-Type: multipart/mixed; boundary=\"=_b\"\n\n--=_b\nContent-Type: text/plain\n"
                        + "Content-Transfer-Encoding: quoted-printable\n\n" + quotedPrintable("a=b\n" + all("\n"))
                        + "\n--=_b--\n");
        text(
                "mail in base64",
                "From: a@b\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n"
                        + Base64.getMimeEncoder().encodeToString(all("\n").getBytes(US_ASCII)) + "\n");
        text(
                "mail with the log attached in base64",
                "From: a@b\nContent-Type: multipart/mixed; boundary=\"b\"\n\n--b\n"
                        + "Content-Type: text/plain\n\nSee the log.\n--b\nContent-Type: text/plain; name=dmesg.txt\n"
                        + "Content-Transfer-Encoding: base64\n\n"
                        + Base64.getMimeEncoder().encodeToString(all("\n").getBytes(US_ASCII)) + "\n--b--\n");
        text(
                "base64",
                Base64.getMimeEncoder(76, new byte[] {'\n'})
                                .encodeToString(all("\n").getBytes(US_ASCII)) + "\n");
        text("wrapped at 78 by =", quotedPrintable(all("\n")));
    }

    private void addProgramsThatPrintStrings() {
        each("list of Python", line -> "[10:00:00] host OUT: ['" + line.replace("'", "\\'") + "\\r']");
        text(
                "list of Python in one line",
                lines.stream()
                        .map(line -> "'" + line.replace("'", "\\'") + "\\n'")
                        .collect(Collectors.joining(", ", "[", "]\n")));
        text("bytes of Python", "b'" + all("\n").replace("'", "\\'").replace("\n", "\\r\\n") + "'\n");
        each("strings of a program", line -> "    \"" + line.replace("\"", "\\\"") + "\\n\"");
        text(
                "list of JSON",
                lines.stream()
                        .map(line -> "  \"" + json(line) + "\"")
                        .collect(Collectors.joining(",\n", "[\n", "\n]\n")));
        each("logger of Python", line -> "DEBUG:root:" + line);
        each("pexpect", line -> "2026-11-22 10:00:00,123 - console - INFO - " + line);
        each("Ansible", line -> "ok: [host] => " + line);
        each("Ansible with strings", line -> "        \"" + json(line) + "\",");
    }

    private void addOthers() {
        text(
                "asciinema",
                "{\"version\": 2, \"width\": 80}\n" + mapped(line -> "[0.123, \"o\", \"" + json(line) + "\\r\\n\"]"));
        text("PuTTY", "=~=~=~=~= PuTTY log 2026.11.22 10:00:00 =~=~=~=~=\r\n" + all("\r\n"));
        each("CSV", line -> "\"2026-11-22\",\"" + line.replace("\"", "\"\"") + "\"");
        each("Org", line -> ": " + line);
        text(
                "JUnit",
                "<testsuite name=\"boot\">\n<system-out><![CDATA[" + all("\n") + "]]></system-out>\n</testsuite>\n");
        text(
                "JUnit with entities",
                "<testsuite name=\"boot\">\n<system-out>" + html(all("\n")) + "</system-out>\n</testsuite>\n");
        each("Robot", line -> "<msg timestamp=\"20261122 10:00:00.123\" level=\"INFO\">" + html(line) + "</msg>");
        message("localised journal", "11\u6708 22 10:00:00 host kernel: ");
        message("quoted localised journal", "> 11\u6708 22 10:00:00 host kernel: ");
        message("quoted journal -o short-iso", "> " + DAY + "00+02:00 host kernel: ");
        numbered(
                "dmesg -H",
                (number, line) -> (number.equals("1") ? "[Nov22 10:00] " : "[  +0.000004] ") + message(line));
        numbered(
                "quoted dmesg -H",
                (number, line) -> (number.equals("1") ? "> [Nov22 10:00] " : "> [  +0.000004] ") + message(line));
        message("dmesg -d", "[    0.000000 <    0.000000>] ");
        message("quoted dmesg -d", "> [    0.000000 <    0.000000>] ");
        each("quoted printk.caller", line -> "> " + line.replaceFirst("] ", "][    T0] "));
        each("quoted dmesg -r", line -> "> <6>" + line);
        each("Fluentd", line -> "2026-11-22 10:00:00.000000000 +0000 kernel: {\"message\":\"" + json(line) + "\"}");
        each("logfmt", line -> "time=\"2026-11-22T10:00:00Z\" level=info msg=\"" + line.replace("\"", "\\\"") + "\"");
        each("CloudWatch", line -> DAY + "00.123000+00:00 guest/i-0123abcd " + line);
        numbered("Drone", (number, line) -> "[guest:" + number + "] " + line);
        each("TeamCity", line -> "[10:00:00]i:\t [Step 1/2] " + line);
        each("Concourse", line -> "10:00:00 | " + line);
        text(
                "archive of a list",
                "<html><head><title>x</title></head><body><pre id=b>From: a\n\n"
                        + all("\n").replace("&", "&#38;").replace("\"", "&#34;").replace(">", "&gt;")
                        + "</pre></body></html>");
        text("Bugzilla", "<bug>\n<thetext>" + html(all("\n")) + "</thetext>\n</bug>\n");
        text("body of an issue", "{\"url\":\"x\",\"body\":\"Hello\\r\\n```\\r\\n" + json(all("\r\n")) + "```\"}\n");
        text("Discourse", "<p>Hello</p>\n<pre><code class=\"lang-auto\">" + html(all("\n")) + "</code></pre>\n");
        numbered("bat", (number, line) -> "%4s \u2502 %s".formatted(number, line));
        numbered("grep -n -A", (number, line) -> number + (number.equals("1") ? ":" : "-") + line);
        numbered(
                "grep -Hn -C",
                (number, line) -> "dmesg" + (number.endsWith("1") ? ":" + number + ":" : "-" + number + "-") + line);
        each("answers at two depths", line -> "> > " + line + "\n> What is this?");
        text("deep quotation", mapped(line -> ">>>> " + line));
        each("CRI with the name of a file", line -> "/var/log/pods/x/0.log:" + DAY + "00.123456789Z stdout F " + line);
        message("docker compose without stamps", "guest-1  | ");
        numbered(
                "cat -n without stamps",
                (number, line) -> "%6d\t%s".formatted(Integer.parseInt(number), message(line)));
        text(
                "docker JSON without stamps",
                mapped(line -> "{\"log\":\"" + json(message(line)) + "\\n\",\"stream\":\"stdout\"}"));
        text("CR alone, quoted", mapped(line -> "> " + line).replace("\n", "\r"));
        bytes("quoted in UTF-16", mapped(line -> "> " + line).getBytes(UTF_16));
        text(
                "page in quoted-printable",
                quotedPrintable("<html><body><pre>\n" + html(all("\n")) + "</pre></body></html>\n"));
        text(
                "mail as text and as a page",
                "From: a@b\nContent-Type: multipart/alternative; boundary=\"b\"\n\n--b\nContent-Type: text/plain\n"
                        + "Content-Transfer-Encoding: quoted-printable\n\n" + quotedPrintable(all("\n"))
                        + "\n--b\nContent-Type: text/html\n"
                        + "Content-Transfer-Encoding: quoted-printable\n\n"
                        + quotedPrintable("<pre>" + html(all("\n")) + "</pre>\n") + "\n--b--\n");
        text(
                "quoted page in base64",
                Base64.getMimeEncoder()
                                .encodeToString(
                                        html(mapped(line -> "> " + line)).getBytes(US_ASCII)) + "\n");
        text(
                "answer above the quoted log",
                "Hi,\n\nthe host has 2 nodes.\n\nOn Monday, A wrote:\n" + mapped(line -> "> " + line));
        text("long mail above", "Dear all, this is a line of the mail.\n".repeat(500) + mapped(line -> "> " + line));
        each(
                "journalctl -o json of all programs",
                line -> "{\"_TRANSPORT\":\"kernel\",\"MESSAGE\":\"" + json(message(line))
                        + "\"}\n{\"_TRANSPORT\":\"stdout\",\"MESSAGE\":\"Linux version 4.0.0 (a)\"}");
        each(
                "journalctl -o export of all programs",
                line -> "_TRANSPORT=kernel\nMESSAGE=" + message(line)
                        + "\n\n_TRANSPORT=stdout\nMESSAGE=Linux version 4.0.0 (a)\n");
    }

    /** Lines that a mail client, a terminal, a document or a page broke or joined. */
    private void addRewrapped() {
        for (int width : new int[] {60, 72, 76, 80, 100}) {
            text("wrapped between words at " + width, mapped(line -> folded(line, width)));
            text("cut at column " + width, mapped(line -> cut(line, width)));
        }
        text(
                "cut at column 80, padded",
                mapped(line -> cut("%-160s".formatted(line).substring(0, 160), 80)));
        text("quoted and wrapped", mapped(line -> "> " + folded(line, 70).replace("\n", "\n> ")));
        text(
                "quoted twice and wrapped",
                mapped(line -> "> > " + folded(line, 68).replace("\n", "\n> > ")));
        text("wrapped after it was quoted", mapped(line -> folded("> " + line, 76)));
        text(
                "format=flowed",
                "From: a@b\nContent-Type: text/plain; format=flowed\n\n"
                        + mapped(line -> "> " + folded(line, 72).replace("\n", " \n> ")));
        text("wrapped with form feeds", "Page 1\n\f\n" + mapped(line -> folded(line, 90)));
        text("joined by a page", all(" ").replaceAll(" {2,}", " ") + "\n");
    }

    /** Exports with other columns after the message. */
    private void addColumns() {
        text(
                "Splunk",
                "\"_raw\",\"_time\",host\n"
                        + mapped(line ->
                                "\"Nov 22 10:00:00 host kernel: " + csv(line) + "\",\"" + DAY + "00+0000\",host"));
        text(
                "Kibana",
                "message,\"@timestamp\"\n" + mapped(line -> "\"" + csv(line) + "\",\"Nov 22, 2026 @ 10:00:00.123\""));
        text("Grafana", "Time,Line,tsNs\n" + mapped(line -> "\"2026\",\"" + csv(line) + "\",\"1714550400000000000\""));
        each("columns between tabs", line -> "2026-11-22\thost\t" + line + "\tkern");
        each("table of a database", line -> " 4 | 2026-11-22 | " + line + " | host");
        each("continued lines of a shell", line -> line + " \\");
        each("marks of a word processor", line -> line + "\u00b6");
    }

    private void addLogStores() {
        text("journalctl -r", reversed(line -> "Nov 22 10:00:00 host kernel: " + message(line)));
        text("newest first", reversed(line -> line));
        text("newest first in records", reversed(line -> "{\"message\":\"" + json(line) + "\"}"));
        text(
                "Loki",
                lines.stream()
                        .map(line -> "[\"1714550400000000000\",\"" + json(line) + "\"]")
                        .collect(Collectors.joining(",", "{\"result\":[{\"stream\":{},\"values\":[", "]}]}\n")));
        each("logcli", line -> "{\"labels\":{},\"line\":\"" + json(line) + "\",\"timestamp\":\"2026\"}");
        each("Splunk in JSON", line -> "{\"result\":{\"_raw\":\"Nov 22 10:00:00 h kernel: " + json(line) + "\"}}");
        each("GELF", line -> "{\"version\":\"1.1\",\"short_message\":\"" + json(line) + "\",\"level\":6}");
        text("Ansible in JSON", ansible());
        text("Ansible debug", "ok: [host] => " + ansible());
        each("LAVA", line -> "- {dt: '2026-11-22T10:00:00.1', lvl: target, msg: '" + line.replace("'", "''") + "'}");
        each("pytest", line -> "INFO     console:runner.py:55 " + line);
        each("OpenWrt", line -> "Sun Nov 22 10:00:00 2026 kern.notice kernel: " + line);
        each("IRC", line -> "10:00 <bob> " + line);
        message("netconsole with the release", "7.3.4,6,1,2,-;");
        each("journalctl -o short-monotonic", line -> stamp(line) + "host kernel: " + message(line));
        each("journalctl -o short-monotonic --no-hostname", line -> stamp(line) + "kernel: " + message(line));
        each("dmesg --time-format delta", line -> "[<    0.000001>] " + message(line));
        bytes(
                "base64 of gzip",
                Base64.getMimeEncoder().encode(Archives.gzip(all("\n").getBytes(UTF_8))));
    }

    private void addTypography() {
        text("dashes of a document", all("\n").replace("-0x", "\u20130x"));
        text("minus signs of a document", all("\n").replace('-', '\u2212'));
        text("soft hyphens", all("\n").replace("0x0000", "0x00\u00ad00"));
        each("isolated text", line -> "\u2068" + line + "\u2069");
        each("colours of xterm", line -> "\u001b[32m" + line + "\u001b(B\u001b[m");
        text("title of a terminal", "\u001b]0;dmesg\u0007" + all("\r\n"));
        numbered(
                "prompts of a pager",
                (number, line) ->
                        (number.endsWith("4") ? "--More--\b\b\b\b\b\b\b\b        \b\b\b\b\b\b\b\b" : "") + line);
    }

    private String ansible() {
        return "{\"rc\":0,\"stdout\":\"" + json(all("\n")) + "\",\"stdout_lines\":["
                + lines.stream().map(line -> "\"" + json(line) + "\"").collect(Collectors.joining(", ")) + "]}\n";
    }

    private String reversed(UnaryOperator<String> wrap) {
        List<String> reversed = new ArrayList<>(lines);
        Collections.reverse(reversed);
        return reversed.stream().map(line -> wrap.apply(line) + "\n").collect(Collectors.joining());
    }

    private static String stamp(String line) {
        return line.substring(0, line.length() - message(line).length());
    }

    private static String csv(String line) {
        return line.replace("\"", "\"\"");
    }

    private static String cut(String line, int width) {
        return line.replaceAll("(.{" + width + "})(?=.)", "$1\n");
    }

    /** Breaks a line between words. */
    private static String folded(String line, int width) {
        StringBuilder folded = new StringBuilder();
        int length = 0;
        for (String word : line.split(" ", -1)) {
            boolean fits = length == 0 || length + 1 + word.length() <= width;
            folded.append(length == 0 ? "" : fits ? " " : "\n").append(word);
            length = fits && length > 0 ? length + 1 + word.length() : Math.max(1, word.length());
        }
        return folded.toString();
    }

    private void text(String name, String text) {
        bytes(name, text.getBytes(UTF_8));
    }

    private void bytes(String name, byte[] text) {
        if (forms.put(name, text) != null) {
            throw new IllegalStateException("two forms are called " + name);
        }
    }

    private void each(String name, UnaryOperator<String> wrap) {
        text(name, mapped(wrap));
    }

    /** The messages without stamps, after a prefix. */
    private void message(String name, String prefix) {
        each(name, line -> prefix + message(line));
    }

    private void numbered(String name, BinaryOperator<String> wrap) {
        text(
                name,
                IntStream.range(0, lines.size())
                        .mapToObj(i -> wrap.apply(String.valueOf(i + 1), lines.get(i)) + "\n")
                        .collect(Collectors.joining()));
    }

    private String all(String lineEnd) {
        return lines.stream().map(line -> line + lineEnd).collect(Collectors.joining());
    }

    private String mapped(Function<String, String> wrap) {
        return lines.stream().map(line -> wrap.apply(line) + "\n").collect(Collectors.joining());
    }

    private static String message(String line) {
        return STAMP.matcher(line).replaceFirst("");
    }

    private static String json(String text) {
        return text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\r", "\\r")
                .replace("\n", "\\n")
                .replace(">", "\\u003e");
    }

    private static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Lines of at most 76 characters. */
    private static String quotedPrintable(String text) {
        return text.lines()
                .map(line -> line.replace("=", "=3D").replaceAll("(.{60}[^=]{1,15})(?=.)", "$1=\n") + "\n")
                .collect(Collectors.joining());
    }
}
