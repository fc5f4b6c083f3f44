package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.targetnode.topology.intake.JsonTree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LsmemTest {

    private static final String TABLE = """
            RANGE                                  SIZE  STATE REMOVABLE BLOCK NODE
            0x0000000000000000-0x000000001fffffff  512M online       yes   0-3    0
            0x0000000020000000-0x000000002fffffff  256M online       yes   4-5    2
            0x0000000040000000-0x0000000047ffffff  128M offline            8      0

            Memory block size:       128M
            Total online memory:     768M
            """;

    private static Lsmem parse(String json) {
        return Lsmem.parse(JsonTree.read(Lsmem.SOURCE, json.getBytes(StandardCharsets.UTF_8), Lsmem::reads));
    }

    private static Lsmem table(String text) {
        return Lsmem.parseTable(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> online(Lsmem lsmem) {
        return lsmem.online().stream()
                .map(run -> run.range() + "@" + run.node())
                .toList();
    }

    @Test
    void onlineRangesAreJoinedNodeByNode() {
        Lsmem lsmem = parse("""
                {
                   "memory": [
                      {"range":"0x0000000000000000-0x0000000007ffffff", "size":"128M", "state":"online", "removable":true, "block":"0", "node":0},
                      {"range":"0x0000000008000000-0x000000001fffffff", "size":402653184, "state":"online", "removable":false, "block":"1-3", "node":"0"},
                      {"range":"0x0000000020000000-0x000000002fffffff", "size":"256M", "state":"online", "removable":true, "block":"4-5", "node":2},
                      {"range":"0x0000000030000000-0x000000003fffffff", "size":"256M", "state":"offline", "removable":true, "block":"6-7", "node":2},
                      {"range":"0x0000000040000000-0x000000004fffffff", "size":"256M", "state":"on->off", "removable":true, "block":"8-9", "node":2}
                   ]
                }
                """);
        assertThat(online(lsmem)).containsExactly("0x0-0x1fffffff@0", "0x20000000-0x2fffffff@2");
        assertThat(lsmem.warnings()).isEmpty();
    }

    @Test
    void columnsOfNewerReleasesAreRead() {
        String table = """
                RANGE                                  SIZE   STATE REMOVABLE BLOCK CONFIGURED MEMMAP-ON-MEMORY NODE
                0x0000000000000000-0x000000001fffffff  512M  online       yes   0-3        yes               no    0
                0x0000000020000000-0x000000002fffffff  256M offline             4-5        yes              yes    2
                """;
        assertThat(online(table(table))).containsExactly("0x0-0x1fffffff@0");
        assertThat(CaptureFormat.of(table.getBytes(StandardCharsets.UTF_8))).hasValue(CaptureFormat.LSMEM);
        String pairs =
                "SIZE=\"2G\" STATE=\"online\" CONFIGURED=\"yes\" MEMMAP_ON_MEMORY=\"no\" NODE=\"1\" RANGE=\"0x0-0xfff\"";
        assertThat(CaptureFormat.of(pairs.getBytes(StandardCharsets.UTF_8))).hasValue(CaptureFormat.LSMEM);
        assertThat(online(table(pairs))).containsExactly("0x0-0xfff@1");
    }

    @Test
    void rangesWithoutNodeAreLeftOutAndCounted() {
        Lsmem lsmem = parse("""
                {"memory":[{"range":"0x0-0xfff","state":"online"},{"range":"0x1000-0x1fff","state":"online","node":null}]}
                """);
        assertThat(lsmem.online()).isEmpty();
        assertThat(lsmem.warnings())
                .containsExactly("2 online ranges have no node and are left out; 'lsmem -J -o+NODE' shows the nodes");
    }

    @Test
    void aListMayHaveNoOnlineRange() {
        assertThat(parse("{\"memory\":[]}")).isEqualTo(new Lsmem(List.of(), 0, OptionalLong.empty(), List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1]|a JSON object was expected here",
                "{}|the field \"memory\" is missing",
                "{\"memory\":{}}|a JSON array was expected here",
                "{\"memory\":[1]}|a JSON object was expected here",
                "{\"memory\":[{}]}|the field \"state\" is missing",
                "{\"memory\":[{\"state\":true}]}|a JSON string was expected here",
                "{\"memory\":[{\"state\":\"online\"}]}|the field \"range\" is missing",
                "{\"memory\":[{\"state\":\"online\",\"range\":\"0-1\"}]}|a range like 0x0000000000000000-",
                "{\"memory\":[{\"state\":\"online\",\"range\":\"0x2-0x1\"}]}|the range ends at 0x1, before its start 0x2",
                "{\"memory\":[{\"state\":\"online\",\"range\":\"0x2-0x10000000000000000\"}]}|the end of the range does not fit into 64 bits",
                "{\"memory\":[{\"state\":\"online\",\"range\":\"0x2-0x3\",\"node\":65536}]}|a node number below 65,536 was expected",
                "{\"memory\":[{\"state\":\"online\",\"range\":\"0x2-0x3\",\"node\":18446744073709551615}]}|a node number below 65,536 was expected",
                "{\"memory\":[{\"state\":\"online\",\"range\":\"0x2-0x3\",\"node\":\"x\"}]}|an address was expected, but it is neither",
                "{\"memory\":[{\"state\":\"online\",\"range\":\"0x2-0x3\",\"node\":[]}]}|a JSON string was expected here",
            })
    void outputOfOtherProgramsIsRefused(String json, String message) {
        assertThatExceptionOfType(CaptureException.class)
                .isThrownBy(() -> parse("\n" + json))
                .withMessageStartingWith("lsmem, line 2: " + message);
    }

    @Test
    void rangesMustAscend() {
        assertThatExceptionOfType(CaptureException.class)
                .isThrownBy(() -> parse("{\"memory\":[{\"range\":\"0x1000-0x1fff\",\"state\":\"online\",\"node\":0},\n"
                        + "{\"range\":\"0x1fff-0x2fff\",\"state\":\"online\",\"node\":0}]}"))
                .withMessage("lsmem, line 2: the range at 0x1fff does not lie above the one before it, at 0x1000");
    }

    @Test
    void theTableIsReadAsWell() {
        // The row of an offline block has no REMOVABLE cell.
        String text = TABLE.replaceFirst("0x0000000040000000.*\n", "");
        assertThat(online(table(text))).containsExactly("0x0-0x1fffffff@0", "0x20000000-0x2fffffff@2");
        assertThat(online(table("\n" + text.replace("online       yes   4-5    2", "offline yes 4-5 2"))))
                .containsExactly("0x0-0x1fffffff@0");
        assertThat(online(table("STATE NODE RANGE\nonline 7 0x0-0xfff"))).containsExactly("0x0-0xfff@7");
    }

    @ParameterizedTest
    @CsvSource({
        "128M, 134217728",
        "2G, 2147483648",
        "1T, 1099511627776",
        "4K, 4096",
        "134217728, 134217728",
        "2147483648, 2147483648",
        "3M,",
        "0,",
        "128 M,",
        "99999G,",
        "'',",
    })
    void theTableStatesTheSizeOfBlocks(String printed, Long bytes) {
        Lsmem lsmem = table(TABLE.replace("block size:       128M", "block size:       " + printed));
        assertThat(lsmem.blockBytes()).isEqualTo(bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes));
    }

    @Test
    void theJsonDoesNotStateTheSizeOfBlocks() {
        assertThat(parse("{\"memory\":[]}").blockBytes()).isEmpty();
    }

    @Test
    void aTableWithoutNodesGivesAWarning() {
        Lsmem lsmem = table("RANGE STATE\n0x0-0xfff online\n");
        assertThat(lsmem.warnings())
                .containsExactly("1 online ranges have no node and are left out; 'lsmem -J -o+NODE' shows the nodes");
        assertThat(table("RANGE STATE NODE\n0x0-0xfff online -\n").warnings()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|lsmem: no heading with RANGE and STATE was found",
                "RANGE SIZE|lsmem: no heading with RANGE and STATE was found",
                "SIZE STATE|lsmem: no heading with RANGE and STATE was found",
                "RANGE STATE;secret online|lsmem, line 2: a range like 0x0000000000000000-",
            })
    void aMalformedTableIsRefused(String lines, String message) {
        assertThatExceptionOfType(CaptureException.class)
                .isThrownBy(() -> table(lines.replace(';', '\n')))
                .withMessageStartingWith(message);
    }

    @Test
    void pairsAreReadInAnyOrder() {
        assertThat(online(table("""
                $ lsmem -P -o+NODE
                RANGE="0x0000000000000000-0x000000007fffffff" SIZE="2G" STATE="online" REMOVABLE="yes" BLOCK="0" NODE="0"
                SIZE="2G" STATE="online" NODE="1" RANGE="0x0000000080000000-0x00000000ffffffff"
                RANGE="0x0000000100000000-0x000000017fffffff" SIZE="2G" STATE="offline" REMOVABLE="" BLOCK="2" NODE="1"
                """))).containsExactly("0x0-0x7fffffff@0", "0x80000000-0xffffffff@1");
    }

    @Test
    void columnsMayHaveAnyOrder() {
        Lsmem lsmem = table("""
                RANGE                                 SIZE   STATE REMOVABLE ZONES NODE BLOCK
                0x0000000000000000-0x0000000007ffffff 128M  online       yes  None    0     0
                0x0000000008000000-0x000000000fffffff 128M offline          Normal    1     1
                """);
        assertThat(online(lsmem)).containsExactly("0x0-0x7ffffff@0");
        assertThat(lsmem.offline()).isEqualTo(1);
    }

    @Test
    void aRawTableEndsAtThePrompt() {
        assertThat(online(table(
                        "RANGE STATE NODE\n0x0-0xfff online 0\nhost# lsmem --help me now\n0x1000-0x1fff online 0\n")))
                .containsExactly("0x0-0xfff@0");
    }

    @Test
    void aTableMayHaveEmptyLinesAndBeIndented() {
        Lsmem lsmem = table(
                "  RANGE STATE NODE\n\n  0x0-0xfff online 0\n\n  0x2000-0x2fff online 0\n\n  Memory block size: 4K\n");
        assertThat(online(lsmem)).containsExactly("0x0-0xfff@0", "0x2000-0x2fff@0");
        assertThat(lsmem.blockBytes()).hasValue(4096);
    }

    @Test
    void translatedStatesAreCounted() {
        assertThat(table("RANGE SIZE STATE NODE\n0x0-0xfff 4K en_ligne 0\n").warnings())
                .containsExactly(
                        "1 ranges with a translated or unknown state are left out; use 'LC_ALL=C lsmem -J -o+NODE'");
    }
}
