package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineSuffixTest {

    private static final String MAP = "BIOS-provided physical RAM map:";
    private static final String RANGES = "Early memory node ranges";

    @Test
    void aSuffixOfTheSameFormIsRemovedFromEachLineThatHasIt() {
        assertThat(LineSuffix.remove(
                        MAP + "\",\"2026-11-22\",h1\na b\",\"2027-01-02\",h2\nother\n" + RANGES + "\",\"1-2-3\",h3"))
                .isEqualTo(MAP + "\na b\nother\n" + RANGES + "\n");
        assertThat(LineSuffix.remove(RANGES + " \\\n  node   0: [mem 0x0-0x1] \\\n"))
                .isEqualTo(RANGES + "\n  node   0: [mem 0x0-0x1]\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a,b\n",
                MAP + "\na,b\n",
                MAP + " \\\na \\\n" + RANGES + "\n",
                MAP + " \\\na \\\n" + RANGES + " |\n"
            })
    void otherTextsAreTheSame(String text) {
        assertThat(LineSuffix.remove(text)).isEqualTo(text);
    }

    @Test
    void aVeryLongSuffixIsTheRestOfAnotherText() {
        String text = MAP + " x".repeat(200) + "\na x\n";
        assertThat(LineSuffix.remove(text)).isEqualTo(text);
    }
}
