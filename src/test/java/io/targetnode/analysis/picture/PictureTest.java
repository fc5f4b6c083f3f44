package io.targetnode.analysis.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.KernelVector;
import io.targetnode.kernel.Machines;
import io.targetnode.topology.Machine;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.Replayed;
import io.targetnode.topology.service.ReplayedTopology;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PictureTest {

    private static final String KERNEL = "6.12.74";

    @TestFactory
    Stream<DynamicTest> everyNamedVectorIsDrawnAsItsKernelAnswersIt() {
        return KernelVector.of("named.jsonl")
                .map(vector -> DynamicTest.dynamicTest(vector.name(), () -> agrees(replayed(vector.fromTables()))));
    }

    private static void agrees(ReplayedTopology topology) {
        for (String kernel : List.of("6.1.176", "6.12.74", "7.3")) {
            Optional<KernelRelease> release = Optional.of(KernelRelease.parse(kernel));
            KernelView view = topology.under(release, Optional.empty());
            Picture picture = Picture.of(topology, List.of(release.get()), Optional.empty());
            DrawnMap drawn = DrawnMap.parse(SvgMap.of(picture, ""));
            assertThat(drawn.lane(LaneKind.ANSWER)).isEqualTo(DrawnMap.segments(view));
            assertThat(drawn.lane(LaneKind.MEMINFO))
                    .isEqualTo(DrawnMap.list(view.boot().meminfo()));
            assertThat(drawn.lane(LaneKind.RESERVED))
                    .isEqualTo(DrawnMap.list(view.boot().reserved()));
            assertThat(TextMap.of(picture).lines()).allMatch(line -> line.length() <= TextMap.COLUMNS);
        }
    }

    private static ReplayedTopology replayed(BootInputs inputs) {
        return Replayed.of(new Machine(inputs, Optional.of(KernelRelease.parse(KERNEL)), List.of(), List.of()));
    }

    static Picture picture(BootInputs inputs) {
        return Picture.of(replayed(inputs), List.of(), Optional.empty());
    }

    @Test
    void withoutAKernelTheOtherRuleIsDrawnToo() throws Exception {
        Picture picture = picture(Machines.mission());
        java.nio.file.Files.writeString(java.nio.file.Path.of("target/map.svg"), SvgMap.of(picture, ""));
    }
}
