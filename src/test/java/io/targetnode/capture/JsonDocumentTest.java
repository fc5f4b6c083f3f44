package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDocumentTest {

    private static List<String> in(String text) {
        List<String> documents = new ArrayList<>();
        JsonDocument.forEachIn(
                text.getBytes(StandardCharsets.UTF_8),
                document -> documents.add(document.line() + ":"
                        + new String(
                                document.text(),
                                document.start(),
                                document.end() - document.start(),
                                StandardCharsets.UTF_8)));
        return documents;
    }

    @Test
    void documentsStandBetweenOtherLines() {
        assertThat(in("# cmd\n\t {\"a\":\"}\\\"\"} tail\n[\n {}\n]\n[]\nend"))
                .containsExactly("2:{\"a\":\"}\\\"\"}", "3:[\n {}\n]", "6:[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[", "{ ", "[    0.000000] Linux", "{x}", "[1]", "[\"a\"]", "a {}", "{\n", "\t"})
    void otherLinesBeginNoDocument(String text) {
        assertThat(in(text)).isEmpty();
    }

    @Test
    void aDocumentEndsWhereAStringIsBroken() {
        assertThat(in("{\"a\":\"b\n{}")).containsExactly("1:{\"a\":\"b", "2:{}");
        assertThat(in("{\"a\":\"b\\\n{}")).containsExactly("1:{\"a\":\"b\\", "2:{}");
        assertThat(in("{\"a\\")).containsExactly("1:{\"a\\");
        assertThat(in("{\"a\":1")).containsExactly("1:{\"a\":1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "> {\"a\":1};{\"a\":1}",
                "  > | {\"a\":1};{\"a\":1}",
                "{\u00a0\"a\":1};{ \"a\":1}",
                "{\"a\":\"\u00a9\"}\u001b;{\"a\":\"\u00a9\"}",
                "\ufeff{\"a\":1};{\"a\":1}",
                "{\u0000\"\u0000a\":1};{\"a\":1}",
                "{\"a\":1}\u001b[;{\"a\":1}",
            })
    void whatATerminalOrAMailAddsIsRemoved(String text, String document) {
        assertThat(in(text)).containsExactly("1:" + document);
    }

    @Test
    void coloursAreRemoved() {
        assertThat(in("\u001b[1;34m{\u001b\"a\":1}\u001b[0m")).containsExactly("1:{\"a\":1}");
    }

    @Test
    void aSplitCharacterAtTheEndIsNoNoBreakSpace() {
        byte[] text = {'{', '}', '\n', 0x1b, (byte) 0xc2};
        List<Integer> ends = new ArrayList<>();
        JsonDocument.forEachIn(text, document -> ends.add(document.end()));
        assertThat(ends).containsExactly(2);
    }

    @Test
    void theTextOfADocumentIsCompared() {
        List<JsonDocument> documents = new ArrayList<>();
        JsonDocument.forEachIn("{\"a\":1}\n{\"a\":1}\n{\"a\":2}".getBytes(StandardCharsets.UTF_8), documents::add);
        assertThat(documents.get(0).equalsText(documents.get(1))).isTrue();
        assertThat(documents.get(0).equalsText(documents.get(2))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{\"port\":\"port1\",\"host\":\"pci0\"};CXL",
                "{\"endpoint\":\"endpoint2\",\"depth\":1};CXL",
                "{\"memdevs\":[{\"memdev\":\"mem0\"}]};CXL",
                "{\"buses\":[{\"bus\":\"root0\"}]};CXL",
                "{\"ports\":[{\"port\":\"port1\"}]};CXL",
                "{\"endpoints\":[{\"endpoint\":\"endpoint2\"}]};CXL",
                "{\"regions\":[{\"region\":\"region0\"}]};CXL",
                "{\"root decoders\":[]};CXL",
                "{\"dimms\":[{\"dev\":\"nmem0\"}]};NDCTL",
                "[{\"path\":\"/p\",\"id\":0,\"available_size\":1}];DAXCTL",
                "{\"devices\":[{\"chardev\":\"dax0.0\"}]};DAXCTL",
                "{\"memory\":[{\"block\":\"0\",\"state\":\"online\"}]};LSMEM",
                "{\"port\":\"port1\"};",
                "{\"endpoint\":\"x\",\"host\":\"y\"};",
                "{\"path\":\"/p\"};",
                "{\"path\":\"/p\",\"id\":0};",
                "{\"memory\":[{\"block\":\"0\"}]};",
                "{\"memory\":[{\"range\":\"0x0-0x1\"}]};",
                "{\"a\":{\"b\":{\"bus\":\"root0\"}}};",
                "{\"a\":[\"bus\",\"root0\"]};",
                "{\"bus\"};",
                "{\"bus\":\"root0;",
                "{\"bus\":;",
            })
    void namesAndTheFormOfTheirValuesShowTheTool(String json, CaptureFormat format) {
        List<CaptureFormat> formats = new ArrayList<>();
        JsonDocument.forEachIn(
                json.getBytes(StandardCharsets.UTF_8),
                document -> document.format().ifPresent(formats::add));
        if (format == null) {
            assertThat(formats)
                    .satisfiesAnyOf(
                            none -> assertThat(none).isEmpty(),
                            cut -> assertThat(json).doesNotEndWith("}"));
        } else {
            assertThat(formats).containsExactly(format);
        }
    }

    @Test
    void onlyTheFirstNamesAreExamined() {
        StringBuilder many = new StringBuilder("{");
        for (int i = 0; i < 300; i++) {
            many.append("\"n").append(i).append("\":1,");
        }
        assertThat(CaptureFormat.of(many.append("\"bus\":\"root0\"}").toString().getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void anEscapeCharacterAtTheEndIsIgnored() {
        assertThat(in("{\"a\":1}\u001b")).containsExactly("1:{\"a\":1}");
    }
}
