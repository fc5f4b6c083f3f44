package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureFormatTest {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "SRAT @ 0x0000000000000000,ACPIDUMP",
        "FACP@0x0,ACPIDUMP",
        "'  00000000-00000fff : Reserved',IOMEM",
        "0 0x0 0x9fbff System RAM,MEMMAP",
        "0x0 0x9fbff System RAM,MEMMAP",
        "/sys/firmware/memmap/0/start:0x0,MEMMAP",
        "12/type:System RAM,MEMMAP",
        "   0: 0x0000000040000000..0x000000005fffffff    0 NONE,MEMBLOCK",
        "  12: 0x0000000040000000..0x000000005fffffff,MEMBLOCK",
        "Linux version 6.1 (b),DMESG",
        "Nov 22 10:00:00 host kernel: Command line: x,DMESG",
        "[ 1234.567890] usb 1-1: new device,DMESG",
        "kern  :info  : something,DMESG",
        "[000h 0000   4] Signature : \"CEDT\",IASL",
        "> [024h 0036 001h]  Subtable Type : 00,IASL",
        "Raw Table Data: Length 108 (0x6C),IASL",
        " * AML/ASL+ Disassembler version 20200925 (64-bit version),IASL",
        "block_size_bytes:8000000,MEMORY_BLOCKS",
        "/sys/devices/system/memory/memory12/phys_index:0000000c,MEMORY_BLOCKS",
        "memory0/state:online,MEMORY_BLOCKS",
        "memory0/node1,MEMORY_BLOCKS",
        "node0/meminfo:Node 0 MemTotal: 1254656 kB,NODES",
        "/sys/devices/system/node/node0/memory12,NODES",
        "memory_tier4/nodelist:0-1,MEMORY_TIERS",
        "/sys/devices/virtual/memory_tiering/memory_tier4/nodelist:0-1,MEMORY_TIERS",
        "RANGE                                 SIZE  STATE REMOVABLE BLOCK,LSMEM",
        "available: 2 nodes (0-1),NUMACTL",
        "Content-Type: multipart/mixed; boundary=b,MAIL",
        "BOOT_IMAGE=/vmlinuz-6.12.0 root=/dev/vda ro numa=off,COMMAND_LINE",
        "Linux host 6.12.74+deb12-amd64 #1 SMP PREEMPT_DYNAMIC x86_64 GNU/Linux,UNAME",
        "<!DOCTYPE topology SYSTEM \"hwloc2.dtd\">,HWLOC",
        "<topology version=\"2.0\">,HWLOC",
        "Machine (16GB total),HWLOC",
        "  -numa node=nodeid=0,QEMU",
        "/usr/bin/qemu-system-x86_64 -M q35,QEMU",
        "sudo qemu-kvm,QEMU",
    })
    void aTextIsRecognisedByOneLine(String line, CaptureFormat format) {
        assertThat(CaptureFormat.of(bytes("some words\n\n" + line + "\n"))).contains(format);
    }

    @Test
    void aTableIsRecognisedByItsSignatureAndLength() {
        assertThat(CaptureFormat.of(DumpText.table("SRAT", 0x120))).contains(CaptureFormat.SRAT_BINARY);
        assertThat(CaptureFormat.of(DumpText.table("CEDT", 36))).contains(CaptureFormat.CEDT_BINARY);
        assertThat(CaptureFormat.of(DumpText.table("SLIT", 45))).contains(CaptureFormat.SLIT_BINARY);
        assertThat(CaptureFormat.of(DumpText.table("HMAT", 45))).contains(CaptureFormat.HMAT_BINARY);
        assertThat(CaptureFormat.of(DumpText.table("FACP", 45))).contains(CaptureFormat.OTHER_TABLE);
        assertThat(CaptureFormat.of(DumpText.table("a b ", 45))).isEmpty();
        assertThat(CaptureFormat.OTHER_TABLE.reasonRefused()).contains("nodes do not depend on it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "[{\"bus\":\"root0\",\"memdevs:root0\":[{\"chardev\":1}]}];CXL",
                "{\"anon memdevs\":[]};CXL",
                "  [ {\"memdev\" : \"mem0\"}];CXL",
                "[{\"chardev\":\"dax0.0\",\"target_node\":0}];DAXCTL",
                "[{\"path\":\"\\/platform\",\"id\":0,\"size\":1,\"align\":2097152,\"devices\":[]}];DAXCTL",
                "{\"memory\":[{\"range\":\"0x0-0x7ffffff\",\"state\":\"online\"}]};LSMEM",
                "{\"memory\":[{\"start\":\"0x0\"}]};TOPOLOGY",
                "{\"kernel\":\"7.3\",\"systemRam\":[]};TOPOLOGY",
                "{\"x\":\"range\",\"@odata.id\":\"/redfish/v1\"};REDFISH",
                "{\"a\\\"bus\":1,\"region\":\"region0\"};CXL",
            })
    void jsonIsRecognisedByTheFirstNameThatOnlyOneProgramWrites(String json, CaptureFormat format) {
        assertThat(CaptureFormat.of(bytes(json))).contains(format);
        assertThat(CaptureFormat.of(bytes(json.replace("{", "{\n\t")))).contains(format);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{",
                "[",
                "{\"bus",
                "{\"bus\\",
                "{\"bus\"",
                "{\"bus\" \"x\"}",
                "{\"a name that is longer than any that is known here\": 1}",
                "\"bus\":1",
                "[\"bus\", {\"bus\": 1}]",
                "{é: \"x\"}"
            })
    void otherJsonIsNotRecognised(String json) {
        assertThat(CaptureFormat.of(bytes(json))).isEmpty();
    }

    @Test
    void archivesAreRecognisedByTheirFirstBytes() {
        assertThat(CaptureFormat.of(new byte[] {0x1f, (byte) 0x8b, 8, 0})).contains(CaptureFormat.GZIP);
        assertThat(CaptureFormat.of(new byte[] {0x1f, (byte) 0x8b})).isEmpty();
        assertThat(CaptureFormat.of(bytes("PK\u0003\u0004"))).contains(CaptureFormat.ZIP);
        assertThat(CaptureFormat.of(bytes("BZh91AY"))).contains(CaptureFormat.BZIP2);
        assertThat(CaptureFormat.of(bytes("LPKSHHRH"))).contains(CaptureFormat.JOURNAL);
        assertThat(CaptureFormat.of(bytes("MSCF\0\0\0\0"))).contains(CaptureFormat.OTHER_ARCHIVE);
        assertThat(CaptureFormat.of(bytes("070701"))).contains(CaptureFormat.OTHER_ARCHIVE);
    }

    @ParameterizedTest
    @CsvSource({
        "%PDF-1.7,DOCUMENT,a document or a picture,save its text as plain text",
        "{\\rtf1\\ansi,DOCUMENT,a document or a picture,save its text as plain text",
        "'KDUMP   ',CORE_DUMP,a core dump or a program,vmcore-dmesg.txt",
        "Content-Type: multipart/mixed,MAIL,a mail,save its attachments",
        "BOOT_IMAGE=/a,COMMAND_LINE,a kernel command line,commandLine",
        "Linux h 6.1.0 GNU/Linux,UNAME,the output of uname,field kernel"
    })
    void aFormatThatIsNotReadHasANameAndAWayForward(String text, CaptureFormat format, String name, String way) {
        assertThat(CaptureFormat.of(bytes(text))).contains(format);
        assertThat(format.describe()).isEqualTo(name);
        assertThat(format.reasonRefused())
                .hasValueSatisfying(why -> assertThat(why).contains(way));
    }

    @Test
    void aCommandLineAboveAnotherOutputDoesNotDecide() {
        assertThat(CaptureFormat.of(bytes("BOOT_IMAGE=/vmlinuz ro\n00001000-0009fbff : System RAM\n")))
                .contains(CaptureFormat.IOMEM);
    }

    @Test
    void anUnusableFormatSaysWhatToUploadInstead() {
        assertThat(CaptureFormat.HWLOC.reasonRefused())
                .hasValueSatisfying(
                        why -> assertThat(why).startsWith("the firmware's tables cannot be reconstructed from it"));
        assertThat(CaptureFormat.QEMU.reasonRefused()).isEqualTo(CaptureFormat.REDFISH.reasonRefused());
        assertThat(CaptureFormat.TOPOLOGY.reasonRefused()).contains("send it as application/json");
        assertThat(CaptureFormat.OTHER_ARCHIVE.reasonRefused()).isPresent();
        assertThat(CaptureFormat.MEMBLOCK.reasonRefused()).isEmpty();
        assertThat(CaptureFormat.DMESG.reasonRefused()).isEmpty();
        assertThat(CaptureFormat.DMESG.describe()).isEqualTo("a boot log");
        assertThat(CaptureFormat.DMESG.isText()).isTrue();
        assertThat(CaptureFormat.CXL.isText()).isFalse();
    }

    @Test
    void everyFileOfARealMachineIsRecognised() {
        Machine machine = Machine.of("E-seed-sandwich", "6.12.74");
        assertThat(CaptureFormat.of(machine.bytes("dmesg.txt"))).contains(CaptureFormat.DMESG);
        assertThat(CaptureFormat.of(machine.bytes("iomem.txt"))).contains(CaptureFormat.IOMEM);
        assertThat(CaptureFormat.of(machine.bytes("firmware-memmap.txt"))).contains(CaptureFormat.MEMMAP);
        assertThat(CaptureFormat.of(machine.bytes("numactl-H.txt"))).contains(CaptureFormat.NUMACTL);
        assertThat(CaptureFormat.of(machine.bytes("after/memory-blocks.txt"))).contains(CaptureFormat.MEMORY_BLOCKS);
        assertThat(CaptureFormat.of(machine.bytes("after/nodes.txt"))).contains(CaptureFormat.NODES);
        assertThat(CaptureFormat.of(machine.bytes("after/memory-tiers.txt"))).contains(CaptureFormat.MEMORY_TIERS);
        assertThat(CaptureFormat.of(machine.bytes("after/cxl-list-vvv.json"))).contains(CaptureFormat.CXL);
        assertThat(CaptureFormat.of(machine.bytes("after/daxctl-list.json"))).contains(CaptureFormat.DAXCTL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "SRAT", "SRAT of a machine", "hello", "{\"kernel\": \"6.1\"}", "node 0 size: 962 MB", "[x] y"
            })
    void anUnknownFormatIsNotGuessed(String text) {
        assertThat(CaptureFormat.of(bytes(text))).isEmpty();
    }

    @Test
    void onlyTheBeginningIsExamined() {
        String words = "words\n".repeat(CaptureFormat.BEGINNING_BYTES / 6);
        assertThat(CaptureFormat.of(bytes(words + "Linux version 6.1 (b)"))).isEmpty();
    }

    @Test
    void theFirstRecognisedLineDecides() {
        assertThat(CaptureFormat.of(bytes("SRAT @ 0x0\nLinux version 6.1 (b)"))).contains(CaptureFormat.ACPIDUMP);
    }

    @Test
    void besideJsonOnlyTheTextOfAHostCounts() {
        String devices = "[{\"chardev\":\"dax0.0\",\"size\":268435456,\"target_node\":2,\"mode\":\"system-ram\"}]\n";
        assertThat(CaptureFormat.allIn((devices + "qemu-system-x86_64 -m 4G\n").getBytes(StandardCharsets.UTF_8)))
                .containsExactly(CaptureFormat.DAXCTL);
    }

    @Test
    void outputsOfSeveralCommandsMayBePastedIntoOneText() {
        assertThat(CaptureFormat.allIn(
                        "available: 1 nodes (0)\n\n00 [x]\n[    0.000000] x".getBytes(StandardCharsets.UTF_8)))
                .containsExactlyInAnyOrder(CaptureFormat.NUMACTL, CaptureFormat.DMESG);
        assertThat(CaptureFormat.allIn("available: 1 nodes (0)\n[0] x : y\n".getBytes(StandardCharsets.UTF_8)))
                .containsExactly(CaptureFormat.NUMACTL);
        assertThat(CaptureFormat.allIn("SRAT @ 0x0\navailable: 1 nodes (0)\n".getBytes(StandardCharsets.UTF_8)))
                .containsExactly(CaptureFormat.ACPIDUMP);
    }
}
