package io.targetnode.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelTableTest {

    /** Release, behaviour, basis; a question mark where the look-up rule of the build is not known. */
    private static final String RELEASES = """
            # kernel.org
            5.10                        5.10    changelog
            5.15.170                    5.10    changelog
            5.16                        5.16    read
            5.17.15                     5.16    read
            6.0.7                       5.16    read
            6.0.8                       6.0.8   changelog
            6.1                         6.0.8   changelog
            6.1.62                      6.0.8   changelog
            6.1.63                      6.5.12  changelog
            6.1.76                      6.5.12  changelog
            6.1.77                      6.1.77  changelog
            6.1.79                      6.1.77  changelog
            6.1.80                      6.1     read
            6.1.176                     6.1     read
            6.2                         6.0.8   changelog
            6.4-rc6                     6.0.8   changelog
            6.5.11                      6.0.8   changelog
            6.5.12                      6.5.12  changelog
            6.5.13                      6.5.12  changelog
            6.6                         6.0.8   changelog
            6.6.1                       6.0.8   changelog
            6.6.2                       6.5.12  changelog
            6.6.15                      6.5.12  changelog
            6.6.16                      6.1.77  changelog
            6.6.18                      6.1.77  changelog
            6.6.19                      6.1     changelog
            6.6.69                      6.1     changelog
            6.6.70                      6.8     changelog
            6.6.71                      6.8     changelog
            6.6.72                      6.6.72  changelog
            6.6.119                     6.6.72  changelog
            6.7                         6.5.12  changelog
            6.7.3                       6.5.12  changelog
            6.7.4                       6.1.77  changelog
            6.7.6                       6.1.77  changelog
            6.7.7                       6.1     changelog
            6.8                         6.8     changelog
            6.8.12                      6.8     changelog
            6.9.5                       6.9     changelog
            6.9.6                       6.9.6   changelog
            6.10                        6.9.6   changelog
            6.11.11                     6.9.6   changelog
            6.12                        6.12.0  read
            6.12.4                      6.12.0  read
            6.12.5                      6.12    read
            6.12.74                     6.12    read
            6.12.75                     6.12.75 read
            6.12.118                    6.12.75 read
            6.13-rc1                    6.12    changelog
            6.15.9                      6.12    changelog
            6.16-rc1                    6.16    read
            6.18.15                     6.16    read
            6.18.16                     7.0     changelog
            6.19                        6.16    changelog
            6.19.5                      6.16    changelog
            6.19.6                      7.0     changelog
            7.0.1                       7.0     changelog
            7.2.13                      7.0     read
            7.3-rc7                     7.0     read
            7.3.4                       7.0     read
            7.4                         7.0     nearest
            99.0                        7.0     nearest
            # RHEL 9, CentOS Stream 9, AlmaLinux, Rocky Linux
            5.14.0-70.13.1.el9_0.x86_64           5.10           changelog
            5.14.0-162.6.1.el9_1.x86_64           5.10           changelog
            5.14.0-203.el9.x86_64                 5.10           changelog
            5.14.0-204.el9.x86_64                 6.0.8          changelog
            5.14.0-284.11.1.el9_2.x86_64          6.0.8          changelog
            5.14.0-284.11.1.rt14.296.el9_2.x86_64 6.0.8          changelog
            5.14.0-362.24.1.el9_3.x86_64          6.0.8          changelog
            5.14.0-427.13.1.el9_4.aarch64+64k     6.0.8          changelog
            5.14.0-436.el9.x86_64                 6.0.8          changelog
            5.14.0-437.el9.x86_64                 5.14.0-437.el9 changelog
            5.14.0-503.11.1.el9_5.x86_64          5.14.0-437.el9 changelog
            5.14.0-510.el9.x86_64                 6.1            changelog
            5.14.0-570.el9.x86_64                 6.1            changelog
            5.14.0-570.23.1.el9_6.x86_64          6.1            changelog
            5.14.0-570.32.1.el9_6.x86_64+debug    6.1            changelog
            5.14.0-570.33.1.el9_6.x86_64          6.1            nearest   ?
            5.14.0-611.5.1.el9_7.x86_64           6.1            nearest   ?
            # RHEL 10, Oracle Linux
            6.12.0-30.el10.x86_64                 6.12.0         changelog
            6.12.0-55.9.1.el10_0.x86_64           6.12.0         changelog
            6.12.0-55.24.1.el10_0.x86_64          6.12.0         changelog
            6.12.0-55.25.1.el10_0.x86_64          6.12.0         upstream  ?
            6.12.0-124.8.1.el10_1.x86_64          6.12.0         upstream  ?
            5.15.0-301.163.5.2.el8uek.x86_64      5.10           read
            5.15.0-315.196.5.1.el9uek.x86_64      5.10           read
            6.12.0-100.28.2.el9uek.x86_64         6.12.0         upstream  ?
            6.12.0-104.43.4.1.el10uek.x86_64      6.12.0         upstream  ?
            # Debian and its derivatives
            5.10.0-28-amd64                       5.10           upstream
            6.1.0-7-amd64                         6.0.8          changelog
            6.1.0-13-cloud-amd64                  6.0.8          changelog
            6.1.0-14-amd64                        6.5.12         changelog
            6.1.0-18-rt-amd64                     6.5.12         changelog
            6.1.0-19-arm64                        6.1            read
            6.1.0-50-amd64                        6.1            read
            6.1.0-99-amd64                        6.1            read
            6.1.0-0.deb11.13-amd64                6.0.8          upstream
            6.5.0-0.deb12.4-amd64                 6.0.8          upstream
            6.6.13+bpo-amd64                      6.5.12         upstream
            6.10.11-amd64                         6.9.6          upstream
            6.12.9+bpo-arm64                      6.12           upstream
            6.12.38+deb13-amd64                   6.12           upstream
            6.12.74+deb12-amd64                   6.12           read
            6.12.107+deb13-amd64                  6.12.75        read
            6.12.118+deb13-arm64-16k              6.12.75        read
            6.18.15+deb13-amd64                   6.16           read
            7.0.13+deb13-arm64                    7.0            upstream
            7.3.4+deb13-amd64                     7.0            read
            7.4.1+deb14-amd64                     7.0            nearest
            6.2.16-20-pve                         6.0.8          upstream
            6.8.12-4-pve                          6.8            upstream  ?
            6.14.11-3-pve                         6.12           upstream  ?
            6.17.2-1-pve                          6.16           upstream  ?
            # Ubuntu
            5.15.0-91-generic                     5.10           upstream
            5.15.0-1051-azure                     5.10           upstream
            6.1.0-1036-oem                        6.0.8          upstream
            6.2.0-39-generic                      6.0.8          upstream
            6.5.0-41-generic                      6.0.8          upstream
            6.8.0-45-generic                      6.8            upstream  ?
            6.8.0-1015-nvidia-64k                 6.8            upstream  ?
            6.8.0-1021-aws                        6.8            upstream  ?
            6.8.0-1009-xilinx                     6.8            upstream  ?
            6.11.0-26-generic                     6.9.6          upstream  ?
            6.14.0-24-generic                     6.12           upstream  ?
            6.17.0-5-generic                      6.16           upstream  ?
            7.0.0-14-generic                      7.0            upstream
            6.8.0-060800-generic                  6.8            upstream
            6.17.9-061709-generic                 6.16           upstream
            # SUSE
            5.14.21-150400.24.100-default         5.10           upstream
            5.14.21-150500.55.83-default          5.10           upstream
            6.4.0-150600.23.25-default            6.1            read
            6.4.0-150700.53.3-default             6.1            read
            6.12.0-160000.5-default               6.12           upstream  ?
            6.11.8-1-default                      6.9.6          upstream
            # others
            5.10.223-212.873.amzn2.x86_64         5.10           upstream
            6.1.115-126.197.amzn2023.x86_64       6.1            upstream
            6.12.40-63.114.amzn2023.x86_64        6.12           upstream
            6.6.96.2-2.azl3                       6.6.72         upstream
            5.15.167.4-microsoft-standard-WSL2    5.10           upstream
            6.6.87.2-microsoft-standard-WSL2      6.6.72         upstream
            6.12.9-300.fc41.x86_64                6.12           upstream
            6.12.0-0.rc7.20241115git.59.fc42.x86_64 6.12.0       upstream
            6.18.44-fc-v669                       7.0            upstream
            5.10.0-216.0.0.115.oe2203sp4.x86_64   5.10           changelog
            6.6.0-12.0.0.7.oe2403.x86_64          6.5.12         changelog
            6.6.0-28.0.0.34.oe2403.x86_64         6.1            changelog
            6.6.0-72.0.0.76.oe2403sp1.x86_64      6.1            nearest   ?
            6.4.0-rc6-dev-00055-g0c0df63177e3     6.0.8          upstream
            6.12.16-generic                       6.12           upstream
            6.1.62-1.qubes.fc37.x86_64            6.0.8          upstream
            6.1.1-arch1-4-custom                  6.0.8          upstream
            7.3-rc7+                              7.0            upstream
            7.4.0-next                            7.0            nearest
            6.12.0-7-custom                       6.12.0         upstream  ?
            6.18.0-3-custom                       6.16           upstream  ?
            6.9.0-7-custom                        6.9            upstream
            """;

    static Stream<Arguments> releases() {
        return TableText.lines(RELEASES).stream()
                .map(line -> line.split(" +"))
                .map(columns -> Arguments.of(columns[0], columns[1], columns[2], columns.length == 3));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void aReleaseHasTheBehaviourOfItsRow(String release, String behaviour, String basis, boolean lookupKnown) {
        ReleaseRange range = KernelTable.rangeOf(KernelRelease.parse(release));
        assertThat(range.behaviour().id()).isEqualTo(behaviour);
        assertThat(range.basis().apiName()).isEqualTo(basis);
        assertThat(range.lookupKnown()).isEqualTo(lookupKnown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5.9.16",
                "5.4.0-150-generic",
                "5.3.18-150300.59.93-default",
                "4.19.0-25-amd64",
                "4.18.0-553.el8_10.x86_64",
                "4.14.355-275.570.amzn2.x86_64",
                "3.10.0-1062.el7.x86_64",
                "0.0"
            })
    void aReleaseOlderThanAllKnownOnesIsRefusedWithTheReleaseToAskFor(String release) {
        assertThat(KernelTable.isKnown(KernelRelease.parse(release))).isFalse();
        assertThatThrownBy(() -> KernelTable.rangeOf(KernelRelease.parse(release)))
                .isInstanceOf(UnknownKernelException.class)
                .hasMessageContaining("'" + release + "' is older than 5.10")
                .hasMessageContaining("State kernel=5.10 ");
        assertThat(KernelTable.isKnown(KernelRelease.parse("5.10"))).isTrue();
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
    void theLastReleaseOfARangeComesBeforeTheFirstOneOfTheNext() {
        List<ReleaseRange> ranges = KernelTable.RANGES;
        for (int i = 1; i < ranges.size(); i++) {
            KernelRelease last = KernelRelease.parse(ranges.get(i - 1).to().replace(".x", ".999"));
            assertThat(KernelTable.rangeOf(last)).isEqualTo(ranges.get(i - 1));
            assertThat(KernelRelease.parse(ranges.get(i).from())).isGreaterThan(last);
        }
    }

    @Test
    void everyBehaviourIsThatOfARelease() {
        assertThat(Stream.concat(KernelTable.RANGES.stream(), KernelTable.DISTRIBUTIONS.stream())
                        .map(ReleaseRange::behaviour))
                .containsAll(KernelTable.BEHAVIOURS);
    }

    /** kernel-rules 5.1, and the build of RHEL 9 with a combination of its own. */
    @ParameterizedTest
    @CsvSource({
        "5.10,    none,       not-possible, short, old, kept, below-1-mib, meminfo,  prefer-online",
        "5.16,    start-test, not-possible, short, old, kept, below-1-mib, meminfo,  prefer-online",
        "6.0.8,   start-test, possible,     short, old, kept, below-1-mib, meminfo,  prefer-online",
        "6.5.12,  fill-bug,   possible,     short, old, kept, below-1-mib, meminfo,  prefer-online",
        "6.1.77,  fill-bug,   possible,     all,   old, kept, below-1-mib, meminfo,  prefer-online",
        "5.14.0-437.el9, fill, possible,    short, old, kept, below-1-mib, meminfo,  prefer-online",
        "6.1,     fill,       possible,     all,   old, kept, below-1-mib, meminfo,  prefer-online",
        "6.8,     fill,       possible,     all,   old, kept, any,         meminfo,  prefer-online",
        "6.9,     fill,       possible,     all,   new, kept, any,         meminfo,  prefer-online",
        "6.9.6,   fill,       possible,     all,   new, kept, below-1-mib, meminfo,  prefer-online",
        "6.6.72,  fill,       possible,     all,   old, kept, up-to-1-mib, meminfo,  prefer-online",
        "6.12.0,  fill,       possible,     all,   new, cut,  below-1-mib, meminfo,  prefer-online",
        "6.12,    fill,       possible,     all,   new, cut,  up-to-1-mib, meminfo,  prefer-online",
        "6.12.75, fill,       possible,     all,   new, cut,  up-to-1-mib, meminfo,  prefer-reserved",
        "6.16,    fill,       possible,     all,   new, cut,  up-to-1-mib, reserved, prefer-online",
        "7.0,     fill,       possible,     all,   new, cut,  up-to-1-mib, reserved, prefer-reserved"
    })
    void aBehaviourHasItsSwitches(ArgumentsAccessor row) {
        List<String> columns = row.toList().stream().map(String::valueOf).toList();
        Behaviour behaviour = TableText.behaviour(columns.get(0));
        assertThat(behaviour.switches().keySet())
                .containsExactly("WIN", "POSS", "LOOP", "SORT", "LOW", "COV", "LIST", "LOOK");
        assertThat(behaviour.switches().values())
                .extracting(Switch::apiName)
                .containsExactlyElementsOf(columns.subList(1, columns.size()));
        assertThat(KernelTable.BEHAVIOURS.get(row.getInvocationIndex() - 1)).isEqualTo(behaviour);
    }

    @Test
    void theStableLevelOfDebian12FollowsFromItsAbi() {
        assertThat(version("6.1.0-1-amd64")).isEqualTo("6.1.4");
        assertThat(version("6.1.0-18-cloud-arm64")).isEqualTo("6.1.76");
        assertThat(version("6.1.0-46-rt-amd64")).isEqualTo("6.1.170");
        assertThat(version("6.1.0-50-amd64")).isEqualTo("6.1.176");
        assertThat(version("6.1.0-56-arm64-16k")).isEqualTo("6.1.192");
        assertThat(version("6.1.0-99-amd64")).isEqualTo("6.1");
        assertThat(version("6.1.0-1036-oem")).isEqualTo("6.1");
    }

    private static String version(String release) {
        return KernelRelease.parse(release).version();
    }

    @ParameterizedTest
    @CsvSource({
        "6.1.0-50-amd64, false",
        "6.1.0-99-amd64, true",
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
