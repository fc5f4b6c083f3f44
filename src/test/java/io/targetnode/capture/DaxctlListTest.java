package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.targetnode.memory.AddressRange;
import io.targetnode.topology.intake.JsonTree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DaxctlListTest {

    private static List<DaxDevice> devices(String json) {
        return DaxctlList.parse(
                        JsonTree.read(DaxctlList.SOURCE, json.getBytes(StandardCharsets.UTF_8), DaxctlList::reads))
                .devices();
    }

    @Test
    void devicesMayBeListedWithOrWithoutTheirRegions() {
        String device = "{\"chardev\":\"dax0.0\",\"size\":536870912,\"target_node\":2,\"mode\":\"system-ram\"}";
        List<DaxDevice> one = devices(device);
        assertThat(one).singleElement().satisfies(dax -> {
            assertThat(dax.name()).isEqualTo("dax0.0");
            assertThat(dax.sizeBytes()).hasValue(512 << 20);
            assertThat(dax.targetNode()).hasValue(2);
            assertThat(dax.range()).isEmpty();
            assertThat(dax.systemRam()).isTrue();
        });
        assertThat(devices("[" + device + "]")).isEqualTo(one);
        assertThat(devices("[{\"path\":\"/platform/secret\",\"id\":0,\"devices\":[" + device + "]}]"))
                .isEqualTo(one);
        assertThat(devices("{\"id\":0,\"devices\":[" + device + "," + device + "]}"))
                .isEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "[]", "{\"id\":0,\"size\":1}", "[{\"id\":0,\"devices\":[]}]"})
    void aListMayHaveNoDevice(String json) {
        assertThat(devices(json)).isEmpty();
    }

    @Test
    void missingFieldsAreUnknownValues() {
        assertThat(devices("{\"chardev\":\"dax1.10\"}")).singleElement().satisfies(dax -> {
            assertThat(dax.sizeBytes()).isEmpty();
            assertThat(dax.targetNode()).isEmpty();
            assertThat(dax.range()).isEmpty();
            assertThat(dax.systemRam()).isFalse();
        });
        assertThat(devices("{\"chardev\":\"dax1.10\",\"mode\":\"devdax\"}")
                        .get(0)
                        .systemRam())
                .isFalse();
    }

    @Test
    void aDeviceWithOneMappingHasARange() {
        String mapping = "{\"page_offset\":0,\"start\":4294967296,\"end\":\"0x13fffffff\",\"size\":1}";
        String start = "{\"chardev\":\"dax0.0\",\"mappings\":[";
        assertThat(devices(start + mapping + "]}").get(0).range())
                .contains(new AddressRange(0x100000000L, 0x13fffffffL));
        assertThat(devices(start + "]}").get(0).range()).isEmpty();
        assertThat(devices(start + mapping + "," + mapping + "]}").get(0).range())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "512.00 MiB (536.87 MB), 536870912",
        "1024.00 MiB (1073.74 MB), 1073741824",
        "3.00 MiB (3.15 MB),",
        "512.25 MiB (537.13 MB),",
        "15.63 GiB (16.78 GB),",
        "16.00 GiB (17.18 GB),",
        "0.00 MiB,",
        "1.0 MiB,",
        "4096,",
        "512.00 MiB secret,",
    })
    void aRoundedSizeIsUsedOnlyIfOneMultipleOfTwoMebibytesMatches(String size, Long bytes) {
        DaxDevice device =
                devices("{\"chardev\":\"dax0.0\",\"size\":\"" + size + "\"}").get(0);
        if (bytes == null) {
            assertThat(device.sizeBytes()).isEmpty();
        } else {
            assertThat(device.sizeBytes()).hasValue(bytes);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1|a JSON object was expected here",
                "[[]]|a JSON object was expected here",
                "{}|a dax device (\"chardev\") or a dax region (\"id\") was expected",
                "{\"serial\":\"secret\"}|a dax device (\"chardev\") or a dax region (\"id\") was expected",
                "{\"devices\":1}|a JSON array was expected here",
                "{\"devices\":[{}]}|the field \"chardev\" is missing",
                "{\"chardev\":\"secret\"}|the name of a dax device, like dax0.0, was expected",
                "{\"chardev\":0}|a JSON string was expected here",
                "{\"chardev\":\"dax0.0\",\"size\":null}|a JSON string was expected here",
                "{\"chardev\":\"dax0.0\",\"size\":1.5}|a JSON string was expected here",
                "{\"chardev\":\"dax0.0\",\"size\":18446744073709551616}|a JSON string was expected here",
                "{\"chardev\":\"dax0.0\",\"target_node\":-1}|a JSON string was expected here",
                "{\"chardev\":\"dax0.0\",\"mode\":1}|a JSON string was expected here",
                "{\"chardev\":\"dax0.0\",\"mappings\":[{\"start\":1}]}|the field \"end\" is missing",
                "{\"chardev\":\"dax0.0\",\"mappings\":[{\"start\":1,\"end\":0}]}|the mapping ends before it starts",
                "{\"chardev\":\"dax0.0\",\"mappings\":[{\"start\":\"secret\",\"end\":0}]}|an address was expected, but it is neither 0x",
                "[{\"chardev\":\"dax0.0\"},{\"chardev\":\"dax0.0\",\"size\":1}]|dax0.0 is listed twice with different values",
            })
    void outputOfOtherProgramsIsRefused(String json, String message) {
        assertThatExceptionOfType(CaptureException.class)
                .isThrownBy(() -> devices("\n\n" + json))
                .withMessageStartingWith("daxctl, line 3: " + message);
    }
}
