package io.targetnode.analysis.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteSizeTest {

    @ParameterizedTest
    @CsvSource({
        "0x0,                0 B",
        "0x3ff,              1023 B",
        "0x9f000,            636 KiB",
        "0x20000000,         512 MiB",
        "0x60000000,         1.5 GiB",
        "0x50000000,         1.25 GiB",
        "0x7ffe0000,         ~1.99 GiB",
        "0x40000001,         ~1 GiB",
        "0x41000000,         ~1.01 GiB",
        "0x8000000000000000, 8 EiB",
        "0xffffffffffffffff, ~15.99 EiB"
    })
    void aNumberOfBytesIsWrittenInTheLargestUnit(String bytes, String text) {
        assertThat(ByteSize.of(Address.parse(bytes))).isEqualTo(text);
    }

    @Test
    void aBriefSizeHasNoSpace() {
        assertThat(ByteSize.brief(new AddressRange(0, 0x9efff))).isEqualTo("636K");
        assertThat(ByteSize.brief(new AddressRange(0, 0x3fe))).isEqualTo("1023B");
    }

    @Test
    void theWholeAddressSpaceHas16EiB() {
        assertThat(ByteSize.of(new AddressRange(0, -1L))).isEqualTo("16 EiB");
    }
}
