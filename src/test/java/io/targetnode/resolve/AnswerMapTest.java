package io.targetnode.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.kernel.Behaviour;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.BootReplay;
import io.targetnode.kernel.Machines;
import io.targetnode.memory.AddressRange;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnswerMapTest {

    /** The mission's example, and one whose window lies in RAM of a rejected configuration. */
    private static final List<BootInputs> MACHINES = List.of(
            Machines.mission(),
            new Machines()
                    .ram(0x0, 0x3fffffff)
                    .memory(0, 0x0, 0x1fffffff)
                    .window(0x50000000, 0x5fffffff)
                    .inputs(),
            new Machines().inputs());

    @ParameterizedTest
    @EnumSource(Behaviour.Preference.class)
    void saysWhatTheResolverSaysAtEachEndOfEachRange(Behaviour.Preference preference) {
        for (BootInputs inputs : MACHINES) {
            BackingMap backing = BackingMap.of(inputs);
            TargetNodeResolver resolver =
                    new TargetNodeResolver(BootReplay.of(inputs, Behaviour.V7_0), LookupRule.of(preference));
            AnswerMap map = AnswerMap.of(resolver, backing);
            for (AddressRange range : AnswerMap.ranges(List.of(map))) {
                for (long address : new long[] {range.start(), range.end()}) {
                    assertThat(map.at(address))
                            .isEqualTo(new NodeAnswer(
                                    resolver.targetNode(address), resolver.hotAddNode(address), backing.at(address)));
                    assertThat(map.answer(address)).isEqualTo(resolver.answer(address));
                    assertThat(map.compile().targetNode(address)).isEqualTo(resolver.targetNode(address));
                }
            }
        }
    }

    @Test
    void theRangesOfSeveralMapsCoverTheWholeSpaceAndEndWhereOneOfThemMayChange() {
        List<AnswerMap> maps = MACHINES.stream()
                .map(inputs -> AnswerMap.of(
                        new TargetNodeResolver(BootReplay.of(inputs, Behaviour.V7_0), new LookupRule.PreferReserved()),
                        BackingMap.of(inputs)))
                .toList();
        assertThat(AnswerMap.ranges(maps))
                .extracting(AddressRange::toString)
                .containsExactly(
                        "0x0-0x1fffffff",
                        "0x20000000-0x2fffffff",
                        "0x30000000-0x3fffffff",
                        "0x40000000-0x4fffffff",
                        "0x50000000-0x5fffffff",
                        "0x60000000-0x7fffffff",
                        "0x80000000-0xffffffffffffffff");
        assertThat(AnswerMap.ranges(List.of(maps.get(2)))).containsExactly(new AddressRange(0, -1L));
    }
}
