package io.targetnode.api.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.analysis.audit.Audit;
import io.targetnode.analysis.audit.Finding;
import io.targetnode.analysis.audit.LayoutFingerprint;
import io.targetnode.analysis.audit.Severity;
import io.targetnode.analysis.audit.TableEntry;
import io.targetnode.analysis.audit.Verdict;
import io.targetnode.api.json.HexAddress;
import io.targetnode.api.parameter.ApiPaths;
import io.targetnode.api.view.AnsweredBy;
import io.targetnode.api.view.TopologyResource;
import io.targetnode.kernel.Architecture;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.topology.Assumption;
import io.targetnode.topology.Machine;
import io.targetnode.topology.Topology;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The JSON form of an {@link Audit}. */
@Schema(description = "The verdict on a topology under a kernel, and what was found.")
record AuditAnswer(
        @JsonUnwrapped AnsweredBy by,

        @Schema(
                description = """
                        affected: both lists hold some address with different nodes, and the kernel searches meminfo first, so memory \
                        added there gets the node of the RAM around it. fixed: there is such an address, and the kernel searches the \
                        reserved list first. not-affected: there is no such address, or the kernel has no such lists.""",
                example = "affected",
                allowableValues = {"affected", "fixed", "not-affected"})
        String verdict,

        @Schema(
                description = "The result in a few sentences, for people.",
                example =
                        "[\"Memory of window 0 goes to node 0 on 6.12.74. It should go to node 2.\", \"Fixed in 6.12.75.\"]")
        List<String> summary,

        @Schema(description = """
                        The upstream releases in which the look-up is fixed: the first one of the kernel's own stable line, else the first \
                        one of each line. Empty unless affected.""", example = "[\"6.12.75\"]")
        List<String> fixedIn,

        @Schema(
                description = "The number of addresses that both lists hold with different nodes. 0 if not affected.",
                example = "268435456")
        BigInteger affectedBytes,

        @Schema(
                description =
                        "Identifies the layout: equal for machines with equal RAM and tables, whatever their names, labels and kernels.",
                example = "8f2a3c0d6b1e4f75a9c2d3e4f5061728")
        String fingerprint,

        @Schema(
                description = "Whether the verdict depends on assumptions about the upload.",
                allowableValues = {"exact", "assumed"})
        String exactness,

        @Schema(description = "The assumptions about the upload, and what to upload to remove them.")
        List<Assumption> assumptions,

        @Schema(
                description =
                        "Whether this kernel reads the windows of the CEDT. If not, a CEDT that was not uploaded changes no answer.",
                example = "true")
        boolean readsWindows,

        @Schema(description = "The number of findings of each severity.")
        SeverityCounts counts,

        @Schema(description = "The number of findings that are not listed: at most 100 of each id are.", example = "0")
        int omitted,

        @JsonInclude
        @Schema(
                description =
                        "The path of an archive that reproduces the layout in QEMU; null unless the topology is stored, of x86-64 and affected.",
                example = "/api/v1/topologies/example/reproduce?revision=1&kernel=6.12.74")
        @Nullable
        String reproduce,

        @Schema(description = "Worst first.") List<FindingAnswer> findings) {

    /** Findings by severity. */
    @Schema(description = "Findings by severity.")
    record SeverityCounts(
            @Schema(
                    description = "Memory gets the wrong node, or the kernel rejects the tables or does not boot.",
                    example = "1")
            int error,

            @Schema(description = "The kernel understands the firmware differently.", example = "0")
            int warning,

            @Schema(description = "Nothing is wrong on this kernel.", example = "1")
            int info) {}

    /** A finding. */
    @Schema(description = "A finding.")
    record FindingAnswer(
            @Schema(description = "The stable id.", example = "window-inside-ram-span")
            String id,

            @Schema(
                    allowableValues = {"error", "warning", "info"},
                    description = "How bad it is on this kernel.")
            String severity,

            @Schema(description = "The id in words.", example = "Window inside a span of RAM")
            String title,

            @Schema(description = "The first address; null if the finding concerns the whole machine.") @Nullable
            HexAddress start,

            @Schema(description = "The last address, inclusive; null if the finding concerns the whole machine.")
            @Nullable
            HexAddress end,

            @Schema(description = "The entry that causes it; null if no single entry does.") @Nullable
            OriginAnswer origin,

            @Schema(description = "What happens on this kernel.")
            String detail,

            @Schema(description = "What to do.") String remedy,

            @Schema(
                    description = "The path of the page that explains the id.",
                    example = "/findings/window-inside-ram-span")
            String link) {

        static FindingAnswer of(Finding finding) {
            return new FindingAnswer(
                    finding.type().id(),
                    finding.severity().apiName(),
                    finding.type().title(),
                    finding.range().map(range -> new HexAddress(range.start())).orElse(null),
                    finding.range().map(range -> new HexAddress(range.end())).orElse(null),
                    finding.origin().map(OriginAnswer::of).orElse(null),
                    finding.detail(),
                    finding.remedy(),
                    finding.type().path());
        }
    }

    /** An entry of a table. */
    @Schema(description = "An entry of a table, or a described range.")
    record OriginAnswer(
            @Schema(
                    description = "The table, or memory for a described range.",
                    allowableValues = {"srat", "cedt", "slit", "hmat", "memory"})
            String source,

            @Schema(description = "Its position among all entries, from 0.", example = "1")
            int entry,

            @Schema(description = "Its byte offset in the table; null if it is not known.", example = "68") @Nullable
            Integer offset) {

        static OriginAnswer of(TableEntry entry) {
            return new OriginAnswer(
                    entry.source(),
                    entry.entry(),
                    entry.offset().isPresent() ? entry.offset().getAsInt() : null);
        }
    }

    /** Those of the upload, and that the machine has a kernel of its own architecture if the requested release is of another one. */
    static List<Assumption> assumptions(Audit audit) {
        KernelRelease kernel = audit.view().choice().kernel();
        Machine machine = audit.view().topology().upload().machine();
        Architecture architecture = machine.inputs().platform().architecture();
        Stream<Assumption> ofKernel = Architecture.statedBy(kernel)
                .filter(stated -> stated != architecture)
                .map(stated -> new Assumption(
                        "%s names a kernel of %s. This machine is of %s: the answers are those of this release on %s."
                                .formatted(kernel, stated.apiName(), architecture.apiName(), architecture.apiName()),
                        "Choose a release of the architecture."))
                .stream();
        return Stream.concat(machine.assumptions().stream(), ofKernel).toList();
    }

    /** The path of the archive that reproduces the layout under this kernel. */
    static Optional<String> reproduction(Audit audit) {
        Topology topology = audit.view().topology();
        boolean offered = topology.isStored()
                && audit.judgement().verdict() == Verdict.AFFECTED
                && topology.upload().machine().inputs().platform().architecture() == Architecture.X86_64;
        return offered
                ? Optional.of("%s/%s/reproduce?revision=%d&kernel=%s"
                        .formatted(
                                ApiPaths.TOPOLOGIES,
                                topology.name(),
                                topology.revision(),
                                URLEncoder.encode(audit.view().choice().kernel().text(), StandardCharsets.UTF_8)))
                : Optional.empty();
    }

    static AuditAnswer of(Audit audit) {
        Map<Severity, Integer> counts = audit.counts();
        BootInputs inputs = audit.view().topology().upload().machine().inputs();
        return new AuditAnswer(
                AnsweredBy.of(audit.view()),
                audit.judgement().verdict().apiName(),
                audit.summary(),
                audit.fixedIn(),
                new BigInteger(Long.toUnsignedString(audit.judgement().affectedBytes())),
                LayoutFingerprint.of(inputs),
                TopologyResource.exactness(assumptions(audit).isEmpty()),
                assumptions(audit),
                inputs.platform()
                        .architecture()
                        .readsWindows(audit.view().choice().range().behaviour()),
                new SeverityCounts(
                        counts.getOrDefault(Severity.ERROR, 0),
                        counts.getOrDefault(Severity.WARNING, 0),
                        counts.getOrDefault(Severity.INFO, 0)),
                audit.omitted(),
                reproduction(audit).orElse(null),
                audit.findings().stream().map(FindingAnswer::of).toList());
    }
}
