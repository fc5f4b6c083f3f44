package io.targetnode.store;

import static io.targetnode.store.Uploads.windowOn;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.targetnode.topology.FleetFilter;
import io.targetnode.topology.FleetSummary;
import io.targetnode.topology.FleetSummary.KernelCount;
import io.targetnode.topology.FleetSummary.LayoutCount;
import io.targetnode.topology.JudgedTopology;
import io.targetnode.topology.StoredJudgement;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.Upload;
import io.targetnode.topology.service.Judge;
import io.targetnode.topology.service.ReplayedTopology;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** The judgements of a store, for every database. */
abstract class FleetStoreContract extends OpenStores {

    private static final String FINGERPRINT = "0123456789abcdef0123456789abcdef";

    private static final FleetFilter ALL = FleetFilter.ALL;

    /** Judges by labels. */
    private record LabelJudge(long version, UnaryOperator<Upload> before) implements Judge {

        LabelJudge(long version) {
            this(version, upload -> upload);
        }

        @Override
        public StoredJudgement judge(ReplayedTopology machine) {
            Map<String, String> labels =
                    before.apply(machine.topology().upload()).labels();
            return new StoredJudgement(
                    labels.getOrDefault("verdict", "not-affected"),
                    version,
                    labels.getOrDefault("layout", FINGERPRINT),
                    labels.getOrDefault("kernel", "7.3"),
                    !labels.containsKey("kernel"),
                    !labels.containsKey("unknown-rule"),
                    !labels.containsKey("assumed"));
        }
    }

    /** A new database without a schema. */
    abstract HikariDataSource emptyPool();

    @Test
    void aWriteIsJudgedAtOnce() {
        save(source, NAME, windowOn(2));
        assertThat(list(source, ALL)).containsExactly("rack1-h7 1 fixed");
        StoredJudgement judgement = source.topologies()
                .fleet()
                .list(Optional.empty(), ALL, 1)
                .get(0)
                .judgement();
        assertThat(judgement.affectedBytes()).isEqualTo(0x10000000);
        assertThat(judgement.fingerprint()).matches("[0-9a-f]{32}");
        assertThat(judgement.kernel()).isEqualTo("7.3");
        assertThat(judgement.kernelAssumed()).isTrue();
        save(source, NAME, windowOn(0));
        assertThat(list(source, ALL)).containsExactly("rack1-h7 2 not-affected");
        delete(source, NAME);
        assertThat(list(source, ALL)).isEmpty();
        assertThat(summary(source)).isEqualTo(new FleetSummary(Map.of(), List.of(), List.of(), 0, 0, List.of()));
    }

    @Test
    void anImportedTopologyIsJudgedAtOnce() {
        save(source, NAME, windowOn(0));
        save(source, NAME, windowOn(2));
        SqlStore target = open(10);
        Archives.copy(source, target);
        assertThat(list(target, ALL)).containsExactly("rack1-h7 2 fixed");
        assertThat(summary(target)).isEqualTo(summary(source));
    }

    @Test
    void theNumberOfBytesIsUnsigned() {
        SqlStore store = open(pool(), new LabelJudge(-1));
        save(store, NAME, windowOn(2));
        assertThat(store.topologies()
                        .fleet()
                        .list(Optional.empty(), ALL, 1)
                        .get(0)
                        .judgement()
                        .affectedBytes())
                .isEqualTo(-1L);
    }

    @Test
    void everyNumberCoversWhatTheFilterSelects() {
        SqlStore store = open(pool(), new LabelJudge(1));
        save(store, "a1", Map.of("verdict", "affected", "kernel", "6.1.3", "layout", "x", "rack", "r1"));
        save(store, "a2", Map.of("verdict", "affected", "kernel", "6.1.3", "layout", "x", "rack", "r2"));
        save(store, "a3", Map.of("verdict", "fixed", "layout", "x", "rack", "r1"));
        save(store, "b1", Map.of("layout", "y", "rack", "r1"));
        assertThat(summary(store))
                .isEqualTo(new FleetSummary(
                        Map.of("affected", 2L, "fixed", 1L, "not-affected", 1L),
                        List.of(
                                new KernelCount("6.1.3", Map.of("affected", 2L), 0),
                                new KernelCount("7.3", Map.of("fixed", 1L, "not-affected", 1L), 2)),
                        List.of(
                                new LayoutCount("x", "affected", 2, "a1"),
                                new LayoutCount("x", "fixed", 1, "a3"),
                                new LayoutCount("y", "not-affected", 1, "b1")),
                        0,
                        0,
                        List.of()));
        FleetFilter rack = new FleetFilter("a", Map.of("rack", "r1"), Optional.empty());
        assertThat(list(store, rack)).containsExactly("a1 1 affected", "a3 1 fixed");
        assertThat(summary(store, rack).verdicts()).isEqualTo(Map.of("affected", 1L, "fixed", 1L));
        assertThat(summary(store, rack).layouts())
                .containsExactly(new LayoutCount("x", "affected", 1, "a1"), new LayoutCount("x", "fixed", 1, "a3"));
        FleetFilter fixed = new FleetFilter("", Map.of("rack", "r1", "layout", "x"), Optional.of("fixed"));
        assertThat(list(store, fixed)).containsExactly("a3 1 fixed");
        assertThat(summary(store, fixed).verdicts()).isEqualTo(Map.of("fixed", 1L));
        assertThat(summary(store, fixed).kernels()).containsExactly(new KernelCount("7.3", Map.of("fixed", 1L), 1));
        FleetFilter affected = new FleetFilter("", Map.of(), Optional.of("affected"));
        assertThat(list(store, affected)).containsExactly("a1 1 affected", "a2 1 affected");
        assertThat(summary(store, affected).layouts()).containsExactly(new LayoutCount("x", "affected", 2, "a1"));
        assertThat(summary(store, new FleetFilter("b", Map.of(), Optional.empty()))
                        .kernels())
                .containsExactly(new KernelCount("7.3", Map.of("not-affected", 1L), 1));
        for (String prefix : List.of("\0", "b2", "a\u00e9")) {
            FleetFilter none = new FleetFilter(prefix, Map.of(), Optional.empty());
            assertThat(list(store, none)).isEmpty();
            assertThat(summary(store, none).verdicts()).isEmpty();
        }
    }

