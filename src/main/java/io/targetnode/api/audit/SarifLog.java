package io.targetnode.api.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.targetnode.analysis.audit.Audit;
import io.targetnode.analysis.audit.Finding;
import io.targetnode.analysis.audit.FindingType;
import io.targetnode.analysis.audit.LayoutFingerprint;
import io.targetnode.analysis.audit.Severity;
import io.targetnode.analysis.audit.TableEntry;
import io.targetnode.api.revision.Build;
import io.targetnode.memory.AddressRange;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An audit in SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format). The tables are artifacts, byte offsets are regions in
 * them, and physical addresses are SARIF addresses.
 */
record SarifLog(@JsonProperty("$schema") String schema, String version, List<Run> runs) {

    static final String MEDIA_TYPE = "application/sarif+json";

    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

    record Run(Tool tool, List<Result> results, Map<String, Object> properties) {}

    record Tool(Driver driver) {}

    record Driver(String name, String version, List<Rule> rules) {}

    record Rule(
            String id,
            Message shortDescription,
            Message fullDescription,
            Message help,
            Map<String, Object> properties) {}

    record Message(String text) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Result(
            String ruleId,
            @JsonInclude int ruleIndex,
            String level,
            Message message,
            List<Location> locations,
            Map<String, Object> properties) {}

    record Location(PhysicalLocation physicalLocation) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PhysicalLocation(
            @Nullable Artifact artifactLocation,
            @Nullable Region region,
            @Nullable PhysicalAddress address) {}

    record Artifact(String uri) {}

    record Region(int byteOffset) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PhysicalAddress(
            BigInteger absoluteAddress, @Nullable BigInteger length, String kind) {}

    static SarifLog of(Audit audit) {
        List<FindingType> types =
                audit.findings().stream().map(Finding::type).distinct().sorted().toList();
        Map<String, Object> properties = Map.of(
                "topology", audit.view().topology().name().text(),
                "revision", audit.view().topology().revision(),
                "kernel", audit.view().choice().kernel().text(),
                "rule", audit.view().choice().rule().apiName(),
                "verdict", audit.judgement().verdict().apiName(),
                "affectedBytes", unsigned(audit.judgement().affectedBytes()),
                "omitted", audit.omitted(),
                "fingerprint",
                        LayoutFingerprint.of(
                                audit.view().topology().upload().machine().inputs()));
        Driver driver = new Driver(
                "targetnode", Build.VERSION, types.stream().map(SarifLog::rule).toList());
        List<Result> results = audit.findings().stream()
                .map(finding -> result(finding, types.indexOf(finding.type())))
                .toList();
        return new SarifLog(SCHEMA, "2.1.0", List.of(new Run(new Tool(driver), results, properties)));
    }

    private static Rule rule(FindingType type) {
        return new Rule(
                type.id(),
                new Message(type.title()),
                new Message(type.meaning()),
                new Message(type.remedy()),
                Map.of("link", type.path()));
    }

    private static Result result(Finding finding, int ruleIndex) {
        return new Result(
                finding.type().id(),
                ruleIndex,
                level(finding.severity()),
                new Message(finding.detail()),
                Stream.of(location(finding)).flatMap(Optional::stream).toList(),
                Map.of("remedy", finding.remedy()));
    }

    private static String level(Severity severity) {
        return severity == Severity.INFO ? "note" : severity.apiName();
    }

    private static Optional<Location> location(Finding finding) {
        if (finding.origin().isEmpty() && finding.range().isEmpty()) {
            return Optional.empty();
        }
        Artifact artifact = finding.origin()
                .map(origin -> new Artifact(origin.source().toUpperCase(Locale.ROOT)))
                .orElse(null);
        Region region = finding.origin()
                .map(TableEntry::offset)
                .filter(offset -> offset.isPresent())
                .map(offset -> new Region(offset.getAsInt()))
                .orElse(null);
        PhysicalAddress address = finding.range().map(SarifLog::address).orElse(null);
        return Optional.of(new Location(new PhysicalLocation(artifact, region, address)));
    }

    /** No range of a finding is the complete address space. */
    private static PhysicalAddress address(AddressRange range) {
        return new PhysicalAddress(unsigned(range.start()), unsigned(range.sizeBytes()), "physical memory");
    }

    private static BigInteger unsigned(long value) {
        return new BigInteger(Long.toUnsignedString(value));
    }
}
