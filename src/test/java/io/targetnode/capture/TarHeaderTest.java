package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TarHeaderTest {

    private static byte[] header(char kind, String length) {
        byte[] block = new byte[TarHeader.BLOCK_BYTES];
        put(block, 0, "SRAT");
        put(block, 124, length);
        block[156] = (byte) kind;
        return checked(block);
    }

    private static void put(byte[] block, int at, String text) {
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, block, at, text.length());
    }

    private static byte[] checked(byte[] block) {
        put(block, 148, "        ");
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        put(block, 148, "%06o".formatted(sum));
        block[154] = 0;
        return block;
    }

    @Test
    void aHeaderHasLengthAndKind() {
        assertThat(TarHeader.of(header('0', "00000000150"))).contains(new TarHeader('0', 0x68, "SRAT"));
        assertThat(CaptureFormat.of(header('0', "00000000150"))).contains(CaptureFormat.TAR);
    }

    @Test
    void linksFoldersAndDescriptionsAreNotFiles() {
        assertThat("0\0007".chars().mapToObj(kind -> new TarHeader((char) kind, 0, "")))
                .allMatch(TarHeader::isFile);
        assertThat("125xgLKS".chars().mapToObj(kind -> new TarHeader((char) kind, 0, "")))
                .noneMatch(TarHeader::isFile);
        assertThat(new TarHeader('L', 0, "").isDescription()).isTrue();
        assertThat(new TarHeader('0', 0, "").isDescription()).isFalse();
    }

    @Test
    void aBinaryLengthIsTooLarge() {
        byte[] block = header('0', "");
        block[124] = (byte) 0x80;
        assertThat(TarHeader.of(checked(block))).map(TarHeader::length).contains(Long.MAX_VALUE);
    }

    @Test
    void aBlockWithAWrongChecksumIsNotAHeader() {
        byte[] block = header('0', "1");
        block[100]++;
        assertThat(TarHeader.of(block)).isEmpty();
        assertThat(TarHeader.of(new byte[TarHeader.BLOCK_BYTES])).isEmpty();
        assertThat(TarHeader.of(Arrays.copyOf(header('0', "1"), 511))).isEmpty();
    }
}