    @Test
    void theLargestGroupsComeFirstAndTheirNumberIsLimited() {
        SqlStore store = open(pool(), new LabelJudge(1));
        for (String layout : List.of("b", "a", "c", "c")) {
            save(
                    store,
                    "host-"
                            + store.topologies()
                                    .fleet()
                                    .list(Optional.empty(), ALL, 9)
                                    .size(),
                    Map.of("layout", layout, "kernel", "6.1." + (int) layout.charAt(0)));
        }
        FleetSummary summary = store.topologies().fleet().summary(ALL, 2, 0);
        assertThat(summary.layouts()).extracting(LayoutCount::fingerprint).containsExactly("c", "a");
        assertThat(summary.kernels()).extracting(KernelCount::kernel).containsExactly("6.1.99", "6.1.97");
        assertThat(summary.verdicts()).isEqualTo(Map.of("not-affected", 4L));
    }

    @Test
    void pagesFollowEachOtherInTheOrderOfNames() {
        for (String name : List.of("c", "A", "b", "a")) {
            save(source, new TopologyName(name), windowOn(2));
        }
        List<JudgedTopology> first = source.topologies().fleet().list(Optional.empty(), ALL, 3);
        assertThat(first).extracting(topology -> topology.name().text()).containsExactly("A", "a", "b");
        assertThat(source.topologies().fleet().list(Optional.of(new TopologyName("b")), ALL, 3))
                .extracting(topology -> topology.name().text())
                .containsExactly("c");
    }

    /** Topologies of a store of schema version 1 have no judgement. */
    @Test
    void anOldStoreIsJudgedInTheBackground() throws IOException {
        HikariDataSource pool = emptyPool();
        Migrations.upTo("1", pool, Dialect.of(pool.getJdbcUrl()));
        JdbcTemplate jdbc = new JdbcTemplate(pool);
        version1().forEach(jdbc::execute);
        SqlStore store = open(pool, 10);
        assertThat(summary(store).notJudged()).isEqualTo(1);
        assertThat(list(store, ALL)).isEmpty();
        assertThat(store.judging().remaining()).isEmpty();
        assertThat(store.judging().next()).isTrue();
        assertThat(store.judging().next()).isFalse();
        assertThat(store.judging().remaining()).hasValue(0);
        assertThat(list(store, ALL)).hasSize(1).first().asString().startsWith("rack1-h7 2 ");
        assertThat(summary(store).notJudged()).isZero();
    }

    @Test
    void otherRulesJudgeEverythingAgainInBatches() {
        HikariDataSource pool = pool();
        SqlStore older = open(pool, new LabelJudge(1));
        IntStream.range(0, 250).forEach(i -> save(older, "host-%03d".formatted(i), Map.of()));
        assertThat(older.judging().next()).isFalse();
        SqlStore newer = open(pool, new LabelJudge(2));
        assertThat(summary(newer).notJudged()).isEqualTo(250);
        assertThat(summary(newer).verdicts()).isEmpty();
        assertThat(newer.judging().next()).isTrue();
        assertThat(newer.judging().remaining()).hasValue(150);
        assertThat(summary(newer).notJudged()).isEqualTo(150);
        assertThat(summary(newer).verdicts()).isEqualTo(Map.of("not-affected", 100L));
        while (newer.judging().next()) {
            assertThat(newer.judging().remaining()).isPresent();
        }
        assertThat(list(newer, ALL)).hasSize(250);
        // The older replica shows none of the judgements as its own, and does not replace them.
        assertThat(summary(older).notJudged()).isEqualTo(250);
        assertThat(older.judging().next()).isFalse();
        assertThat(list(newer, ALL)).hasSize(250);
        // What it writes meanwhile is judged again.
        save(older, "host-000", Map.of("verdict", "affected"));
        assertThat(summary(newer).notJudged()).isEqualTo(1);
        assertThat(newer.judging().next()).isTrue();
        assertThat(summary(newer).verdicts()).isEqualTo(Map.of("not-affected", 249L, "affected", 1L));
    }

