package io.targetnode.topology.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.capture.Machine;
import io.targetnode.kernel.Boot;
import io.targetnode.kernel.Memblk;
import io.targetnode.memory.Address;
import java.util.ArrayList;
import java.util.List;

/** The answers and the two private tables of a booted machine's kernel, next to those of the service. */
public final class RealAnswers {

    private RealAnswers() {}

    public static String of(KernelView view, Machine machine) {
        List<String> lines = new ArrayList<>();
        for (String line : expected(machine).lines().toList()) {
            String address = line.split("\t")[0];
            long parsed = Address.parse(address);
            lines.add("%s\t%d\t%d"
                    .formatted(
                            address,
                            view.resolver().targetNode(parsed),
                            view.resolver().hotAddNode(parsed)));
        }
        return String.join("\n", lines);
    }

    public static String expected(Machine machine) {
        List<String> lines = machine.text("answers.tsv").lines().toList();
        assertThat(lines.get(0)).isEqualTo("address\ttarget_node\thot_add_node");
        assertThat(lines).hasSizeGreaterThan(50);
        return String.join("\n", lines.subList(1, lines.size()));
    }

    public static String tables(Boot boot) {
        return table("numa_meminfo", boot.meminfo().blocks())
                + table("numa_reserved_meminfo", boot.reserved().blocks());
    }

    private static String table(String name, List<Memblk> blocks) {
        StringBuilder text = new StringBuilder("%s nr_blks %d\n".formatted(name, blocks.size()));
        for (int i = 0; i < blocks.size(); i++) {
            text.append("%s %d %s %s %d\n"
                    .formatted(
                            name,
                            i,
                            Address.print(blocks.get(i).range().start()),
                            Address.print(blocks.get(i).range().end() + 1),
                            blocks.get(i).node()));
        }
        return text.toString();
    }
}
