package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.targetnode.memory.AddressRange;
import io.targetnode.topology.intake.JsonTree;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CxlListTest {

    private static final String DEVICES = "\"daxregion\":{\"id\":0,\"devices\":[%s]}";

    private static CxlList parse(String json) {
        return CxlList.parse(JsonTree.read(CxlList.SOURCE, json.getBytes(StandardCharsets.UTF_8), CxlList::reads));
    }

    @Test
    void roundedSizesAreExactAsMultiplesOf256Mebibytes() {
        CxlList cxl = parse("""
                {
                  "bus":"root0",
                  "provider":"ACPI.CXL",
                  "decoders:root0":[
                    {
                      "decoder":"decoder0.1",
                      "resource":"0x110000000",
                      "size":"4.25 GiB (4.56 GB)",
                      "regions:decoder0.1":[
                        {
                          "region":"region7",
                          "resource":"0x110000000",
                          "size":"512.00 MiB (536.87 MB)",
                          "daxregion":{"id":7, "devices":[{"chardev":"dax7.0", "size":"512.00 MiB (536.87 MB)", "target_node":2, "mode":"devdax"}]}
                        }
                      ]
                    },
                    {"decoder":"decoder0.0", "resource":"0x80000000000", "size":"2.00 TiB (2.20 TB)"},
                    {"decoder":"decoder0.2", "resource":"0x90000000000", "size":"2.10 GiB (2.25 GB)"}
                  ]
                }
                """);
        AddressRange region = new AddressRange(0x110000000L, 0x12fffffffL);
        assertThat(cxl.windows()).containsExactly(new CxlWindow(1, new AddressRange(0x110000000L, 0x21fffffffL)));
        assertThat(cxl.regions()).containsExactly(new NamedRange("region7", region));
        assertThat(cxl.devices()).singleElement().satisfies(device -> {
            assertThat(device.range()).contains(region);
            assertThat(device.systemRam()).isFalse();
        });
        assertThat(cxl.warnings())
                .containsExactly(
                        "2 windows or regions with a rounded size are left out; 'cxl list -vvv' without -u shows bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"decoder\":\"decoder0.3\",\"resource\":268435456,\"size\":268435456}]",
                "[{\"memdevs\":[{\"memdev\":\"mem0\",\"serial\":1}]},{\"root decoders\":[{\"decoder\":\"decoder0.3\",\"resource\":268435456,\"size\":268435456}]},{\"endpoint decoders\":[{\"decoder\":\"decoder2.0\",\"resource\":1,\"size\":1,\"region\":\"region0\"}]}]",
                "[{\"anon memdevs\":[]},{\"buses\":[{\"bus\":\"root0\",\"decoders:root0\":[{\"decoder\":\"decoder0.3\",\"resource\":268435456,\"size\":268435456},{\"decoder\":\"decoder0.3\",\"resource\":268435456,\"size\":268435456}]}]}]",
            })
    void windowsAreFoundWhereverTheyAreListed(String json) {
        assertThat(parse(json).windows()).containsExactly(new CxlWindow(3, new AddressRange(0x10000000, 0x1fffffff)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"bus\":\"root0\"}",
                "{\"decoder\":\"decoder0.0\"}",
                "{\"decoder\":\"decoder0.0\",\"size\":1}",
                "{\"decoder\":\"decoder0.0\",\"resource\":1,\"size\":0}",
                "{\"decoder\":\"decoder1.0\",\"resource\":1,\"size\":1}",
                "{\"region\":\"region0\"}",
                "{\"region\":\"region0\",\"daxregion\":{\"id\":0}}",
            })
    void anEmptyListIsRead(String json) {
        CxlList cxl = parse(json);
        assertThat(cxl.windows()).isEmpty();
        assertThat(cxl.regions()).isEmpty();
        assertThat(cxl.devices()).isEmpty();
        assertThat(cxl.warnings()).isEmpty();
    }

    @Test
    void aDeviceHasTheRangeOfItsRegionOnlyIfItIsAloneInIt() {
        String region = "{\"region\":\"region0\",\"resource\":268435456,\"size\":268435456," + DEVICES + "}";
        String first = "{\"chardev\":\"dax0.0\"}";
        String second = "{\"chardev\":\"dax0.1\"}";
        String mapped = "{\"chardev\":\"dax0.0\",\"mappings\":[{\"start\":1,\"end\":2}]}";
        assertThat(parse(region.formatted(first)).devices().get(0).range())
                .contains(new AddressRange(0x10000000, 0x1fffffff));
        assertThat(parse(region.formatted(first + "," + second)).devices())
                .hasSize(2)
                .allSatisfy(device -> assertThat(device.range()).isEmpty());
        assertThat(parse(region.formatted(mapped)).devices().get(0).range()).contains(new AddressRange(1, 2));
        assertThat(parse("{\"region\":\"region0\"," + DEVICES.formatted(first) + "}")
                        .devices()
                        .get(0)
                        .range())
                .isEmpty();
    }

    @Test
    void theLastAddressesAreValid() {
        assertThat(parse("{\"decoder\":\"decoder0.0\",\"resource\":18446744073441116160,\"size\":268435456}")
                        .windows())
                .containsExactly(new CxlWindow(0, new AddressRange(0xfffffffff0000000L, -1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1|a JSON object was expected here",
                "{\"serial\":\"secret\"}|a bus, a decoder or a region, as cxl list prints it, was expected",
                "{\"buses\":1}|a JSON array was expected here",
                "{\"buses\":[[]]}|a JSON object was expected here",
                "{\"decoder\":1}|a JSON string was expected here",
                "{\"decoder\":\"decoder0.0\",\"resource\":\"secret\",\"size\":1}|an address was expected, but it is neither 0x",
                "{\"decoder\":\"decoder0.0\",\"resource\":18446744073709551615,\"size\":2}|resource and size exceed 2^64",
                "{\"region\":\"secret\"}|the name of a region, like region0, was expected",
                "{\"region\":\"region0\",\"daxregion\":1}|a JSON object was expected here",
                "[{\"decoder\":\"decoder0.0\",\"resource\":1,\"size\":1},{\"decoder\":\"decoder0.0\",\"resource\":2,\"size\":1}]|it is listed twice with different values",
                "[{\"region\":\"region0\",\"resource\":1,\"size\":1},{\"region\":\"region0\",\"resource\":2,\"size\":1}]|it is listed twice with different values",
            })
    void outputOfOtherProgramsIsRefused(String json, String message) {
        assertThatExceptionOfType(CaptureException.class)
                .isThrownBy(() -> parse(json))
                .withMessageStartingWith("cxl, line 1: " + message);
    }
}
