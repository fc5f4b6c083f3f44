package io.targetnode.analysis.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.KernelTable;
import io.targetnode.kernel.ReleaseRange.Basis;
import io.targetnode.kernel.UnknownKernelException;
import io.targetnode.topology.Upload;
import io.targetnode.topology.intake.Declaration;
import io.targetnode.topology.intake.HostFile;
import io.targetnode.topology.intake.HostFiles;
import io.targetnode.topology.intake.HostMachine;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.Replayed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Boot logs of RHEL 9, which is modelled, and of RHEL 7 and 8, which are not. What a message advises must work. */
class OlderReleaseTest {

    private static final Pattern ADVISED = Pattern.compile("kernel(?:=| (?=\\d))([^\\s,]+)");
    private static final String EL9 = "5.14.0-570.23.1.el9_6.x86_64";

    private final String el9 = text("older-release/el9.txt");
    private final String el7 = text("old-log-words/el7.txt");

    OlderReleaseTest() throws IOException {}

    @Test
    void aLogOfRhel9IsAnsweredByTheRulesOfItsBuild() {
        KernelView view = view(read(el9, Optional.empty()));
        assertThat(view.choice().kernel().text()).isEqualTo(EL9);
        assertThat(view.choice().range().behaviour().id()).isEqualTo("6.1");
        assertThat(view.choice().range().basis()).isEqualTo(Basis.CHANGELOG);
        assertThat(view.resolver().targetNode(0x1080000000L)).isEqualTo(1);
        Verification verification = Verification.of(view);
        assertThat(verification.verdict()).isEqualTo(Verdict.CONSISTENT);
        assertThat(verification.comparisons()).noneMatch(Comparison::contradicts);
    }

    @Test
    void theKernelThatTheVerificationAdvisesIsAccepted() {
        Upload upload = read(el9, Optional.of("6.12.74"));
        Verification verification = Verification.of(view(upload));
        assertThat(verification.conclusions()).extracting(Conclusion::id).containsExactly(Conclusion.Id.WRONG_KERNEL);
        String advised = advised(verification.conclusions().get(0).remedy());
        assertThat(advised).isEqualTo(EL9);
        KernelView own = Replayed.of(upload).under(Optional.of(KernelRelease.parse(advised)), Optional.empty());
        assertThat(Verification.of(own).verdict()).isEqualTo(Verdict.CONSISTENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.10.0-1062.el7.x86_64", "4.18.0-553.el8_10.x86_64", "5.4.0-150-generic"})
    void theKernelThatARefusalAdvisesIsAccepted(String release) {
        String log = el7.replace("3.10.0-1062.el7.x86_64", release);
        assertThatThrownBy(() -> read(log, Optional.empty()))
                .isInstanceOfSatisfying(UnknownKernelException.class, refusal -> {
                    String advised = advised(refusal.getMessage());
                    assertThat(KernelTable.isKnown(KernelRelease.parse(advised)))
                            .isTrue();
                    KernelView view = view(read(log, Optional.of(advised)));
                    assertThat(view.resolver().targetNode(0x880000000L)).isEqualTo(1);
                });
    }

    @Test
    void aLogWhoseRulesAreNotKnownDoesNotContradictTheDeclaredKernel() {
        Verification verification = Verification.of(view(read(el7, Optional.of("5.10"))));
        assertThat(verification.comparisons()).noneMatch(Comparison::contradicts);
        assertThat(verification.verdict()).isEqualTo(Verdict.CONSISTENT);
        assertThat(verification.why())
                .contains(
                        "The boot log is of 3.10.0-1062.el7.x86_64, whose rules are not known: the answers are those of 5.10, as stated with the upload.");
    }

    @Test
    void aContradictionOfSuchALogIsNotBlamedOnTheTables() {
        String log = el7.replace("node   1: [mem 0x880000000", "node   1: [mem 0x890000000");
        Verification verification = Verification.of(view(read(log, Optional.of("5.10"))));
        assertThat(verification.verdict()).isEqualTo(Verdict.CONTRADICTED);
        assertThat(verification.conclusions()).singleElement().satisfies(conclusion -> {
            assertThat(conclusion.id()).isEqualTo(Conclusion.Id.WRONG_KERNEL);
            assertThat(conclusion.remedy()).startsWith("Upload the boot log of a release from 5.10 on.");
        });
    }

    private static String advised(String message) {
        Matcher advice = ADVISED.matcher(message);
        assertThat(advice.find()).as(message).isTrue();
        return advice.group(1);
    }

    private static KernelView view(Upload upload) {
        return Replayed.of(upload).under(Optional.empty(), Optional.empty());
    }

    private static Upload read(String log, Optional<String> kernel) {
        Declaration declaration = new Declaration(kernel.map(KernelRelease::parse), Optional.empty(), 1024);
        Map<HostFile, byte[]> files = Map.of(HostFile.DMESG, log.getBytes(StandardCharsets.UTF_8));
        return HostMachine.read(new HostFiles(new EnumMap<>(files), declaration, Map.of()));
    }

    private static String text(String file) throws IOException {
        return Files.readString(Path.of("src/test/resources/field-cases", file));
    }
}
