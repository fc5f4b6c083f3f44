package io.targetnode.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.targetnode.acpi.Cedt;
import io.targetnode.topology.LabelRule;
import io.targetnode.topology.Upload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Damaged documents are refused with the position. They never cause another exception and are never read as other content. */
class DamagedDocumentTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Replacements for a value; those of the same type are left out. */
    private static final List<String> VALUES = List.of("null", "true", "7", "1.5", "\"x\"", "[]", "{}");

    private static final Pattern NULLABLE = Pattern.compile(
            "/kernel|/rule|/memory/(srat|cedt|cedt/\\d/4)|/nodes/(options|options/1|hmat/2)|/hotAdd/blockBytes"
                    + "|/evidence/(log|log/kernel|log/processors/[01]|devices/\\d/[123]|nodesWithCpus)");

    /** Values of a golden document that are null, where a list or a number is possible. */
    private static final Set<String> EMPTY_LISTS = Set.of("/memory/cedt", "/evidence/nodesWithCpus");

    private static final Set<String> ABSENT_NUMBERS = Set.of("/evidence/devices/1/2", "/nodes/options/1");

    /** Lists of any length; all other lists have a fixed length. */
    private static final Pattern LISTS = Pattern.compile(
            "/ram|/memory/(srat/entries|cedt|cedt/\\d/4/5|described)|/nodes/hmat/3|/hotAdd/softReserved|/assumptions|/warnings|/sources|/sources/\\d/3|/unused"
                    + "|/evidence/(log/(lines|tables|lookups|processors/2)|nodesWithCpus|tables|online|devices|windows|added|nodeSizes|tiers|tiers/\\d/1)");

    @ParameterizedTest
    @EnumSource
    void aTruncatedTextIsRefused(GoldenUploads golden) {
        String document = golden.document();
        for (int end = 0; end < document.length(); end++) {
            assertThat(pointerOf(document.substring(0, end))).isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTextWithAChangedCharacterIsRefusedOrIsAnotherDocument(GoldenUploads golden) {
        String document = golden.document();
        for (int i = 0; i < document.length(); i++) {
            for (char c : "07fx-\",]}\\\u0000\ud800".toCharArray()) {
                readOrRefuse(document.substring(0, i) + c + document.substring(i + 1));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMissingExtraOrMisplacedFieldIsRefused(GoldenUploads golden) {
        for (String pointer : pointers(golden)) {
            if (at(golden, pointer).isObject() && !pointer.equals("/labels")) {
                List<String> fields = List.copyOf(at(golden, pointer).propertyNames());
                for (String field : fields) {
                    refuses(changed(golden, root -> object(root, pointer).remove(field)));
                    refuses(changed(
                            golden,
                            root -> object(root, pointer)
                                    .set(field + "x", object(root, pointer).remove(field))));
                }
                refuses(changed(golden, root -> object(root, pointer).put("extra", 1)));
                for (String field : fields.subList(0, fields.size() - 1)) {
                    refuses(changed(
                            golden,
                            root -> object(root, pointer)
                                    .set(field, object(root, pointer).remove(field))));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMissingOrExtraElementIsRefused(GoldenUploads golden) {
        for (String pointer : pointers(golden)) {
            JsonNode list = at(golden, pointer);
            if (list.isArray() && !LISTS.matcher(pointer).matches()) {
                for (int i = 0; i < list.size(); i++) {
                    int position = i;
                    refuses(changed(golden, root -> array(root, pointer).remove(position)));
                }
                refuses(changed(golden, root -> array(root, pointer).add(list.get(list.size() - 1))));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aValueOfAnotherTypeIsRefusedWithItsPlace(GoldenUploads golden) {
        for (String pointer : pointers(golden)) {
            for (String value : VALUES) {
                JsonNode wrong = JSON.readTree(value);
                JsonNode right = at(golden, pointer);
                boolean absent = wrong.isNull() && NULLABLE.matcher(pointer).matches();
                boolean empty = right.isNull() && EMPTY_LISTS.contains(pointer) && wrong.isArray()
                        || right.isNull() && ABSENT_NUMBERS.contains(pointer) && wrong.isIntegralNumber();
                boolean same = wrong.getNodeType() == right.getNodeType() && !value.equals("1.5");
                if (!same && !absent && !empty && !pointer.isEmpty()) {
                    String text = changed(golden, root -> set(root, pointer, wrong));
                    assertThat(pointerOf(text)).as(text).isEqualTo(pointer);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNumberThatIsTooSmallOrTooLargeIsRefused(GoldenUploads golden) {
        for (String pointer : pointers(golden)) {
            if (at(golden, pointer).isNumber()) {
                for (String number :
                        List.of("-1", "9223372036854775808", "18446744073709551616", "1" + "0".repeat(50))) {
                    // Since format 2, the offset -1 is that of an entry that was not read from a table.
                    boolean offset = number.equals("-1")
                            && pointer.matches("/memory/(srat/entries|cedt)/\\d+/1")
                            && (golden == GoldenUploads.ARM64 || golden == GoldenUploads.NODES);
                    if (!offset && !number.equals(at(golden, pointer).toString())) {
                        refuses(changed(golden, root -> set(root, pointer, JSON.readTree(number))));
                    }
                }
            }
        }
    }

    static Stream<Arguments> impossible() {
        return Stream.of(
                mission(
                        "\"format\":1",
                        "\"format\":6",
                        "/format",
                        "6 is the format of a newer version; this version reads formats up to 5"),
                mission("\"format\":1", "\"format\":3", "/assumptions", "expected the field 'rule'"),
                stated(
                        "\"rule\":\"stub\"",
                        "\"rule\":\"STUB\"",
                        "/rule",
                        "must be one of prefer-online, prefer-reserved, stub"),
                stated(",0,true]", ",1,true]", "/evidence/log/lookups/1/2", "the stub answers node 0"),
                stated(",-1,false]", ",-2,false]", "/evidence/log/lookups/0/1", "must be from -1"),
                mission("\"format\":1", "\"format\":0", "/format", "must be from 1"),
                mission("\"format\":1,", "", "/ram", "expected the field 'format'"),
                mission(
                        "\"numa\":\"none\",",
                        "\"numa\":\"none\",\"numa\":\"none\",",
                        "/numa",
                        "expected the field 'maxNodes'"),
                mission(",\"labels\":{\"rack\":\"r1\"}", "", "", "a field is missing"),
                mission("\"none\"", "\"NONE\"", "/numa", "must be one of noacpi, none, off"),
                mission("\"maxNodes\":1024", "\"maxNodes\":1000", "/maxNodes", "a power of two"),
                mission("\"maxNodes\":1024", "\"maxNodes\":2", "/maxNodes", "described range 1: node 2"),
                mission("[\"7.3\",\"7.3\"]", "[\"7.3\",\"5.9\"]", "/kernel", "older than 5.10"),
                mission("[\"7.3\",\"7.3\"]", "[\"7.3\",\"\"]", "/kernel", "is not a release"),
                mission("[\"7.3\",\"7.3\"]", "[\"7.3\\u202e\",\"7.3\"]", "/kernel", "'7.3?' is not a release"),
                mission("[\"7.3\",\"7.3\"]", "[\"7.3\",\"7.3-rc1\"]", "/kernel", "must consist of numbers and dots"),
                mission("[\"0x0\",\"0x1fffffff\"],[\"0x4", "[\"0x1\",\"0x1fffffff\"],[\"0x4", "/ram", "whole pages"),
                mission("\"ram\":[[\"0x0\",\"0x1fffffff\"]", "\"ram\":[[\"0x0\",\"0x3fffffff\"]", "/ram", "a gap"),
                mission("\"ram\":[[\"0x0\"", "\"ram\":[[\"0x20000000\"", "/ram/0/1", "is below the start 0x20000000"),
                mission(
                        "\"0x2fffffff\"",
                        "\"0x1ffffffffffffffff\"",
                        "/memory/described/1/1",
                        "does not fit into 64 bits"),
                mission("\"0x2fffffff\"", "\"0x\"", "/memory/described/1/1", "has no digits"),
                mission("\"cxl-window\"", "\"CXL_WINDOW\"", "/memory/described/1/2", "must be one of cxl-window, "),
                mission("\"described\":", "\"tables\":", "/memory/tables", "expected the field 'srat' or 'described'"),
                mission("429", "-1", "/sources/0/1", "must be from 0"),
                mission("cdef\"]", "cdeF\"]", "/sources/0/2", "lower-case hexadecimal"),
                mission("described-ranges", "\\ud800", "/sources/0/0", "unpaired surrogate"),
                mission("\"warnings\":[]", "\"warnings\":[\"\\udc00\"]", "/warnings/0", "unpaired surrogate"),
                mission("\"unused\":[]", "\"unused\":[\"\ud83d\"]", "/unused/0", "unpaired surrogate"),
                mission("Upload dmesg", "\\ude00\\ud83d", "/assumptions/1/1", "unpaired surrogate"),
                mission("\"rack\":", "\"ra=ck\":", "/labels/ra=ck", "the key must have 1 to 128"),
                mission("\"rack\":", "\"\\u0000\":", "/labels/?", "the key must have 1 to 128"),
                mission("\"rack\":", "\"" + "/".repeat(129) + "\":", "/labels/" + "~1".repeat(96) + "…", "the key"),
                mission("\"r1\"", "\"\\u0007\"", "/labels/rack", "the value must have at most 256"),
                mission("\"r1\"", "\"r1\",\"rack\":\"r1\"", "/labels/rack", "must be in ascending order"),
                mission("\"r1\"", "\"r1\",\"a\":\"\"", "/labels/a", "must be in ascending order"),
                mission("{\"rack\":\"r1\"}", labels(LabelRule.MAX + 1), "/labels/k64", "more than 64 labels"),
                everyEntry("\"revision\":255", "\"revision\":256", "/memory/srat/revision", "from 0 to 255"),
                arm64(
                        "\"pageBytes\":65536",
                        "\"pageBytes\":8192",
                        "/pageBytes",
                        "pages of 4096 or 16384 or 65536 bytes"),
                arm64("\"arm64\",", "\"arm\",", "/architecture", "must be one of arm64, loongarch64, riscv64, x86-64"),
                arm64(
                        "\"arm64\",\"pageBytes\":65536",
                        "\"x86-64\",\"pageBytes\":65536",
                        "/pageBytes",
                        "a kernel of x86-64 has pages of 4096 bytes"),
                everyEntry("[\"apic\",48,", "[\"apic\",47,", "/memory/srat/entries/0/1", "from 48 to"),
                everyEntry("[\"x2apic\",64,", "[\"x2apic\",48,", "/memory/srat/entries/1/1", "from 49 to"),
                everyEntry("[\"skipped\",283,", "[\"skipped\",8388608,", "/memory/srat/entries/8/1", "to 8388607"),
                everyEntry("4294967295,true,255", "4294967296,true,255", "/memory/srat/entries/0/2", "to 4294967295"),
                everyEntry("4294967295,true,255", "4294967295,true,256", "/memory/srat/entries/0/4", "to 255"),
                everyEntry("\"refused\",240,2", "\"refused\",240,4", "/memory/srat/entries/6/2", "0, 1, 2, 3 or 7"),
                everyEntry("\"refused\",240,2", "\"refused\",240,3", "", "needs format 4 but states format 1"),
                everyEntry("\"apic\"", "\"acip\"", "/memory/srat/entries/0/0", "must be one of apic, gicc, initiator"),
                everyEntry("[0,36,", "[0,35,", "/memory/cedt/0/1", "from 36"),
                everyEntry("[3,148,", "[0,148,", "/memory/cedt/1/0", "from 1"),
                everyEntry("[3,148,", "[3,36,", "/memory/cedt/1/1", "from 37"),
                everyEntry("[3,148,", "[3,1048576,", "/memory/cedt/1/1", "to 1048575"),
                Arguments.of(
                        GoldenUploads.EMPTY_TABLES,
                        "\"endsInZeroLength\":false",
                        "\"endsInZeroLength\":true",
                        "/memory/srat/endsInZeroLength",
                        "the table has no entries"),
                Arguments.of(
                        GoldenUploads.EMPTY_TABLES,
                        "\"cedt\":[]",
                        "\"cedt\":" + windows(Cedt.MAX_WINDOWS + 1),
                        "/memory/cedt/1024",
                        "more than 1,024 windows"));
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void anImpossibleValueIsRefusedWithItsPlace(
            GoldenUploads golden, String right, String wrong, String pointer, String what) {
        assertThat(golden.document()).containsOnlyOnce(right);
        assertThatThrownBy(() -> UploadDocument.decode(golden.document().replace(right, wrong)))
                .isInstanceOfSatisfying(
                        DamagedDocumentException.class,
                        damage -> assertThat(damage.pointer()).isEqualTo(pointer))
                .hasMessageStartingWith(pointer.isEmpty() ? "the document: " : pointer + ": ")
                .hasMessageContaining(what);
    }

    static Stream<Arguments> noDocuments() {
        String mission = GoldenUploads.MISSION.document();
        return Stream.of(
                Arguments.of("", "must be an object"),
                Arguments.of("null", "must be an object"),
                Arguments.of("[]", "must be an object"),
                Arguments.of("\ufeff" + mission, "not well-formed JSON at character 1"),
                Arguments.of("{'format':1", "not well-formed JSON"),
                Arguments.of("{\"format\":01", "not well-formed JSON"),
                Arguments.of("{\"format\":NaN", "not well-formed JSON"),
                Arguments.of("{/**/\"format\":1", "not well-formed JSON"),
                Arguments.of("{\"format\":1]", "not well-formed JSON"),
                Arguments.of(mission.replace("Upload dmesg", "Upload\ndmesg"), "not well-formed JSON"),
                Arguments.of("{\"format\":1" + "0".repeat(100), "exceeds the limit of"),
                Arguments.of("{\"" + "x".repeat(100_000) + "\":1", "exceeds the limit of"),
                Arguments.of("{\"format\":1,\"ram\":[[[[[[", "must be a text"),
                Arguments.of("[".repeat(100_000), "must be an object"),
                Arguments.of(mission + "{}", "unexpected content"),
                Arguments.of(mission + mission, "unexpected content"),
                Arguments.of(mission + "]", "not well-formed JSON"),
                Arguments.of(mission.substring(0, 20), "the text is truncated"));
    }

    @ParameterizedTest
    @MethodSource("noDocuments")
    void aTextThatIsNotADocumentIsRefused(String text, String what) {
        assertThatThrownBy(() -> UploadDocument.decode(text))
                .isInstanceOf(DamagedDocumentException.class)
                .hasMessageContaining(what);
    }

    @Test
    void moreSratEntriesThanATableCanHaveAreRefused() {
        String entries = IntStream.range(48, 48 + (1 << 20) + 1)
                .mapToObj(offset -> "[\"skipped\"," + offset + ",3]")
                .collect(Collectors.joining(","));
        String document =
                GoldenUploads.EMPTY_TABLES.document().replace("\"entries\":[]", "\"entries\":[" + entries + "]");
        assertThatThrownBy(() -> UploadDocument.decode(document))
                .isInstanceOf(DamagedDocumentException.class)
                .hasMessage("/memory/srat/entries/1048576: more than 1,048,576 entries");
    }

    private static Arguments mission(String right, String wrong, String pointer, String what) {
        return Arguments.of(GoldenUploads.MISSION, right, wrong, pointer, what);
    }

    private static Arguments everyEntry(String right, String wrong, String pointer, String what) {
        return Arguments.of(GoldenUploads.EVERY_ENTRY, right, wrong, pointer, what);
    }

    private static Arguments arm64(String right, String wrong, String pointer, String what) {
        return Arguments.of(GoldenUploads.ARM64, right, wrong, pointer, what);
    }

    private static Arguments stated(String right, String wrong, String pointer, String what) {
        return Arguments.of(GoldenUploads.STATED, right, wrong, pointer, what);
    }

    private static String labels(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"k%02d\":\"\"".formatted(i))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String windows(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "[%d,%d,\"0x0\",\"0x1000\"]".formatted(i, 36 + 40 * i))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static void readOrRefuse(String text) {
        Upload upload;
        try {
            upload = UploadDocument.decode(text);
        } catch (DamagedDocumentException refused) {
            return;
        }
        Answers.of(upload);
        if (!UploadDocument.decode(UploadDocument.encode(upload)).equals(upload)) {
            throw new AssertionError("not encoded as the same text: " + text);
        }
    }

    private static void refuses(String text) {
        assertThat(pointerOf(text)).as(text).isNotNull();
    }

    /** The position of the damage; null if the text is a document. */
    private static @Nullable String pointerOf(String text) {
        try {
            UploadDocument.decode(text);
            return null;
        } catch (DamagedDocumentException e) {
            return e.pointer();
        }
    }

    /** The pointers of all values, including the root, except labels. */
    private static List<String> pointers(GoldenUploads golden) {
        List<String> pointers = new ArrayList<>();
        collect(JSON.readTree(golden.document()), "", pointers);
        return pointers;
    }

    private static void collect(JsonNode node, String pointer, List<String> pointers) {
        pointers.add(pointer);
        if (node.isObject() && !pointer.equals("/labels")) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                collect(field.getValue(), pointer + "/" + field.getKey(), pointers);
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(node.get(i), pointer + "/" + i, pointers);
            }
        }
    }

    private static JsonNode at(GoldenUploads golden, String pointer) {
        return JSON.readTree(golden.document()).at(pointer);
    }

    private static String changed(GoldenUploads golden, Consumer<JsonNode> change) {
        JsonNode root = JSON.readTree(golden.document());
        change.accept(root);
        return JSON.writeValueAsString(root);
    }

    private static ObjectNode object(JsonNode root, String pointer) {
        return (ObjectNode) root.at(pointer);
    }

    private static ArrayNode array(JsonNode root, String pointer) {
        return (ArrayNode) root.at(pointer);
    }

    private static void set(JsonNode root, String pointer, JsonNode value) {
        JsonPointer place = JsonPointer.compile(pointer);
        JsonNode parent = root.at(place.head());
        if (parent instanceof ArrayNode array) {
            array.set(place.last().getMatchingIndex(), value);
        } else {
            ((ObjectNode) parent).set(place.last().getMatchingProperty(), value);
        }
    }
}
