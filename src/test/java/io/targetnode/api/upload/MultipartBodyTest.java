package io.targetnode.api.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartBodyTest {

    private static final String TYPE = "multipart/form-data; boundary=B";
    private static final String END = "--B--\r\n";

    @Test
    void partsAreInOrderWithTheirNamesAndBytes() {
        List<FormPart> parts = parts(part("file", "one\r\ntwo") + part("größe", "") + part("file", "\u00ff") + END);
        assertThat(parts).extracting(FormPart::name).containsExactly("file", "größe", "file");
        assertThat(parts)
                .extracting(part -> new String(part.content(), StandardCharsets.UTF_8))
                .containsExactly("one\r\ntwo", "", "\u00ff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--B\r\n", "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx"})
    void aBodyThatDoesNotMatchItsBoundaryIsRefused(String body) {
        assertThatThrownBy(() -> parts(body))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.MALFORMED_BODY))
                .hasMessageContaining("not a multipart form");
    }

    @Test
    void aBodyWithoutItsBoundaryHasNoParts() {
        assertThat(parts("")).isEmpty();
        assertThat(parts("text")).isEmpty();
    }

    @Test
    void aTypeWithoutABoundaryIsRefused() {
        assertThatThrownBy(() -> MultipartBody.parts("multipart/form-data", new byte[0]))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("not a multipart form");
    }

    @Test
    void aFormWithTooManyPartsIsRefused() {
        assertThat(parts(part("file", "x").repeat(128) + END)).hasSize(128);
        assertThatThrownBy(() -> parts(part("file", "x").repeat(129) + END))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.TOO_LARGE))
                .hasMessage("The form has more than 128 parts.");
    }

    @Test
    void longHeadersOfAPartAreRefused() {
        assertThatThrownBy(() -> parts(part("x".repeat(100_000), "") + END))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.TOO_LARGE));
    }

    private static List<FormPart> parts(String body) {
        return MultipartBody.parts(TYPE, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String part(String name, String content) {
        return "--B\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"f\"\r\n\r\n%s\r\n"
                .formatted(name, content);
    }
}
