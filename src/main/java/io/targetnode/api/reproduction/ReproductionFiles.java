package io.targetnode.api.reproduction;

import io.targetnode.analysis.reproduction.Reproduction;
import io.targetnode.memory.Address;
import io.targetnode.resolve.TargetNodeResolver;
import io.targetnode.topology.service.KernelView;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The files that reproduce a layout: the tables, a script that starts QEMU, and what to expect. */
final class ReproductionFiles {

    private static final String TABLES_OF_RAM_DISK = "kernel/firmware/acpi/";

    private ReproductionFiles() {}

    /** The archive. */
    static byte[] tar(Reproduction machine) {
        Map<String, byte[]> tables = new LinkedHashMap<>();
        machine.cedt().ifPresent(table -> tables.put("CEDT.aml", table));
        machine.srat().ifPresent(table -> tables.put("SRAT.aml", table));
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("README.txt", bytes(readme(machine)));
        files.put("run.sh", bytes(script(machine, tables)));
        files.putAll(tables);
        files.put("acpi-override.cpio", Archives.cpio(TABLES_OF_RAM_DISK, tables));
        return Archives.tar(files);
    }

    private static String script(Reproduction machine, Map<String, byte[]> tables) {
        long kibibytes = machine.memoryBytes() >> 10;
        boolean hasHighRam = machine.memoryBytes() > machine.lowBytes();
        return """
            #!/bin/sh
            # Boots a kernel in QEMU (7.2 or later) with the RAM and the tables of this layout: ./run.sh KERNEL INITRD [QEMU options]
            set -eu
            [ $# -ge 2 ] || { echo "usage: $0 KERNEL INITRD [QEMU options]" >&2; exit 2; }
            kernel=$1 initrd=$2
            shift 2
            here=$(dirname "$0")
            exec qemu-system-x86_64 -machine pc,memory-backend=ram%s -cpu max -smp 1 \\
                -m %dk -object memory-backend-ram,id=ram,size=%dk,reserve=off \\
            %s    -kernel "$kernel" -initrd "$initrd" -nographic -no-reboot \\
                -append "%s" "$@"
            """.formatted(
                        hasHighRam ? ",max-ram-below-4g=%d".formatted(machine.lowBytes()) : "",
                        kibibytes,
                        kibibytes,
                        tables.keySet().stream()
                                .map("    -acpitable file=\"$here/%s\" \\%n"::formatted)
                                .collect(Collectors.joining()),
                        String.join(" ", machine.parameters()));
    }

    private static String readme(Reproduction machine) {
        KernelView view = machine.view();
        String kernel = view.choice().kernel().text();
        return """
            Layout of topology %s, revision %d, for kernel %s
            ================================================================

            A kernel that boots in this virtual machine gives every address from 1 MiB on the node that the service
            answers for the topology. The replay of the virtual machine was compared with that of the topology.

            Run it with the kernel and the initrd of the release, which are not part of this archive:

                ./run.sh /boot/vmlinuz-%s /boot/initrd.img-%s

            Add -enable-kvm where KVM is available. QEMU gets %d MiB, of which the kernel uses %d MiB. The rest is only
            address space, so a small host is enough. The firmware may take one more page from the end of the RAM below 4 GiB.

            SRAT.aml, CEDT.aml    the tables; without the vendor's names and serial numbers, and without
                                  entries that number no node
            acpi-override.cpio    the same tables for the initrd of another machine that runs x86-64 Linux with
                                  CONFIG_ACPI_TABLE_UPGRADE: cat acpi-override.cpio initrd.img > initrd-with-tables.img.
                                  Its RAM must be that of this layout.
            run.sh                the command line of QEMU and of the kernel

            What to see
            -----------

            The kernel prints these lines about nodes:

            %s

            Soft-reserved windows become dax devices if the kernel has dax_hmem (CONFIG_DEV_DAX_HMEM). The kernel's
            own answer for the start of each is in sysfs: grep . /sys/bus/dax/devices/*/target_node

            %s

            Compare the booted kernel with the service: save dmesg as dmesg.txt, then

                curl -F srat=@SRAT.aml -F cedt=@CEDT.aml -F dmesg=@dmesg.txt SERVICE/api/v1/replay/verification
            """.formatted(
                        view.topology().name(),
                        view.topology().revision(),
                        kernel,
                        kernel,
                        kernel,
                        machine.memoryBytes() >> 20,
                        machine.usedBytes() >> 20,
                        view.boot().log().isEmpty()
                                ? "    (none)"
                                : machine.boot().log().stream().collect(Collectors.joining("\n    ", "    ", "")),
                        answers(machine));
    }

    private static String answers(Reproduction machine) {
        if (machine.softReserved().isEmpty()) {
            return "No window of this layout can be a dax device in QEMU.";
        }
        TargetNodeResolver resolver = machine.view().resolver();
        return machine.softReserved().stream()
                .map(window -> "%s: target_node %d"
                        .formatted(Address.print(window.start()), resolver.targetNode(window.start())))
                .collect(Collectors.joining("\n    ", "    ", ""));
    }

    private static byte[] bytes(String text) {
        return text.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
    }
}
