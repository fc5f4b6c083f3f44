package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Which nodes have CPUs, in boot logs, sysfs and numactl. */
class OnlineProcessorsTest {

    private static final String BANNER = "[    0.000000] Linux version 7.3.4+deb13-amd64 (x)\n";

    @Test
    void aLogShowsTheNodesOfAllProcessorsButTheFirst() {
        LoggedProcessors processors = processors("""
                [    0.1] .... node  #0, CPUs:        #1   #2
                [    0.2] .... node  #1, CPUs:    #3
                [    0.3] smp: Brought up 2 nodes, 4 CPUs
                """);
        assertThat(processors).isEqualTo(new LoggedProcessors(OptionalInt.of(2), OptionalInt.of(4), List.of(0, 0, 1)));
        assertThat(processors.isComplete()).isTrue();
    }

    @Test
    void oneProcessorNeedsNoOtherLine() {
        LoggedProcessors processors = processors("[    0.3] smp: Brought up 1 node, 1 CPU\n");
        assertThat(processors).isEqualTo(new LoggedProcessors(OptionalInt.of(1), OptionalInt.of(1), List.of()));
        assertThat(processors.isComplete()).isTrue();
    }

    @Test
    void aLogWithoutTheseLinesShowsNothing() {
        assertThat(processors("")).isEqualTo(LoggedProcessors.NONE);
        assertThat(processors("[    0.1] .... node  #0, CPUs:\n[    0.1] smp: Brought up all\n"))
                .isEqualTo(LoggedProcessors.NONE);
        assertThat(LoggedProcessors.NONE.isComplete()).isFalse();
    }

    @Test
    void aLogThatLacksALineIsIncomplete() {
        assertThat(processors("[    0.3] smp: Brought up 2 nodes, 4 CPUs\n").isComplete())
                .isFalse();
    }

    @Test
    void sysfsShowsTheNodesWithCpus() {
        assertThat(sysfs("has_cpu:0-1,3").nodesWithCpus()).contains(List.of(0, 1, 3));
        assertThat(sysfs("/sys/devices/system/node/has_cpu:0\nnode0/cpulist:0-3\nnode1/cpulist:4")
                        .nodesWithCpus())
                .contains(List.of(0));
        assertThat(sysfs("node0/cpulist:0-3\nnode1/cpulist:\nnode2/cpulist:4").nodesWithCpus())
                .contains(List.of(0, 2));
        assertThat(sysfs("has_cpu:0\nhas_cpu:0").nodesWithCpus()).contains(List.of(0));
        assertThat(sysfs("node0/memory4").nodesWithCpus()).isEmpty();
        assertThatThrownBy(() -> sysfs("has_cpu:0\nhas_cpu:1"))
                .hasMessage(
                        "nodes, line 2: a second, different list of nodes with CPUs; give files that were read at the same time");
    }

    @Test
    void numactlShowsTheNodesWithCpus() {
        assertThat(numactl("node 0 cpus: 0 1\nnode 0 size: 962 MB\nnode 1 cpus:\nnode 1 size: 1 MB\n"))
                .contains(List.of(0));
        assertThat(numactl("node 0 size: 962 MB\n")).isEmpty();
    }

    private static LoggedProcessors processors(String lines) {
        return BootLog.parse((BANNER + lines).getBytes(StandardCharsets.UTF_8)).processors();
    }

    private static Sysfs sysfs(String text) {
        return Sysfs.parse(Map.of("nodes", text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Optional<List<Integer>> numactl(String text) {
        return Numactl.parse(text.getBytes(StandardCharsets.UTF_8)).nodesWithCpus();
    }
}
