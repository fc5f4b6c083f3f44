package io.targetnode.topology.intake;

import static io.targetnode.topology.intake.FieldUpload.file;
import static io.targetnode.topology.intake.FieldUpload.read;
import static io.targetnode.topology.intake.FieldUpload.text;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.targetnode.acpi.AcpiTableException;
import io.targetnode.capture.CaptureException;
import io.targetnode.capture.DaxDevice;
import io.targetnode.capture.GzipException;
import io.targetnode.capture.Machine;
import io.targetnode.topology.Source;
import io.targetnode.topology.Upload;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Evidence as people paste it, beside a good boot log: it is read, or the reason is given, and the machine is replayed. */
class PastedEvidenceTest {

    private static final byte[] DMESG = file("lsmem-offline/dmesg.txt");
    private static final String ONLINE = "1 range of online memory";
    private static final String ONLINE_TWICE = "2 ranges of online memory";
    private static final String DEVICE = "1 dax device";

    private static Upload uploaded(byte[]... files) {
        FieldUpload upload = new FieldUpload().with(DMESG);
        for (byte[] file : files) {
            upload.with(file);
        }
        return upload.read();
    }

    @ParameterizedTest
    @CsvSource({"lsmem.txt, the size of memory blocks", "lsmem-raw.txt,"})
    void offlineMemoryWithoutRemovableIsSkipped(String file, String otherFact) {
        Upload upload = uploaded(file("lsmem-offline/" + file));
        assertThat(read(upload, HostFile.LSMEM))
                .isEqualTo(Stream.of(ONLINE_TWICE, otherFact)
                        .filter(Objects::nonNull)
                        .toList());
        assertThat(upload.unused()).isEmpty();
        assertThat(upload.machine().inputs().ram().count()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "daxctl-prompt.txt, DAXCTL, 1 dax device",
        "daxctl-tail.txt, DAXCTL, 1 dax device",
        "lsmem-json-prompt.txt, LSMEM, 1 range of online memory"
    })
    void jsonIsReadBetweenPromptsAndMessages(String name, HostFile kind, String fact) {
        byte[] pasted = file("pasted-json/" + name);
        Upload upload = uploaded(pasted);
        assertThat(read(upload, kind)).containsExactly(fact);
        assertThat(upload.unused()).isEmpty();
        assertThat(read(new FieldUpload().with(DMESG).with(kind, pasted).read(), kind))
                .containsExactly(fact);
    }

    @Test
    void jsonIsReadInEachFormInWhichItIsPasted() {
        String listing = new String(file("pasted-json/daxctl-prompt.txt"), UTF_8);
        for (byte[] pasted : new byte[][] {
            text(listing.replace("\n", "\r\n")),
            text("\ufeff" + listing),
            ("\ufeff" + listing).getBytes(UTF_16LE),
            text(listing.replaceAll("(?m)^", "> ")),
            text(listing.replaceAll("(?m)^", "> > ")),
            text(listing.replaceAll("(?m)^", "\t> ")),
            text(listing.replace("  ", "\u00a0 ")),
            text(listing.replace("{", "\u001b[1;39m{").replace("\"size\"", "\u001b[34;1m\"size\"\u001b[0m")),
            text(listing.replaceAll("\\s*\n\\s*", "\n")),
            text(listing.replaceAll("\\n\\s+", " ")),
            text("    " + listing.replace("\n", "\n    ")),
        }) {
            assertThat(read(uploaded(pasted), HostFile.DAXCTL))
                    .as(new String(pasted, UTF_8))
                    .containsExactly(DEVICE);
        }
    }

    @Test
    void theRecognisedDocumentsOfOnePasteAreRead() {
        String paste = "# lsblk -J\n" + new String(file("bundles/lsblk.json"), UTF_8)
                + "\n" + new String(file("pasted-json/lsmem-json-prompt.txt"), UTF_8)
                + "\n" + new String(file("pasted-json/daxctl-tail.txt"), UTF_8)
                + "# cxl list\n[{\"decoder\":\"decoder0.0\",\"resource\":137438953472,\"size\":274877906944}]\n";
        Upload upload = uploaded(text(paste));
        assertThat(read(upload, HostFile.LSMEM)).containsExactly(ONLINE);
        assertThat(read(upload, HostFile.DAXCTL)).containsExactly(DEVICE);
        assertThat(read(upload, HostFile.CXL)).containsExactly("1 window");
        assertThat(upload.unused()).isEmpty();
    }

    @Test
    void jsonBelowABootLogInOneTextIsRead() {
        byte[] both = text(
                new String(DMESG, UTF_8) + "$ daxctl list\n" + new String(file("pasted-json/daxctl-tail.txt"), UTF_8));
        Upload upload = new FieldUpload().with(both).read();
        assertThat(read(upload, HostFile.DAXCTL)).containsExactly(DEVICE);
        assertThat(upload.machine().inputs().ram().count()).isEqualTo(3);
    }

