package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails, the journal's fields, and characters in another notation. */
@SuppressWarnings("StringConcatToTextBlock") // line ends are what is tested
class WrappingsTest {

    private static final String LINE = "[    0.000000] Linux version 6.12.0 (a) (b)";
    private static final String NEXT = "[    0.000000] Command line: root=/dev/vda";

    private static String plain(String text) {
        return new String(PlainText.of(text.getBytes(StandardCharsets.ISO_8859_1)), StandardCharsets.ISO_8859_1);
    }

    private static String base64(String text) {
        return Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void aPlainLogIsTheSameArray() {
        byte[] log = (LINE + "\n" + NEXT + "\n").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(PlainText.of(log)).isSameAs(log);
    }

    @Test
    void eachPartOfAMailHasItsOwnEncoding() {
        String mail =
                "Content-Type: multipart/mixed; boundary=\"=_3D\"\n\n--=_3D\nContent-Transfer-Encoding: BASE64\n\n"
                        + base64("a=3Db\n")
                        + "\n--=_3D\nContent-Transfer-Encoding: quoted-printable\n\nc=3D=\nd\n--=_3D\n"
                        + "Content-Type: text/plain\n\ne=3Df\n";
        assertThat(plain(mail)).contains("\n\na=3Db\n", "\nc=d\n", "\ne=3Df\n");
    }

    @Test
    void aPatchAndASignatureAreNoPartsOfAMail() {
        String mail = "Content-Transfer-Encoding: quoted-printable\n\n---\n--- a/x=3Dy\n-- =\n\nb=3Dc\n";
        assertThat(plain(mail)).contains("a/x=y").endsWith("b=c\n");
    }

    @Test
    void aCutRecordAndATransportThatIsNoTextAreRead() {
        assertThat(plain("{\"_TRANSPORT\":1,\"MESSAGE\":\"" + LINE + "\"}\n{\"MESSAGE\":\"a\\"))
                .startsWith(LINE + "\n");
    }

    @Test
    void twoEqualBytesAreNoByteOrderMark() {
        assertThat(plain("\u00fe\u00fea\n")).isEqualTo("\u00fe\u00fea\n");
    }

    @Test
    void aReleaseThatAnotherMessageQuotesBeginsNoBoot() {
        BootLog log = BootLog.parse((LINE + "\n[    9.000000] app: a=[    0.000000] Linux version 5.0.0 (a)\r\u007f\r")
                .getBytes(StandardCharsets.ISO_8859_1));
        assertThat(log.boots()).isEqualTo(1);
        assertThat(log.kernel()).map(release -> release.text()).hasValue("6.12.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EFI stub: Loaded initrd from LINUX_EFI_INITRD_MEDIA_GUID device path",
                "root@host:~# dmesg",
                "{\"host\": \"h\", \"dmesg\": \"",
                "<msg level=\"INFO\">",
                "- title='a' "
            })
    void textWithoutATimeMayStandBeforeTheFirstMessage(String other) {
        BootLog log = BootLog.parse((other + LINE + "\n" + NEXT).getBytes(StandardCharsets.ISO_8859_1));
        assertThat(log.kernel()).map(release -> release.text()).hasValue("6.12.0");
    }

    @Test
    void aTimeOrMuchTextBeforeAMessageQuotesIt() {
        for (String other :
                new String[] {"Nov 22 10:00:00 host app: ", "[    7.5] app: ", "[Nov22 10:00] app: ", "a".repeat(401)
                }) {
            BootLog log = BootLog.parse((NEXT + "\n" + other + LINE).getBytes(StandardCharsets.ISO_8859_1));
            assertThat(log.boots()).isZero();
        }
    }

    @Test
    void backslashesBeforePunctuationAreRemoved() {
        String text = LINE + "\n[    0.000000] BIOS-e820: [mem 0x0-0x1] usable\n";
        assertThat(plain(text.replace("[", "\\[").replace("]", "\\]"))).isEqualTo(text);
        assertThat(plain(text.replaceAll("[\\[\\]().-]", "\\\\$0"))).isEqualTo(text);
        assertThat(plain(LINE + " \\(x\\)\n")).isEqualTo(LINE + " \\(x\\)\n");
    }

    @Test
    void marksOfTheLineEndsAreRemoved() {
        assertThat(plain(LINE + "$\n" + NEXT + " $HOME$\r\n^Ia$")).isEqualTo(LINE + "\n" + NEXT + " $HOME\r\n\ta");
        assertThat(plain(LINE + "\n" + NEXT + "$\n")).isEqualTo(LINE + "\n" + NEXT + "$\n");
    }

    @Test
    void linesBetweenBackticksAreRead() {
        assertThat(plain("`" + LINE + "`\n`" + NEXT + "`\n")).isEqualTo(LINE + "\n" + NEXT + "\n");
    }

    @Test
    void aPrefixOfTheJournalThatIsQuotedIsRemovedOnlyFromTheKernelsLines() {
        String kernel = "> Nov 22 10:00:00 host kernel[n/a]: ";
        String log = kernel + LINE + "\n> Nov 22 10:00:01 host app[n/a]: [    5.000000] Linux version 1.0\n" + kernel
                + NEXT + "\n";
        assertThat(plain(log).lines()).containsExactly(LINE, "", NEXT);
    }

    @Test
    void aPageBesideATextIsLeftOut() {
        String page = "Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\nc=3Dd\n";
        assertThat(plain("Content-transfer-encoding: quoted-printable\n\na=3Db\n--x\n" + page))
                .contains("a=b")
                .doesNotContain("c=");
        assertThat(plain(page)).contains("c=d");
    }

    @Test
    void aHeaderWithoutABodyAndAWordAloneStayAsTheyAre() {
        for (String text : new String[] {
            "Content-Transfer-Encoding: base64\n",
            "Content-Transfer-Encoding: 7bit\n\nab=c\n",
            "x-Encoding: a\n",
            "x-encoding: a\n"
        }) {
            assertThat(plain(text)).isEqualTo(text);
        }
    }

    @Test
    void aFileInBase64IsDecoded() {
        String log = (LINE + "\n" + NEXT + "\n").repeat(5);
        assertThat(plain(base64(log))).isEqualTo(log);
        assertThat(plain(base64(log) + "a")).isEqualTo(log);
    }

    @Test
    void gzipFilesInBase64OneAfterTheOtherAreDecodedAsOneFile() {
        String gzip = "\u001f\u008b\u0008";
        for (String first : new String[] {gzip + "a", gzip + "ab", gzip + "abc"}) {
            for (String between : new String[] {"", "\n", "\r\n\r\n"}) {
                assertThat(plain(base64(first) + between + base64(gzip + "b"))).isEqualTo(first + gzip + "b");
            }
        }
    }

    @Test
    void otherProgramsMessagesInTheJournalAreLeftOut() {
        String export = "_TRANSPORT=stdout\nMESSAGE=Linux version 1.0\n_HOSTNAME=secret\n\n"
                + "MESSAGE=Linux version 6.12.0\n_TRANSPORT=kernel\n_HOSTNAME=secret\n\n";
        assertThat(plain(export)).isEqualTo("Linux version 6.12.0\n");
        String verbose = "Sun 2026-11-22 [s=1]\n    MESSAGE=Linux version 6.12.0\n    _TRANSPORT=kernel";
        assertThat(plain(verbose)).isEqualTo("Linux version 6.12.0\n");
        assertThat(plain("_TRANSPORT=kernel\n")).isEqualTo("_TRANSPORT=kernel\n");
    }

    @Test
    void coloursAndLineEndsInAnotherNotationAreRemoved() {
        for (String printed : new String[] {
            "#033[32m" + LINE + "#033[0m",
            LINE + "^M",
            LINE + "^M$",
            LINE + "#015",
            "^[[0m" + LINE,
            "\\x1b[1;32m" + LINE,
            "\\u001b[0m" + LINE,
            "\\033[0m" + LINE,
            "\\e[0m" + LINE
        }) {
            assertThat(plain(printed + "\n" + NEXT)).as(printed).isEqualTo(LINE + "\n" + NEXT);
        }
    }

    @Test
    void aListInOneLineHasALinePerString() {
        assertThat(plain("['" + LINE + "', '" + NEXT + "']\n").lines())
                .contains(LINE)
                .anyMatch(line -> line.startsWith(NEXT));
        assertThat(plain("b'" + LINE + "\\r\\n" + NEXT + "\\r\\n'\n").lines()).contains(LINE);
        String tables = "\"2026\",\"" + LINE + "\"\n\"2026\",\"" + NEXT + "\"\n";
        assertThat(plain(tables)).isEqualTo(LINE + "\n" + NEXT + "\n");
    }

    @Test
    void bracketsAsInJsonAreRestored() {
        assertThat(plain("a =\\u003d\\u003e \\u003cb\\u003E \\u0026\n")).isEqualTo("a =\\u003d> <b> &\n");
    }

    @Test
    void aNoBreakSpaceInLatin1IsASpace() {
        assertThat(plain("a\u00a0\u00a0b\n")).isEqualTo("a b\n");
        assertThat(plain("a\u00c2\u00a0b\n")).isEqualTo("a\u00c2\u00a0b\n");
    }

    @Test
    void linesOfSeveralFormsAreRead() {
        assertThat(plain("1:" + LINE + "\n2-" + NEXT + "\n")).isEqualTo(LINE + "\n" + NEXT + "\n");
    }

    @Test
    void aMessageThatQuotesAnotherIsNoPrefix() {
        String quoted = "[   50.000000] app: Linux version 5.0\n[   50.000000] app: Command line: x\n";
        assertThat(plain(quoted)).isEqualTo(quoted);
    }
}
