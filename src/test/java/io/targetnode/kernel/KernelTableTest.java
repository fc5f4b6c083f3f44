package io.targetnode.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelTableTest {

    @ParameterizedTest
    @CsvSource({
        "5.16,                    6.1,     NEAREST",
        "6.0.19,                  6.1,     NEAREST",
        "6.1.62,                  6.1,     NEAREST",
        "6.1.93,                  6.1,     READ",
        "6.1.176,                 6.1,     READ",
        "6.6.100,                 6.1,     NEAREST",
        "6.8.0-45-generic,        6.1,     NEAREST",
        "6.11.999,                6.1,     NEAREST",
        "6.12,                    6.12,    READ",
        "6.12.0,                  6.12,    READ",
        "6.12.74+deb12-amd64,     6.12,    READ",
        "6.12.75,                 6.12.75, READ",
        "6.12.107+deb13-amd64,    6.12.75, READ",
        "6.13.1,                  6.12,    NEAREST",
        "6.15.9,                  6.12,    NEAREST",
        "6.16-rc1,                6.16,    CHANGELOG",
        "6.17.5,                  6.16,    CHANGELOG",
        "6.18.15,                 6.16,    CHANGELOG",
        "6.18.16,                 7.0,     CHANGELOG",
        "6.18.44-fc-v669,         7.0,     CHANGELOG",
        "6.19,                    6.16,    CHANGELOG",
        "6.19.5,                  6.16,    CHANGELOG",
        "6.19.6,                  7.0,     CHANGELOG",
        "7.0.1,                   7.0,     CHANGELOG",
        "7.2.13,                  7.0,     READ",
        "7.3-rc7,                 7.0,     READ",
        "7.3.4+deb13-amd64,       7.0,     READ",
        "6.6.87.2-microsoft-WSL2, 6.1,     NEAREST",
        "7.3-rc7+,                7.0,     READ",
        "7.4,                     7.0,     NEAREST",
        "99.0,                    7.0,     NEAREST"
    })
    void aReleaseHasTheBehaviourOfItsRange(String release, String behaviour, ReleaseRange.Basis basis) {
        ReleaseRange range = KernelTable.rangeOf(KernelRelease.parse(release));
        assertThat(range.behaviour().id()).isEqualTo(behaviour);
        assertThat(range.basis()).isEqualTo(basis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.15", "5.15.999", "5.14.0-503.el9.x86_64", "4.18.0", "0.0"})
    void aReleaseOlderThanAllKnownOnesIsRefusedWithAListOfThem(String release) {
        assertThatThrownBy(() -> KernelTable.rangeOf(KernelRelease.parse(release)))
                .isInstanceOf(UnknownKernelException.class)
                .hasMessageContaining("'" + release + "' is older than 5.16")
                .hasMessageContaining("6.12 to 6.12.74; 6.12.75 to 6.12.x")
                .hasMessageContaining("7.4 to later");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "6",
                "six",
                "6.",
                ".12",
                "6.12.",
                "6.12 74",
                "6.12.74\n",
                "-6.12",
                "6.-12",
                "99999.1",
                "6.12.74/x",
                "6.12.x",
                "6.12rc1"
            })
    void aTextThatIsNotAReleaseIsRefused(String text) {
        assertThatThrownBy(() -> KernelRelease.parse(text))
                .isInstanceOf(UnknownKernelException.class)
                .hasMessageContaining("not a release as uname -r prints it");
    }

    @Test
    void aMessageShowsTheBeginningOfATextWithoutControlCharacters() {
        assertThatThrownBy(() -> KernelRelease.parse("\u0000" + "x".repeat(10_000)))
                .hasMessageStartingWith("kernel '?xxx")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(600));
    }

    @Test
    void everyRangeBeginsWhereThePreviousOneEnds() {
        assertThat(KernelTable.RANGES).extracting(ReleaseRange::from).isSorted();
        assertThat(KernelTable.RANGES).extracting(ReleaseRange::behaviour).isSubsetOf(KernelTable.BEHAVIOURS);
    }

    @ParameterizedTest
    @CsvSource({
        "6.1.0-50-amd64, true",
        "6.8.0-45-generic, true",
        "6.1.176, false",
        "6.12.74+deb12-amd64, false",
        "6.12.0, false",
        "6.12, false",
        "6.12-arch1-1, false",
        "6.12.0-rc7, false",
        "7.3-rc7, false"
    })
    void aDistributionsNameMayHideTheStableLevel(String release, boolean hides) {
        assertThat(KernelRelease.parse(release).hidesStableLevel()).isEqualTo(hides);
    }

    @Test
    void aNameCanTakeTheVersionFromABootLog() {
        KernelRelease release = KernelRelease.parse("6.1.0-50-amd64").withVersionOf(KernelRelease.parse("6.1.176-1"));
        assertThat(release.text()).isEqualTo("6.1.0-50-amd64");
        assertThat(release.version()).isEqualTo("6.1.176");
        assertThat(release.hidesStableLevel()).isFalse();
        assertThat(KernelTable.rangeOf(release).basis()).isEqualTo(ReleaseRange.Basis.READ);
        assertThat(KernelRelease.parse("7.3").version()).isEqualTo("7.3");
        assertThat(release).hasToString("6.1.0-50-amd64");
    }
}
