package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.kernel.Distributor;
import io.targetnode.kernel.ReleaseRange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a log shows about how its kernel was built. */
class BuildLinesTest {

    private static final String BANNER = "Linux version 6.12.9 (x@y) (gcc) #1 SMP\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Dentry cache hash table entries: 262144 (order: 7, 2097152 bytes, vmalloc)|16384",
                "Dentry cache hash table entries: 262144 (order: 9, 2097152 bytes, linear)|4096",
                "Dentry cache hash table entries: 8388608 (order: 10, 67108864 bytes)|65536",
                "Dentry cache hash table entries: 262144 (order: 6, 262144 bytes)|4096"
            })
    void aHashTableShowsThePageSize(String line, int pageBytes) {
        assertThat(build(BANNER + line).pageBytes()).hasValue(pageBytes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Dentry cache hash table entries: 262144 (order: 99, 2097152 bytes)",
                "Dentry cache hash table entries: 262144 (order: 0, 2097152 bytes)",
                "Dentry cache hash table entries: 262144 (order: 3, 100000 bytes)",
                "Dentry cache hash table entries: 262144 (order: -1, 2048 bytes)",
                "Dentry cache hash table entries: 2621"
            })
    void aDamagedLineShowsNoPageSize(String line) {
        assertThat(build(BANNER + line).pageBytes()).isEmpty();
    }

    /** First lines of logs, the distributor that each names, and the other behaviours that its builds of the release have. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7.3.4+deb13-amd64 (debian-kernel@lists.debian.org) (x86_64-linux-gnu-gcc-14 (Debian 14.2.0-19) 14.2.0, GNU ld (GNU Binutils for Debian) 2.44) #1 SMP PREEMPT_DYNAMIC Debian 7.3.4-1~bpo13+1 (2026-11-15)|DEBIAN|",
                "6.1.0-50-amd64 (debian-kernel@lists.debian.org) (gcc-12 (Debian 12.2.0-14+deb12u1) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40) #1 SMP PREEMPT_DYNAMIC Debian 6.1.176-1 (2026-07-02)|DEBIAN|",
                "6.8.0-45-generic (builder@host) (gcc version 9.0.1 20190312 (Red Hat 9.0.1-0.10) (GCC)) #45 SMP Tue Jul 23 09:17:48 CST 2019|RED_HAT|",
                "6.4.0-rc6-dev-00055-g0c0df63177e3 (user@host) (gcc (Debian 12.2.0-14) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40) #1 SMP|DEBIAN|",
                "6.12.9-300.fc41.x86_64 (builder@host) (gcc (GCC) 14.2.1) #1 SMP PREEMPT_DYNAMIC Fri Jan 10 00:00:00 UTC 2025||",
                "6.18.0-rc5 (user@host) (gcc (Ubuntu 14.2.0-19ubuntu2) 14.2.0, GNU ld (GNU Binutils for Ubuntu) 2.44) #4 SMP|UBUNTU|",
                "6.12.16-generic (root@host) (gcc (Ubuntu 15.2.0-11ubuntu1) 15.2.0, GNU ld (GNU Binutils for Ubuntu) 2.45) #0.1.0.4 SMP|UBUNTU|",
                "6.1.62-1.qubes.fc37.x86_64 (mockuser@build) (gcc (GCC) 12.3.1) #1 SMP PREEMPT_DYNAMIC Tue Nov 14 06:16:38 GMT 2023||",
                "6.1.1-arch1-4-custom (user@host) (gcc (GCC) 12.2.0, GNU ld (GNU Binutils) 2.39.0) #5 SMP||",
                "5.14.0-570.23.1.el9_6.x86_64 (builder@host) (gcc (GCC) 14.2.1) #1 SMP||",
                "5.14.0-570.23.1.el9_6.x86_64 (mockbuild@host) (gcc (GCC) 11.5.0 20240719 (Red Hat 11.5.0-5), GNU ld 2.35) #1 SMP|RED_HAT|",
                "5.14.0 (x@y) (gcc (GCC) 11.5.0 20240719 (Red Hat 11.5.0-5), GNU ld 2.35) #1 SMP|RED_HAT|6.0.8, 5.14.0-437.el9, 6.1, 6.1",
                "5.14.0-custom (x@y) (gcc (GCC) 11.5.0 20240719 (Red Hat 11.5.0-5), GNU ld 2.35) #1 SMP|RED_HAT|6.0.8, 5.14.0-437.el9, 6.1, 6.1",
                "6.4.0 (geeko@buildhost) (gcc (SUSE Linux) 7.5.0, GNU ld (GNU Binutils; SUSE Linux Enterprise 15) 2.41) #1 SMP|SUSE|6.1, 6.1",
                "6.4.0-150600.23.25-default (geeko@buildhost) (gcc (SUSE Linux) 7.5.0, GNU ld 2.41) #1 SMP|SUSE|",
                "6.12.0 (geeko@buildhost) (gcc (SUSE Linux) 13.3.0, GNU ld 2.43) #1 SMP|SUSE|6.12",
                "6.12.0 (x@y) (gcc (GCC) 14.2.1 20250110 (Red Hat 14.2.1-7), GNU ld 2.41) #1 SMP|RED_HAT|6.12.0",
                "6.6.0 (x@y) (gcc_old (GCC) 12.3.1 (openEuler 12.3.1-30.oe2403), GNU ld 2.41) #1 SMP|OPEN_EULER|6.5.12, 6.1, 6.1",
                "6.8.0 (x@y) (x86_64-linux-gnu-gcc-13 (Ubuntu 13.2.0-23ubuntu4) 13.2.0, GNU ld 2.42) #1 SMP|UBUNTU|6.8",
                "6.5.0 (x@y) (gcc (Ubuntu 11.4.0-1ubuntu1) 11.4.0) #1 SMP|UBUNTU|",
                "5.14.21 (geeko@buildhost) (gcc (SUSE Linux) 7.5.0) #1 SMP|SUSE|",
                "6.1.0 (x@y) (gcc-12 (Debian 12.2.0-14) 12.2.0) #1 SMP|DEBIAN|6.5.12, 6.1"
            })
    void theCompilerNamesADistributor(String banner, Distributor distributor, String behaviours) {
        BootLog log = BootLog.parse(("Linux version " + banner + "\n").getBytes(StandardCharsets.UTF_8));
        assertThat(log.build().distributor()).isEqualTo(Optional.ofNullable(distributor));
        List<ReleaseRange> others = log.build().distributor().stream()
                .flatMap(named -> named.otherBuilds(log.kernel().orElseThrow()).stream())
                .toList();
        assertThat(others.stream().map(range -> range.behaviour().id()).collect(Collectors.joining(", ")))
                .isEqualTo(behaviours == null ? "" : behaviours);
    }

    private static LoggedBuild build(String text) {
        return BootLog.parse(text.getBytes(StandardCharsets.UTF_8)).build();
    }
}
