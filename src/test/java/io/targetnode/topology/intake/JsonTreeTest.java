package io.targetnode.topology.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.targetnode.capture.CaptureException;
import io.targetnode.capture.JsonValue;
import io.targetnode.capture.JsonValue.Place;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTreeTest {

    private static final String SECRET = "secret-4711";

    private static JsonValue read(byte[] text) {
        return JsonTree.read("tool", text, name -> !name.startsWith("x"));
    }

    private static JsonValue read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everyValueHasItsLine() {
        assertThat(read("\n{\"a\":\n[1,\n\"b\", true]}"))
                .isEqualTo(new JsonValue.Fields(
                        new Place("tool", 2),
                        Map.of(
                                "a",
                                new JsonValue.Elements(
                                        new Place("tool", 3),
                                        List.of(
                                                new JsonValue.Whole(new Place("tool", 3), 1),
                                                new JsonValue.Text(new Place("tool", 4), "b"),
                                                new JsonValue.Other(new Place("tool", 4)))))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t ", "[]"})
    void anEmptyTextIsAnEmptyList(String text) {
        assertThat(read(text).list()).isEmpty();
    }

    @Test
    void unusedFieldsAreNotStored() {
        assertThat(read("{\"x1\":{\"a\":1},\"x2\":[{\"a\":2}],\"x3\":\"" + SECRET + "\",\"a\":{\"x\":1}}"))
                .isEqualTo(read("{\"a\":{}}"));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "9223372036854775808, 0x8000000000000000",
        "18446744073709551615, 0xffffffffffffffff",
    })
    void wholeNumbersAreExactUpTo64Bits(String digits, String address) {
        assertThat(read(digits).address()).isEqualTo(Long.parseUnsignedLong(address.replace("0x", ""), 16));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "-0", "1.0", "1e3", "18446744073709551616", "true", "null"})
    void otherNumbersAreNotWholeNumbers(String text) {
        assertThat(read(text)).isEqualTo(new JsonValue.Other(new Place("tool", 1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n" + SECRET,
                "\n{" + SECRET,
                "\n[\"" + SECRET + "\"",
                "\n{\"" + SECRET + "\":1,\"" + SECRET + "\":2}",
                "\n{\"x\":{\"" + SECRET + "\":1,\"" + SECRET + "\":2}}",
                "\n{\"x\":" + SECRET + "}",
                "\n[1,]",
                "\n[01]",
                "\n[NaN]",
                "\n['" + SECRET + "']",
                "\n[1] // " + SECRET,
                "\n\"a\tb\"",
            })
    void malformedJsonIsRefusedWithoutShowingIt(String text) {
        assertThatExceptionOfType(CaptureException.class)
                .isThrownBy(() -> read(text))
                .withMessage(
                        "tool, line 2: not well-formed JSON, or a field occurs twice; upload the unchanged output of 'tool'")
                .withNoCause();
    }

    @Test
    void bytesThatAreNotTextAreRefused() {
        assertThatExceptionOfType(CaptureException.class).isThrownBy(() -> read(new byte[] {'"', (byte) 0xff, '"'}));
        assertThatExceptionOfType(CaptureException.class).isThrownBy(() -> read(new byte[] {'[', (byte) 0xc3}));
        assertThatExceptionOfType(CaptureException.class).isThrownBy(() -> read(new byte[8]));
        assertThatExceptionOfType(CaptureException.class)
                .as("a text in an unsupported byte order")
                .isThrownBy(() -> read(new byte[] {0, 0, 0x3c, 0}))
                .withMessageStartingWith("tool, line 1: not well-formed JSON");
    }

    @Test
    void aSecondValueIsRefused() {
        assertThatExceptionOfType(CaptureException.class)
                .isThrownBy(() -> read("{}\n{}"))
                .withMessage("tool, line 2: more text follows after the end of the JSON");
    }

    @Test
    void depthLengthsAndNumbersAreBounded() {
        String deep = "[".repeat(JsonTree.MAX_DEPTH) + "]".repeat(JsonTree.MAX_DEPTH);
        assertThat(read(deep)).isNotNull();
        for (String text : List.of(
                "[" + deep + "]",
                "{\"x\":[" + deep + "]}",
                "1".repeat(65),
                "{\"" + "n".repeat(1025) + "\":1}",
                "\"" + "t".repeat(70_000) + "\"")) {
            assertThatExceptionOfType(CaptureException.class)
                    .isThrownBy(() -> read(text))
                    .withMessage("tool, line 1: nested deeper than 64 levels, or a name, number or text is too long");
        }
    }

    @Test
    void tooManyValuesAreRefused() {
        String most = "1,".repeat(JsonTree.MAX_VALUES - 2);
        assertThat(read("[" + most + "1]").list()).hasSize(JsonTree.MAX_VALUES - 1);
        assertThatExceptionOfType(CaptureException.class)
                .isThrownBy(() -> read("[" + most + "1,\n1]"))
                .withMessage(
                        "tool, line 2: more than 524,288 values, the limit for one file; lsmem prints fewer without -a");
    }
}
