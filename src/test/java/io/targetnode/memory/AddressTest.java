package io.targetnode.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @ParameterizedTest
    @CsvSource({
        "0x20000000, 0x20000000",
        "0X2FffFFff, 0x2fffffff",
        "0x0, 0x0",
        "0x00000000000000000000000000000001, 0x1",
        "536870912, 0x20000000",
        "0, 0x0",
        "00000000000000000000000000000009, 0x9",
        "0x8000000000000000, 0x8000000000000000",
        "9223372036854775808, 0x8000000000000000",
        "18446744073709551615, 0xffffffffffffffff",
        "0xFFFFFFFFFFFFFFFF, 0xffffffffffffffff"
    })
    void anAddressIsReadAndPrinted(String text, String printed) {
        assertThat(Address.print(Address.parse(text))).isEqualTo(printed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0x",
                "0xg",
                "20000000h",
                "-1",
                "+1",
                "0x-1",
                " 1",
                "1 ",
                "1e3",
                "1.0",
                "0x1_0",
                "٣",
                "0x٣",
                "18446744073709551616",
                "0x10000000000000000",
                "99999999999999999999999999",
                "1\u0000"
            })
    void aTextThatIsNotAnAddressIsRefusedWithTheRule(String text) {
        assertThatThrownBy(() -> Address.parse(text))
                .isInstanceOf(MalformedAddressException.class)
                .hasMessageContaining("an address is 0x and hexadecimal digits, or decimal digits, below 2^64");
    }

    @ParameterizedTest
    @CsvSource({
        "'',                     has no digits",
        "0x,                     has no digits",
        "0xg,                    is not a hexadecimal number",
        "0x10000000000000000g,   does not fit into 64 bits",
        "99999999999999999999,   does not fit into 64 bits",
        "99999999999999999999x,  is neither 0x and hexadecimal digits nor a decimal number",
        "1x,                     is neither 0x and hexadecimal digits nor a decimal number"
    })
    void aRefusalNamesTheReason(String text, String why) {
        assertThatThrownBy(() -> Address.parse(text))
                .isInstanceOfSatisfying(
                        MalformedAddressException.class,
                        e -> assertThat(e.why()).isEqualTo(why));
    }

    @Test
    void aMessageShowsTheBeginningOfALongText() {
        assertThatThrownBy(() -> Address.parse("\u001b" + "x".repeat(5_000)))
                .satisfies(e -> assertThat(e.getMessage()).startsWith("'?xx").hasSizeLessThan(200));
    }

    @Test
    void hexWithoutPrefixIsReadAsIomemPrintsIt() {
        assertThat(Address.parseBareHex("7ffdffff")).isEqualTo(0x7ffdffffL);
        assertThatThrownBy(() -> Address.parseBareHex("")).isInstanceOf(MalformedAddressException.class);
        assertThatThrownBy(() -> Address.parseBareHex("0x1")).isInstanceOf(MalformedAddressException.class);
    }

    @Test
    void theOrderIsUnsigned() {
        SplittableRandom random = new SplittableRandom(64);
        for (int i = 0; i < 10_000; i++) {
            long a = random.nextLong();
            long b = random.nextBoolean() ? a : random.nextLong();
            BigInteger exactA = new BigInteger(Long.toUnsignedString(a));
            BigInteger exactB = new BigInteger(Long.toUnsignedString(b));
            assertThat(Address.below(a, b)).isEqualTo(exactA.compareTo(exactB) < 0);
            assertThat(Long.toUnsignedString(Address.min(a, b)))
                    .isEqualTo(exactA.min(exactB).toString());
            assertThat(Long.toUnsignedString(Address.max(a, b)))
                    .isEqualTo(exactA.max(exactB).toString());
            assertThat(Address.parse(Address.print(a))).isEqualTo(a);
            assertThat(Address.parse(Long.toUnsignedString(a))).isEqualTo(a);
        }
    }
}