    /** A replica of an earlier version replaces a topology without a judgement. */
    @Test
    void anOldJudgementIsNeverShownForANewRevision() {
        save(source, NAME, windowOn(2));
        save(source, NAME, windowOn(0));
        execute(source, "update topology set judged = 1, verdict = 'fixed'");
        SqlStore store = source;
        assertThat(list(store, ALL)).isEmpty();
        assertThat(store.topologies().fleet().summary(ALL, 8, 8).notJudged()).isEqualTo(1);
        judgeAll(store);
        assertThat(list(store, ALL)).containsExactly("rack1-h7 2 not-affected");
    }

    @Test
    void aWriteDuringTheJudgingWins() {
        HikariDataSource pool = pool();
        SqlStore writer = open(pool, new LabelJudge(2));
        save(writer, NAME.text(), Map.of("verdict", "affected"));
        save(writer, OTHER.text(), Map.of("verdict", "affected"));
        execute(writer, "update topology set judged = null");
        SqlStore slow = open(pool, new LabelJudge(2, upload -> {
            // A replacement, and a new topology of the same name and revision.
            save(writer, NAME.text(), Map.of("verdict", "fixed"));
            delete(writer, OTHER);
            save(writer, OTHER.text(), Map.of("verdict", "fixed"));
            return upload;
        }));
        judgeAll(slow);
        assertThat(list(writer, ALL)).containsExactly("rack1-h7 2 fixed", "rack1-h8 1 fixed");
    }

    @Test
    void damagedTopologiesAreCountedApartAndNamedUntilTheyAreRepaired() {
        save(source, NAME, windowOn(2));
        save(source, OTHER, windowOn(0));
        TopologyName lost = new TopologyName("lost");
        save(source, lost, windowOn(2));
        execute(source, "update revision set document = 'x' where name = 'rack1-h7'");
        execute(source, "delete from revision where name = 'lost'");
        execute(source, "update topology set judged_by = 1");
        judgeAll(source);
        FleetSummary summary = summary(source);
        assertThat(summary.damaged()).isEqualTo(2);
        assertThat(summary.damagedNames()).containsExactly("lost", "rack1-h7");
        assertThat(summary.notJudged()).isZero();
        assertThat(summary.verdicts()).isEqualTo(Map.of("not-affected", 1L));
        assertThat(summary.kernels()).hasSize(1);
        assertThat(summary.layouts()).hasSize(1);
        assertThat(list(source, ALL)).containsExactly("rack1-h8 1 not-affected");
        FleetFilter fixed = new FleetFilter("rack1", Map.of(), Optional.of("fixed"));
        assertThat(summary(source, fixed).damagedNames()).containsExactly("rack1-h7");
        assertThat(source.judging().next()).isFalse();
        save(source, NAME, windowOn(2));
        save(source, lost, windowOn(2));
        assertThat(list(source, ALL)).containsExactly("lost 2 fixed", "rack1-h7 1 fixed", "rack1-h8 1 not-affected");
        assertThat(summary(source).damaged()).isZero();
    }

    private SqlStore open(HikariDataSource pool, Judge judge) {
        return open(pool, 10, judge);
    }

    private static void save(SqlStore store, String name, Map<String, String> labels) {
        save(store, new TopologyName(name), windowOn(2, labels));
    }

    private static void judgeAll(SqlStore store) {
        boolean more = true;
        while (more) {
            more = store.judging().next();
        }
    }

    private static FleetSummary summary(SqlStore store) {
        return summary(store, ALL);
    }

    private static FleetSummary summary(SqlStore store, FleetFilter filter) {
        return store.topologies().fleet().summary(filter, 8, 8);
    }

    private static List<String> list(SqlStore store, FleetFilter filter) {
        return store.topologies().fleet().list(Optional.empty(), filter, 1000).stream()
                .map(topology -> topology.name() + " " + topology.revision() + " "
                        + topology.judgement().verdict())
                .collect(Collectors.toList());
    }

    private static void execute(SqlStore store, String sql) {
        store.database().jdbc().sql(sql).update();
        store.database()
                .jdbc()
                .sql("update feed set judgements = judgements + 1")
                .update();
    }

    private static List<String> version1() throws IOException {
        try (InputStream in = FleetStoreContract.class.getResourceAsStream("/store/version-1.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .toList();
        }
    }
}
