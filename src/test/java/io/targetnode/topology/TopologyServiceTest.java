package io.targetnode.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.MemoryType;
import io.targetnode.kernel.NodeDescription.DescribedRange;
import io.targetnode.kernel.UnknownKernelException;
import io.targetnode.memory.AddressRange;
import io.targetnode.resolve.LookupRule;
import io.targetnode.store.InMemoryTopologyStore;
import io.targetnode.topology.TopologyService.Written;
import io.targetnode.topology.TopologyStore.Outcome;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopologyServiceTest {

    private static final TopologyName NAME = new TopologyName("rack1-h7");

    private final TopologyService service = service(1_000);

    @Test
    void theFirstUploadCreatesTheSameChangesNothingAnotherReplaces() {
        assertThat(service.put(NAME, upload(2)).outcome()).isEqualTo(Outcome.CREATED);
        Written same = service.put(NAME, upload(2));
        assertThat(same.outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(same.booted().topology().revision()).isEqualTo(1);
        Written other = service.put(NAME, upload(3));
        assertThat(other.outcome()).isEqualTo(Outcome.REPLACED);
        assertThat(other.booted().topology().revision()).isEqualTo(2);
        assertThat(targetNode(service.get(NAME), "7.3")).isEqualTo(3);
    }

    @Test
    void aNewLabelIsANewRevision() {
        service.put(NAME, upload(2));
        assertThat(service.put(NAME, labelled("rack", "r1")).outcome()).isEqualTo(Outcome.REPLACED);
    }

    @Test
    void createRefusesANameThatIsTaken() {
        service.create(NAME, upload(2));
        assertThatThrownBy(() -> service.create(NAME, upload(3)))
                .isInstanceOf(TopologyExistsException.class)
                .hasMessage("there is a topology named 'rack1-h7' already; PUT replaces it");
        assertThat(targetNode(service.get(NAME), "7.3")).isEqualTo(2);
    }

    @Test
    void whatIsDeletedIsGoneAndComesBackAsWhatIsUploadedNext() {
        service.put(NAME, upload(2));
        service.delete(NAME);
        assertThatThrownBy(() -> service.get(NAME))
                .isInstanceOf(UnknownTopologyException.class)
                .hasMessage("there is no topology named 'rack1-h7'");
        assertThatThrownBy(() -> service.delete(NAME)).isInstanceOf(UnknownTopologyException.class);
        service.put(NAME, upload(5));
        assertThat(targetNode(service.get(NAME), "7.3")).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"6.1.176, 0", "6.12.74, 0", "6.12.107, 2", "6.18.15, 0", "6.18.16, 2", "7.3.4, 2"})
    void oneTopologyAnswersForEveryKernel(String kernel, int node) {
        service.put(NAME, upload(2));
        assertThat(targetNode(service.get(NAME), kernel)).isEqualTo(node);
    }

    @Test
    void theRuleCanBeOverridden() {
        service.put(NAME, upload(2));
        KernelView view = service.get(NAME)
                .under(Optional.of(KernelRelease.parse("6.12.74")), Optional.of(new LookupRule.PreferReserved()));
        assertThat(view.resolver().targetNode(0x20000000L)).isEqualTo(2);
        assertThat(view.choice().range().behaviour().id()).isEqualTo("6.12");
        assertThatThrownBy(() -> service.get(NAME).under(Optional.of(KernelRelease.parse("4.19")), Optional.empty()))
                .isInstanceOf(UnknownKernelException.class);
    }

    @Test
    void aBootIsReplayedOnceForEachBehaviour() {
        service.put(NAME, upload(2));
        KernelView first = view(service.get(NAME), "7.3");
        assertThat(view(service.get(NAME), "7.2.13").boot()).isSameAs(first.boot());
        assertThat(view(service.get(NAME), "6.1.176").boot()).isNotSameAs(first.boot());
    }

    @Test
    void aReplayIsNotStored() {
        BootedTopology replayed = service.replay(upload(2));
        assertThat(targetNode(replayed, "7.3")).isEqualTo(2);
        assertThat(replayed.topology().revision()).isZero();
        assertThat(service.list(Optional.empty(), "", Map.of(), 10)).isEmpty();
    }

    @Test
    void aListIsOrderedByNameAndGoesOnWhereItEnded() {
        for (String name : List.of("b2", "a1", "b1", "b10", "c1")) {
            service.put(new TopologyName(name), upload(2));
        }
        assertThat(names(service.list(Optional.empty(), "", Map.of(), 10))).isEqualTo("a1 b1 b10 b2 c1");
        assertThat(names(service.list(Optional.empty(), "b", Map.of(), 2))).isEqualTo("b1 b10");
        assertThat(names(service.list(Optional.of(new TopologyName("b10")), "b", Map.of(), 2)))
                .isEqualTo("b2");
        assertThat(names(service.list(Optional.of(new TopologyName("a1")), "b", Map.of(), 9)))
                .as("a cursor before the prefix")
                .isEqualTo("b1 b10 b2");
        assertThat(names(service.list(Optional.of(new TopologyName("b")), "b", Map.of(), 9)))
                .isEqualTo("b1 b10 b2");
        assertThat(names(service.list(Optional.of(new TopologyName("c1")), "b", Map.of(), 9)))
                .isEmpty();
    }

    @Test
    void labelsFilterAList() {
        service.put(new TopologyName("a"), labelled("rack", "r1"));
        service.put(new TopologyName("b"), labelled("rack", "r2"));
        service.put(new TopologyName("c"), upload(2));
        assertThat(names(service.list(Optional.empty(), "", Map.of("rack", "r2"), 9)))
                .isEqualTo("b");
        assertThat(names(service.list(Optional.empty(), "", Map.of("rack", "r3"), 9)))
                .isEmpty();
    }

    @Test
    void aFullStoreRefusesAndKeepsWhatItHas() {
        TopologyService small = service(80);
        small.put(NAME, upload(2));
        small.put(new TopologyName("second"), upload(2));
        assertThatThrownBy(() -> small.put(new TopologyName("third"), upload(2)))
                .isInstanceOf(StoreFullException.class)
                .hasMessageContaining("no room for third");
        assertThat(small.put(NAME, upload(4)).outcome())
                .as("a replacement of the same size fits")
                .isEqualTo(Outcome.REPLACED);
        assertThat(names(small.list(Optional.empty(), "", Map.of(), 9))).isEqualTo("rack1-h7 second");
        small.delete(NAME);
        assertThat(small.put(new TopologyName("third"), upload(2)).outcome()).isEqualTo(Outcome.CREATED);
    }

    /** Both writers write 500 times: 1,000 different revisions, each of which answers for what it was made of. */
    @Test
    void twoWritersGetATotalOrderOfRevisions() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(2);
        try {
            List<Future<List<Integer>>> written = IntStream.range(0, 2)
                    .mapToObj(writer -> writers.submit(() -> IntStream.range(0, 500)
                            .map(i -> 2 + 2 * (i % 100) + writer)
                            .map(node -> revisionOf(service.put(NAME, upload(node)), node))
                            .boxed()
                            .toList()))
                    .toList();
            List<Integer> revisions = List.of(
                            written.get(0).get(), written.get(1).get())
                    .stream()
                    .flatMap(List::stream)
                    .sorted()
                    .toList();
            assertThat(revisions).doesNotHaveDuplicates().hasSize(1_000);
            assertThat(revisions.get(999)).isEqualTo(1_000);
        } finally {
            writers.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", ".a", "_a", "a b", "a/b", "ä", "a\n", "a\u0000"})
    void aNameOutsideTheRuleIsRefusedWithTheRule(String name) {
        assertThatThrownBy(() -> new TopologyName(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a topology's name is 1 to 128 of A-Z a-z 0-9 . _ -, the first one alphanumeric");
        assertThat(new TopologyName("a".repeat(128))).hasToString("a".repeat(128));
        assertThatThrownBy(() -> new TopologyName("a".repeat(129))).isInstanceOf(IllegalArgumentException.class);
    }

    private static int revisionOf(Written written, int node) {
        assertThat(targetNode(written.booted(), "7.3")).isEqualTo(node);
        return written.booted().topology().revision();
    }

    private static TopologyService service(long capacity) {
        Clock clock = Clock.systemUTC();
        return new TopologyService(new InMemoryTopologyStore(capacity, clock), clock, 1_000);
    }

    private static int targetNode(BootedTopology topology, String kernel) {
        return view(topology, kernel).resolver().targetNode(0x20000000L);
    }

    private static KernelView view(BootedTopology topology, String kernel) {
        return topology.under(Optional.of(KernelRelease.parse(kernel)), Optional.empty());
    }

    private static Upload labelled(String key, String value) {
        Upload upload = upload(2);
        return new Upload(upload.machine(), upload.sources(), upload.unused(), Map.of(key, value));
    }

    /** The mission's example, the window on the node given. */
    private static Upload upload(int windowNode) {
        List<DescribedRange> ranges = List.of(
                new DescribedRange(0, new AddressRange(0x0, 0x1fffffff), MemoryType.SYSTEM_RAM, 0),
                new DescribedRange(1, new AddressRange(0x20000000, 0x2fffffff), MemoryType.CXL_WINDOW, windowNode),
                new DescribedRange(2, new AddressRange(0x40000000, 0x5fffffff), MemoryType.SYSTEM_RAM, 0),
                new DescribedRange(3, new AddressRange(0x60000000, 0x7fffffff), MemoryType.SYSTEM_RAM, 1));
        Machine machine = StatedMachine.described(ranges, new Statement(Optional.empty(), Optional.empty(), 1024));
        return new Upload(machine, List.of(), List.of(), Map.of());
    }

    private static String names(List<Topology> topologies) {
        return String.join(
                " ", topologies.stream().map(topology -> topology.name().text()).toList());
    }
}
