package io.targetnode.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A table with an error stops the service at its start. */
class ReleaseTablesTest {

    private static final ReleaseRange NEWEST = KernelTable.rangeOf(KernelTable.NEWEST);

    @ParameterizedTest
    @CsvSource({
        "6.1 | 6.1.x | 6.1 | read,                            '4 columns, not 5'",
        "6.1 | 6.1.x | 6.1 | read | a | b,                    '6 columns, not 5'",
        "6.1 | 6.1.x | 6.3 | read | note,                     no behaviour 6.3",
        "6.1 | 6.1.x | 6.1 | guessed | note,                  no basis guessed",
        "six | 6.1.x | 6.1 | read | note,                     is not a release"
    })
    void anUpstreamRowWithAnErrorIsRefused(String row, String error) {
        assertThatThrownBy(() -> new UpstreamReleases(row)).hasMessageContaining(error);
    }

    @Test
    void upstreamReleasesAscend() {
        String row = "6.1 | 6.1.x | 6.1 | read | note\n";
        assertThat(new UpstreamReleases("# comment\n\n" + row).ranges()).hasSize(1);
        assertThatThrownBy(() -> new UpstreamReleases(row + row)).hasMessageContaining("not ascending: 6.1 |");
    }

    @ParameterizedTest
    @CsvSource({
        "6.1.0-N* | 0- | 6.1 | read | known,                  '5 columns, not 6'",
        "6.1.0-N* | 0- | 6.3 | read | known | note,           no behaviour 6.3",
        "6.1.0-N* | 0- | 6.1 | guessed | known | note,        no basis guessed",
        "6.1.0-N* | 0- | 6.1 | read | perhaps | note,         neither known nor unknown: perhaps",
        "6.1.0-N* | 3 | 6.1 | read | known | note,            not a range of builds: 3",
        "6.1.0-N* | 3-4-5 | 6.1 | read | known | note,        not a range of builds: 3-4-5",
        "6.1.0-N* | | 6.1 | read | known | note,              N and the builds belong together",
        "6.1.0-* | 0- | 6.1 | read | known | note,            N and the builds belong together",
        "6.1.0-<any> | | 6.1 | read | known | note,           unknown word any"
    })
    void aDistributionsRowWithAnErrorIsRefused(String row, String error) {
        assertThatThrownBy(() -> new DistributionReleases(row)).hasMessageContaining(error);
    }

    @Test
    void theFirstRowThatMatchesAnswers() {
        DistributionReleases releases = new DistributionReleases("""
                flavour = one two
                6.1.0-N-<flavour> | 3-4 | 6.1 | changelog | unknown | first
                6.1.0-*           |     | upstream | upstream | known | second
                """);
        assertThat(releases.find("6.1.0-3-one", NEWEST))
                .contains(new ReleaseRange(
                        "6.1.0-3-<flavour>",
                        "6.1.0-4-<flavour>",
                        Behaviour.V6_1,
                        ReleaseRange.Basis.CHANGELOG,
                        false,
                        false,
                        "first"));
        assertThat(note(releases, "6.1.0-4.9-two")).contains("first");
        assertThat(note(releases, "6.1.0-5-two")).contains("second");
        assertThat(note(releases, "6.1.0-4-three")).contains("second");
        assertThat(note(releases, "6.1.1-4-two")).isEmpty();
        assertThat(releases.ranges(NEWEST)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "55.24.1, 55.24.1-,        true",
        "55.24.0.9, 55.24.1-,      false",
        "55.25, 55.24.1-,          true",
        "56, 55.24.1-,             true",
        "55.24, 0-55.24.1,         true",
        "55.24.1.7, 0-55.24.1,     true",
        "55.24.2, 0-55.24.1,       false",
        "60800, 0-9999,            false",
        "999999999, 0-9999,        false",
        "40000, 0-,                true"
    })
    void buildsAreComparedFromTheLeft(String build, String range, boolean contained) {
        BuildPattern pattern = BuildPattern.of("6.1.0-N.x", range, Map.of());
        assertThat(pattern.matches("6.1.0-" + build + ".x")).isEqualTo(contained);
    }

    @Test
    void aDotIsADot() {
        BuildPattern pattern = BuildPattern.of("6.1*.el9", "", Map.of());
        assertThat(pattern.matches("6.1.0-3.el9")).isTrue();
        assertThat(pattern.matches("6.1.0-3-el9")).isFalse();
        assertThat(pattern.matches("6x1.0-3.el9")).isFalse();
    }

    @Test
    void aMissingTableIsNamed() {
        assertThatThrownBy(() -> TableText.resource("missing.txt")).hasMessageContaining("missing.txt");
    }

    private static Optional<String> note(DistributionReleases releases, String release) {
        return releases.find(release, NEWEST).map(ReleaseRange::note);
    }
}
