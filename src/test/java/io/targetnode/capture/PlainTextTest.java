package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PlainTextTest {

    private static final String LOG = """
            [    0.000000] Linux version 6.12.9 (builder@host) (gcc) #1 SMP
            [    0.000000] Command line: root=/dev/vda ro
            [    0.000000] BIOS-provided physical RAM map:
            """;

    private static String plain(String text) {
        return new String(PlainText.of(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    @Test
    void aPlainTextIsReturnedAsItIs() {
        byte[] text = LOG.getBytes(StandardCharsets.UTF_8);
        assertThat(PlainText.of(text)).isSameAs(text);
        assertThat(plain("")).isEmpty();
        assertThat(plain("any text, 1 < 2 && 3 > 2\n")).isEqualTo("any text, 1 < 2 && 3 > 2\n");
    }

    @Test
    void bytesThatAreNotTextAreReturnedAsTheyAre() {
        byte[] gzip = {0x1f, (byte) 0x8b, 8, 0, '&', 'g', 't', ';'};
        assertThat(PlainText.of(gzip)).isSameAs(gzip);
        byte[] noMark = {(byte) 0xfe, (byte) 0xfe, 'a'};
        assertThat(PlainText.of(noMark)).isSameAs(noMark);
    }

    @Test
    void aTextThatIsTooLongIsReturnedAsItIs() {
        byte[] text =
                ("> " + LOG).repeat(PlainText.MAX_BYTES / LOG.length() + 1).getBytes(StandardCharsets.UTF_8);
        assertThat(PlainText.of(text)).isSameAs(text);
    }

    @Test
    void utf16IsDecodedWithEitherByteOrder() {
        assertThat(PlainText.of("\ufeffa\u00e9\n".getBytes(StandardCharsets.UTF_16LE)))
                .isEqualTo("a\u00e9\n".getBytes(StandardCharsets.UTF_8));
        assertThat(PlainText.of("\ufeffa\n".getBytes(StandardCharsets.UTF_16BE)))
                .isEqualTo("a\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theFormOfThePrefixIsRemovedFromEachLineThatHasIt() {
        assertThat(plain("9: " + LOG.lines().reduce((a, b) -> a + "\n10: " + b).orElseThrow() + "\nother\n"))
                .isEqualTo(LOG + "\n");
        assertThat(
                        plain(
                                "at 10:00 host kernel:Linux version 6.12.9\nat 10:01 host kernel:Command line: ro\nat 10:01 host other:x"))
                .isEqualTo("Linux version 6.12.9\nCommand line: ro\n\n");
    }

    @Test
    void messagesThatProseQuotesHaveNoPrefix() {
        String mail = "I see BIOS-e820: [mem 0x0-0x1] twice\n" + LOG;
        assertThat(plain(mail)).isEqualTo(mail);
        String prose = "the Linux version is old\nits Command line: is long\n";
        assertThat(plain(prose)).isEqualTo(prose);
    }

    @Test
    void oneMessageWithoutATimeStampShowsNoPrefix() {
        assertThat(plain("x: BIOS-e820: one\n")).isEqualTo("x: BIOS-e820: one\n");
        assertThat(plain("x: [    0.000000] BIOS-e820: one\n")).isEqualTo("[    0.000000] BIOS-e820: one\n");
    }

    @Test
    void quotesAreRemovedFromATextInWhichEveryLineHasThem() {
        assertThat(plain("> SRAT @ 0x0\n>\n> > 0000: 53\n")).isEqualTo("SRAT @ 0x0\n\n0000: 53\n");
        assertThat(plain("> one\ntwo\n")).isEqualTo("> one\ntwo\n");
    }

    @Test
    void quotedPrintableIsDecodedIfNoEqualsSignIsBare() {
        assertThat(plain("a=3Db=\r\nc =\n d=2Z")).isEqualTo("a=3Db=\r\nc =\n d=2Z");
        assertThat(plain("a=3Db=\r\nc=24 =\nd")).isEqualTo("a=bc$ d");
    }

    @Test
    void tagsAndEntitiesAreDecoded() {
        assertThat(plain("<p>a<br/>b</p><b class='x'>c</b> &amp;gt;")).isEqualTo("\na\nb\nc >");
        assertThat(plain("<CODE>x</CODE>")).isEqualTo("x");
        assertThat(plain("1 < 2 &gt;&lt;&quot;&apos;&nbsp;&#160;&#61;&#x3D;&#8211;&#x2013;"))
                .isEqualTo("1 < 2 ><\"'  ==??");
        assertThat(plain("<6> is a level")).isEqualTo("<6> is a level");
    }

    @Test
    void lineEndsThatWerePrintedAsTextAreLineEnds() {
        assertThat(plain("[    0.000000] a\\r\\n[    0.000001] b\\n<6>[    0.000002] c"))
                .isEqualTo("[    0.000000] a\n[    0.000001] b\n<6>[    0.000002] c");
    }

    @Test
    void messagesAreTakenFromRecordsOfJson() {
        assertThat(plain("""
                {"_TRANSPORT":"kernel","MESSAGE":"Linux version 1","_HOSTNAME":"h"}
                {"MESSAGE":"not of the kernel","_TRANSPORT":"syslog"}
                {"MESSAGE":[67,111,109,109,97,110,100,32,108,105,110,101,58,32,120],"_HOSTNAME":7}
                {"other":["a","b"],"n":1}
                """)).isEqualTo("Linux version 1\nCommand line: x\n");
        assertThat(plain("""
                {"dmesg":[{"pri":6,"time":0.0,"msg":"Linux version \\"1\\"\\t\\u003d\\u00e9\\/\\r\\n"},{"msg" : "Command line: cut""")).isEqualTo("Linux version \"1\"\t=?/\r\nCommand line: cut\n");
    }

    @Test
    void jsonThatIsNoLogIsReturnedAsItIs() {
        for (String json : new String[] {
            "[]",
            " {\"msg\":\"a\"}",
            "{\"a\":\"Linux version 1\"}",
            "{\"msg\":1,\"b\":\"Linux version 1\"}",
            "[\"Linux version 1\"]",
            "{\"msg\"",
            "{\"_TRANSPORT\":7,\"a\":\"Linux version \"}",
            "{\"x\":\"Linux version \\",
            "{\"msg\":[1,2,\"Linux version ",
            "{\"x\":\"Linux version \",\"msg\":\"\\uzz",
            "{\"x\":\"Linux version \",\"msg\":\"\\u00",
            "{\"msg\":\"a\",\"_TRANSPORT\":7}",
            "{\"msg\":\"\\"
        }) {
            assertThat(plain(json)).isEqualTo(json);
        }
    }

    /** One machine has a prefix and the other one has none, so that a line without a prefix belongs to the second one. */
    @Test
    void shortLinesOfALogOfSeveralMachinesGetNoTag() {
        String log = """
                guest | [    0.000000] Linux version 6.12.9 (a@b)
                [06:10:44] [    0.000000] Linux version 6.12.9 (a@b)
                guest | [    0.000000] Command line: ro
                """;
        String plain = new String(
                PlainText.of((log + "\n".repeat(1000)).getBytes(StandardCharsets.US_ASCII)), StandardCharsets.US_ASCII);
        assertThat(plain).contains("machine-1 kernel: ", "machine-2 kernel: ");
        assertThat(plain).hasSizeLessThan(1400).endsWith("\n".repeat(1000));
    }
}
