package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommonPrefixTest {

    private static final String ROW = "00001000-0009fbff : System RAM";

    @Test
    void aPrefixOfHalfOfTheLinesIsRemoved() {
        assertThat(CommonPrefix.remove("x\n\n1:" + ROW + "\n22:  " + ROW + "\n"))
                .isEqualTo("\n\n" + ROW + "\n  " + ROW + "\n");
        assertThat(CommonPrefix.remove("  \"" + ROW + "\",\n  \"" + ROW + "\"\n"))
                .isEqualTo(ROW + "\n" + ROW + "\n");
        assertThat(CommonPrefix.remove("a: [\na:   {\n")).isEqualTo("[\n  {\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b\nc d\n",
                "> " + ROW + "\n",
                "> " + ROW + "\nx\ny\n",
                "{\"a\":\"" + ROW + "\",1\n{\"a\":\"" + ROW + "\",1\n"
            })
    void otherTextsAreTheSame(String text) {
        assertThat(CommonPrefix.remove(text)).isEqualTo(text);
    }

    @Test
    void onlyTheBeginningOfALineIsAPrefix() {
        String text = ("a".repeat(150) + " " + ROW + "\n").repeat(2);
        assertThat(CommonPrefix.remove(text)).isEqualTo(text);
    }

    @Test
    void archivesAndLongTextsAreTheSame() {
        byte[] zip = {'P', 'K', 3, 4};
        assertThat(PlainText.withoutPrefix(zip)).isSameAs(zip);
        byte[] text = new byte[PlainText.MAX_BYTES + 1];
        assertThat(PlainText.withoutPrefix(text)).isSameAs(text);
    }
}