    @Test
    void aJsonListingThatIsCutOrAnnotatedIsReportedWithItsLine() {
        String listing = new String(file("pasted-json/daxctl-prompt.txt"), UTF_8);
        assertThat(uploaded(text(listing.replace("1,", "1, <<<< here"))).unused())
                .singleElement()
                .asString()
                .startsWith("daxctl, line 6: not well-formed JSON");
        assertThat(uploaded(text(listing.substring(0, listing.indexOf("\"align\""))))
                        .unused())
                .singleElement()
                .asString()
                .startsWith("daxctl, line 7: not well-formed JSON");
    }

    /** Each has a name that a tool of interest writes, too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"Id\":\"0\",\"HostConfig\":{\"Devices\":[{\"path\":\"/dev/autofs\",\"type\":\"c\"}]}}]",
                "[{\"Id\":\"0\",\"Path\":\"nginx\",\"NetworkSettings\":{\"Ports\":{\"80/tcp\":null},\"region\":\"eu\"}}]",
                "{\"blockdevices\":[{\"name\":\"pmem0\",\"path\":\"/dev/pmem0\",\"size\":\"250M\",\"id\":1}]}",
                "[{\"ifname\":\"swp1\",\"port\":\"swp1\",\"flags\":[]}]",
                "[{\"ifindex\":1,\"ifname\":\"lo\",\"dev\":\"lo\",\"flags\":[\"LOOPBACK\"]}]",
                "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[{\"spec\":{\"region\":\"us-east-1\",\"port\":80}}]}",
                "{\"name\":\"web\",\"scripts\":{\"start\":\"node .\"},\"region\":\"eu-west-1\"}",
                "{\"id\":\"host\",\"class\":\"system\",\"children\":[{\"id\":\"memory\",\"start\":0,\"size\":1}]}",
                "{\"version\":\"4.5\",\"cmdlineopts\":{},\"components\":{\"report\":{\"plugins\":{\"path\":1}}}}",
                "{\"memory\":{\"range\":\"0x0-0x1\",\"limit\":\"2G\"},\"region\":\"region\"}",
                "[{\"path\":\"/a\",\"id\":7}]",
                "{\"port\":\"port1\",\"speed\":\"100G\"}",
                "{\"range\":\"bytes\",\"block\":\"0\",\"start\":\"x\"}",
            })
    void jsonOfOtherProgramsIsUnused(String json) {
        Upload upload = uploaded(text(json));
        assertThat(upload.unused()).containsExactly("file 2: its format is not recognised");
        assertThat(upload.sources()).hasSize(1);
        assertThat(uploaded(text(json.replaceAll("([{,\\[])", "$1\n  "))).unused())
                .containsExactly("file 2: its format is not recognised");
    }

    @ParameterizedTest
    @EnumSource(
            value = HostFile.class,
            names = {"MEMORY_BLOCKS", "NODES", "MEMORY_TIERS", "LSMEM", "DAXCTL", "CXL", "NUMACTL", "SLIT", "HMAT"})
    void evidenceThatCannotBeReadIsUnusedAndTheReasonOfARefusalIfItIsAlone(HostFile kind) {
        byte[] content = text("[{\"secret\":\"4711\"}]");
        Upload upload = new FieldUpload().with(DMESG).with(kind, content).read();
        assertThat(upload.unused())
                .singleElement()
                .asString()
                .matches(kind.apiName() + "(, line 1)?: .{20,}")
                .doesNotContain("4711");
        FieldUpload alone = new FieldUpload().with(kind, content);
        if (kind == HostFile.SLIT || kind == HostFile.HMAT) {
            assertThatThrownBy(alone::read).isInstanceOf(AcpiTableException.class);
        } else {
            assertThatThrownBy(alone::read)
                    .isInstanceOf(CaptureException.class)
                    .hasMessage(upload.unused().get(0));
        }
    }

    @Test
    void aNamedPartWithOtherContentIsUnusedIfItIsOnlyEvidence() {
        byte[] lsmem = file("lsmem-offline/lsmem.txt");
        assertThat(new FieldUpload()
                        .with(DMESG)
                        .with(HostFile.DAXCTL, lsmem)
                        .read()
                        .unused())
                .containsExactly("daxctl: it is the output of lsmem; send it as the part lsmem");
        assertThatThrownBy(() -> new FieldUpload().with(HostFile.DAXCTL, lsmem).read())
                .isInstanceOf(UnusableFileException.class)
                .hasMessage("daxctl: it is the output of lsmem; send it as the part lsmem");
    }

    @Test
    void aTextOfSysfsThatCannotBeReadDoesNotHideTheOthers() {
        Upload upload = new FieldUpload()
                .with(DMESG)
                .with(
                        HostFile.NODES,
                        text("node0/meminfo:Node 0 MemTotal: 1 kB\nnode0/meminfo:Node 0 MemTotal: 2 kB\n"))
                .with(HostFile.MEMORY_TIERS, text("memory_tier4/nodelist:0-1\n"))
                .read();
        assertThat(read(upload, HostFile.MEMORY_TIERS)).containsExactly("1 memory tier");
        assertThat(upload.unused())
                .singleElement()
                .asString()
                .startsWith("nodes, line 2: a second, different MemTotal");
    }

    @Test
    void iomemThatWasReadWithoutRootIsUnusedBesideABootLog() {
        byte[] blind = text("00000000-00000000 : System RAM\n  00000000-00000000 : Kernel code\n");
        assertThat(uploaded(blind).unused()).singleElement().asString().startsWith("iomem: every address is 0");
        assertThatThrownBy(() -> new FieldUpload().with(blind).read()).isInstanceOf(CaptureException.class);
        byte[] srat = Machine.of("A-one-window", "7.3.4").bytes("SRAT.bin");
        assertThatThrownBy(() -> new FieldUpload().with(srat).with(blind).read())
                .as("here it would be the source of RAM")
                .isInstanceOf(CaptureException.class);
    }

    @Test
    void ndctlShowsTheTargetNodesOfDaxDevices() {
        Upload upload = uploaded(text("""
                # ndctl list -vvX
                {"regions":[
                  {"dev":"region0","size":4294967296,"type":"pmem","iset_id":-12,"target_node":2,
                   "namespaces":[{"dev":"namespace0.0","mode":"devdax","chardev":"dax0.0","size":4225761280,"target_node":2,
                     "daxregion":{"id":0,"devices":[{"chardev":"dax0.0","size":4225761280}]}}]},
                  {"dev":"region1","size":4294967296,"type":"pmem","target_node":3,
                   "namespaces":[{"dev":"namespace1.0","mode":"fsdax","blockdev":"pmem1","target_node":3}]}
                ]}
                """));
        assertThat(read(upload, HostFile.DAXCTL)).containsExactly(DEVICE);
        assertThat(upload.evidence().devices())
                .extracting(DaxDevice::name, DaxDevice::targetNode)
                .containsExactly(tuple("dax0.0", OptionalInt.of(2)));
        assertThat(upload.unused())
                .singleElement()
                .asString()
                .startsWith("daxctl: 2 target nodes that ndctl lists have no dax device");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"dev\":\"region0\",\"size\":4294967296,\"type\":\"pmem\",\"target_node\":2}]",
                "[{\"dev\":\"namespace0.0\",\"mode\":\"fsdax\",\"blockdev\":\"pmem0\"}]",
                "[{\"bus\":\"root0\",\"provider\":\"ACPI.CXL\"}]",
                "{\"memory\":[{\"range\":\"0x0-0x7ffffff\",\"state\":\"offline\",\"node\":0}]}",
                "RANGE SIZE STATE\n0x0-0xfff 4K offline\n",
            })
    void evidenceOfWhichNothingIsReadHasAReason(String json) {
        Upload upload = uploaded(text(json));
        assertThat(upload.sources().get(1).read()).isEmpty();
        assertThat(upload.unused())
                .singleElement()
                .asString()
                .startsWith(upload.sources().get(1).format() + ": ");
    }

    @ParameterizedTest
    @CsvSource({
        "[root@host ~]# cxl list, CXL",
        "$ sudo daxctl list -D, DAXCTL",
        "host% ndctl list -vvX, DAXCTL",
    })
    void anEmptyListBelowItsCommandIsAListing(String prompt, HostFile kind) {
        for (String list : new String[] {"[]", "\n[\n]\n$ exit"}) {
            Upload upload = uploaded(text(prompt + "\n" + list + "\n"));
            assertThat(upload.sources())
                    .hasSize(2)
                    .last()
                    .satisfies(source -> assertThat(source.format()).isEqualTo(kind.apiName()));
            assertThat(upload.unused()).singleElement().asString().startsWith(kind.apiName() + ": nothing in it");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "$ lsblk -J\n[]", "cxl list\n[]", "$ cxl list\nother\n[]"})
    void anEmptyListOfAnotherCommandIsUnused(String text) {
        assertThat(uploaded(text(text)).unused()).containsExactly("file 2: its format is not recognised");
    }

    @Test
    void aListOfBlanksIsNoListing() {
        assertThat(uploaded(text("$ cxl list\n[" + " ".repeat(500) + "]")).unused())
                .containsExactly("file 2: its format is not recognised");
    }

    @Test
    void aDamagedGzipFileOfEvidenceIsUnused() {
        byte[] damaged = Arrays.copyOf(Archives.gzip(file("lsmem-offline/lsmem.txt")), 40);
        for (HostFile kind : new HostFile[] {HostFile.LSMEM, HostFile.IOMEM, HostFile.SLIT}) {
            assertThat(new FieldUpload().with(DMESG).with(kind, damaged).read().unused())
                    .singleElement()
                    .asString()
                    .startsWith(kind.apiName() + ": not a valid gzip stream");
        }
        assertThatThrownBy(() -> new FieldUpload().with(DMESG).with(HostFile.SRAT, damaged))
                .isInstanceOf(GzipException.class);
    }

    @Test
    void aSecondFileIsUnusedIfItDiffersAndMergedIfNot() {
        byte[] seed = Machine.of("E-seed-sandwich", "7.3.4").bytes("numactl-H.txt");
        byte[] other = Machine.of("A-one-window", "7.3.4").bytes("numactl-H.txt");
        assertThat(uploaded(seed, seed).unused()).isEmpty();
        assertThat(uploaded(seed, other).unused()).containsExactly("file 3: a second numactl; the first one is used");
        byte[] lsmem = file("lsmem-offline/lsmem.txt");
        assertThat(uploaded(lsmem, file("lsmem-offline/lsmem-raw.txt"), lsmem).unused())
                .containsExactly("file 3: a second lsmem; the first one is used");
    }

    @Test
    void tablesOfEvidenceThatDifferAreUnused() {
        byte[] slit = Machine.of("C-hmat-cpuless", "7.3.4").bytes("SLIT.bin");
        byte[] other = slit.clone();
        other[slit.length - 2]++;
        StringBuilder dump = new StringBuilder("SLIT @ 0x0000000000000000\n");
        for (int at = 0; at < other.length; at += 16) {
            dump.append("    %04X: %s\n"
                    .formatted(at, HexFormat.ofDelimiter(" ").formatHex(other, at, Math.min(at + 16, other.length))));
        }
        assertThat(uploaded(slit, text(dump + "\n")).unused())
                .contains("slit and acpidump contain different tables: upload the files of one machine");
        assertThat(uploaded(slit, other).unused()).contains("file 3: a second slit; the first one is used");
    }

    @Test
    void outputsThatArePastedIntoOneTextAreReadInAnyOrder() {
        Machine seed = Machine.of("E-seed-sandwich", "7.3.4");
        String dmesg = "# dmesg\n" + seed.text("dmesg.txt");
        String iomem = "# cat /proc/iomem\n" + seed.text("after/iomem.txt");
        String numactl = "# numactl -H\n" + seed.text("numactl-H.txt");
        String lsmem = "# lsmem\n" + new String(file("lsmem-offline/lsmem.txt"), UTF_8);
        Upload upload =
                new FieldUpload().with(text(dmesg + iomem + numactl + lsmem)).read();
        assertThat(upload.sources()).extracting(Source::format).containsExactly("dmesg", "iomem", "lsmem", "numactl");
        assertThat(read(upload, HostFile.NUMACTL)).isNotEmpty();
        assertThat(read(upload, HostFile.LSMEM)).isNotEmpty();
        Upload other =
                new FieldUpload().with(text(lsmem + numactl + iomem + dmesg)).read();
        assertThat(other.machine()).isEqualTo(upload.machine());
        assertThat(other.evidence()).isEqualTo(upload.evidence());
    }

    @Test
    void aNamedLogMayHaveAListingBelow() {
        byte[] both = text(
                new String(DMESG, UTF_8) + "$ daxctl list\n" + new String(file("pasted-json/daxctl-tail.txt"), UTF_8));
        Upload upload = new FieldUpload().with(HostFile.DMESG, both).read();
        assertThat(read(upload, HostFile.DAXCTL)).containsExactly(DEVICE);
        assertThat(read(upload, HostFile.DMESG)).isNotEmpty();
    }

    @Test
    void daxctlAndNdctlListTheDevicesTogether() {
        byte[] ndctl = text("[{\"dev\":\"namespace1.0\",\"chardev\":\"dax1.0\",\"target_node\":3}]");
        byte[] daxctl = file("pasted-json/daxctl-tail.txt");
        assertThat(uploaded(ndctl, daxctl).evidence())
                .isEqualTo(uploaded(daxctl, ndctl).evidence());
        assertThat(uploaded(ndctl, daxctl).evidence().devices())
                .extracting(DaxDevice::name)
                .containsExactly("dax0.0", "dax1.0");
    }
}
