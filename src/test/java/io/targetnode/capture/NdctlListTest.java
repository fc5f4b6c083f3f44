package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.topology.intake.JsonTree;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class NdctlListTest {

    private static NdctlList parse(String json) {
        return NdctlList.parse(JsonTree.read("ndctl", json.getBytes(StandardCharsets.UTF_8), NdctlList::reads));
    }

    @Test
    void aDeviceHasItsOwnTargetNodeOrThatOfItsRegion() {
        NdctlList list = parse("""
                {"buses":[{"dev":"ndbus0","regions":[{"dev":"region0","target_node":2,"namespaces":[
                  {"dev":"namespace0.0","chardev":"dax0.0"},
                  {"dev":"namespace0.1","daxregion":{"devices":[{"chardev":"dax0.1","target_node":3}]}}]}]}]}
                """);
        assertThat(list.devices())
                .extracting(DaxDevice::targetNode)
                .containsExactly(OptionalInt.of(2), OptionalInt.of(3));
        assertThat(list.nodesWithoutDevice()).isZero();
    }

    @Test
    void aTargetNodeWithoutADeviceIsCounted() {
        assertThat(
                        parse(
                                "[{\"dev\":\"region0\",\"target_node\":2},{\"dev\":\"region1\"},{\"dev\":\"n\",\"daxregion\":{}}]"))
                .isEqualTo(new NdctlList(java.util.List.of(), 1));
    }
}
