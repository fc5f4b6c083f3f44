package io.targetnode.api.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.api.json.JsonBodies;
import io.targetnode.api.json.StrictBodies;
import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.view.AnsweredBy;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainBatchTest {

    private static final JsonBodies STRICT = StrictBodies.create();

    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"addresses\"",
        "\"",
        "0x",
        "0X",
        "0",
        "1",
        "7f",
        "ffffffffffffffff",
        " ",
        "\n",
        "18446744073709551615",
        "18446744073709551616",
        "9999999999999999999",
        "-",
        ".",
        "e1",
        "\\u0030",
        "null",
        "\ufeff"
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"addresses\":[]}",
                " { \"addresses\" :\t[ ] }\r\n",
                "{\"addresses\":[\"0x20000000\", 1073741824,\"12\",0 , \"0XfFfFfFfFfFfFfFfF\"]}",
                "{\"addresses\":[9999999999999999999,\"0000000000000000007\",\"0x0000000000000001\"]}",
                "{\"addresses\":[\"0x00000000000000001\",18446744073709551615]}"
            })
    void aPlainBatchIsRead(String body) {
        assertThat(PlainBatch.read(bytes(body))).isPresent();
        assertThat(plain(body)).isEqualTo(strict(body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "null",
                "[]",
                "{\"addresses\":null}",
                "{\"addresses\":1}",
                "{\"addresses\":[1",
                "{\"addresses\":[1]",
                "{\"addresses\":[1,]}",
                "{\"addresses\":[,1]}",
                "{\"addresses\":[1 2]}",
                "{\"addresses\":[01]}",
                "{\"addresses\":[-1]}",
                "{\"addresses\":[1.0]}",
                "{\"addresses\":[1e3]}",
                "{\"addresses\":[true]}",
                "{\"addresses\":[\"\"]}",
                "{\"addresses\":[\"0x\"]}",
                "{\"addresses\":[\"0xg\"]}",
                "{\"addresses\":[\"1]}",
                "{\"addresses\":[0x1]}",
                "{\"addresses\":[\" 1\"]}",
                "{\"addresses\":[\"\\u0031\"]}",
                "{\"addresses\":[18446744073709551616]}",
                "{\"addresses\":[\"0x10000000000000000\"]}",
                "{\"addresses\":[1]}x",
                "{\"addresses\":[1]}{}",
                "{\"addresses\":[1],\"addresses\":[2]}",
                "{\"addresses\":[1],\"more\":2}",
                "{\"address\\u0065s\":[1]}",
                "\ufeff{\"addresses\":[1]}"
            })
    void everyOtherBodyIsLeftToJackson(String body) {
        assertThat(PlainBatch.read(bytes(body))).isEmpty();
    }

    @Test
    void aPlainBatchIsReadAsJacksonReadsIt() {
        SplittableRandom random = new SplittableRandom(11);
        int read = 0;
        for (int round = 0; round < 200_000; round++) {
            String body =
                    random.nextInt(3) == 0 ? scramble(random, "", "") : scramble(random, "{\"addresses\":[", "]}");
            Optional<AddressArray> plain = PlainBatch.read(bytes(body));
            if (plain.isPresent()) {
                read++;
                assertThat(values(plain.get())).as(body).isEqualTo(strict(body));
            }
        }
        assertThat(read).isGreaterThan(1000);
    }

    @Test
    void nodesAreWrittenAsJacksonWritesThem() {
        int[] nodes = new SplittableRandom(2).ints(10_000, -1, 1024).toArray();
        AnsweredBy by = new AnsweredBy("t", 1, "7.3", "prefer-online", true);
        for (int[] some : new int[][] {nodes, {-1}, {}, {Integer.MAX_VALUE, -Integer.MAX_VALUE, 10, 9}}) {
            assertThat(new String(BatchBodies.json(by.jsonStart(), some), StandardCharsets.UTF_8))
                    .isEqualTo(StrictBodies.mapper().writeValueAsString(new BatchAnswer(by, some)) + "\n");
        }
    }

    private static String scramble(SplittableRandom random, String before, String after) {
        return before
                + Stream.generate(() -> PIECES[random.nextInt(PIECES.length)])
                        .limit(random.nextInt(8))
                        .collect(Collectors.joining())
                + after;
    }

    private static long[] plain(String body) {
        return values(PlainBatch.read(bytes(body)).orElseThrow());
    }

    private static long[] strict(String body) {
        try {
            return values(STRICT.read(bytes(body), BatchBody.class).addresses());
        } catch (ProblemException e) {
            throw new AssertionError("Jackson refuses " + body, e);
        }
    }

    private static long[] values(AddressArray addresses) {
        return Arrays.copyOf(addresses.values(), addresses.length());
    }

    private static byte[] bytes(String body) {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
