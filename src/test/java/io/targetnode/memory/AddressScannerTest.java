package io.targetnode.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressScannerTest {

    private static final String ALPHABET = "000123456789abcdefABCDEFxX -g\u00e9";

    private final AddressScanner scanner = new AddressScanner();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "00",
                "0x",
                "0x0",
                "0X1F",
                "x",
                "1x",
                "0xg",
                "-1",
                "+1",
                " 1",
                "1 ",
                "0x1 ",
                "1e3",
                "18446744073709551615",
                "18446744073709551616",
                "18446744073709551620",
                "28446744073709551615",
                "0xffffffffffffffff",
                "0x10000000000000000",
                "0x00000000000000000000000000000001",
                "0000000000000000000000017"
            })
    void anAddressIsReadWhereverItIsCut(String text) {
        for (int cut = 0; cut <= text.length(); cut++) {
            assertThat(scanned(text, cut)).isEqualTo(expected(text));
        }
        assertThat(parsed(text)).isEqualTo(Address.tryParse(text)).isEqualTo(expected(text));
    }

    @Test
    void randomTextsAreReadByTheRule() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder(random.nextInt(3) == 0 ? "0x" : "");
            int length = random.nextInt(22);
            int letters = random.nextInt(3) == 0 ? ALPHABET.length() : 13;
            for (int j = 0; j < length; j++) {
                text.append(ALPHABET.charAt(random.nextInt(letters)));
            }
            check(text.toString(), random.nextInt(length + 1));
        }
    }

    private void check(String text, int cut) {
        OptionalLong expected = expected(text);
        // Assertion objects for several hundred thousand texts would take long.
        if (!scanned(text, cut).equals(expected) || !parsed(text).equals(expected)) {
            assertThat(scanned(text, cut)).as("%s cut at %d", text, cut).isEqualTo(expected);
            assertThat(parsed(text)).as(text).isEqualTo(expected);
        }
    }

    /** In two pieces, as the text may arrive. */
    private OptionalLong scanned(String text, int cut) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        boolean whole = scanner.read(bytes, 0, cut) == cut && scanner.resume(bytes, cut, bytes.length) == bytes.length;
        return whole && scanner.isAddress() ? OptionalLong.of(scanner.value()) : OptionalLong.empty();
    }

    /** The rule, written with Java's own numbers. */
    private static OptionalLong expected(String text) {
        boolean hex = text.matches("0[xX][0-9a-fA-F]+");
        if (!hex && !text.matches("[0-9]+")) {
            return OptionalLong.empty();
        }
        BigInteger number = hex ? new BigInteger(text.substring(2), 16) : new BigInteger(text);
        return number.bitLength() > Long.SIZE ? OptionalLong.empty() : OptionalLong.of(number.longValue());
    }

    private static OptionalLong parsed(String text) {
        try {
            return OptionalLong.of(Address.parse(text));
        } catch (MalformedAddressException e) {
            return OptionalLong.empty();
        }
    }
}
