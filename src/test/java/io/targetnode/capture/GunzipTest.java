package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GunzipTest {

    private static final byte[] PLAIN = "0x20000000\n0x60000000\n".repeat(7).getBytes(StandardCharsets.US_ASCII);

    @Test
    void theOutputDoesNotDependOnWhereTheInputIsCut() throws IOException {
        byte[] packed = join(gzip(PLAIN), gzip(new byte[0]), gzip(PLAIN), allFields(gzip(PLAIN)));
        byte[] plain = join(PLAIN, PLAIN, PLAIN);
        for (int at = 0; at <= packed.length; at++) {
            assertThat(decompress(Arrays.copyOf(packed, at), Arrays.copyOfRange(packed, at, packed.length)))
                    .isEqualTo(plain);
        }
        byte[][] bytes = new byte[packed.length][];
        for (int i = 0; i < packed.length; i++) {
            bytes[i] = new byte[] {packed[i]};
        }
        assertThat(decompress(bytes)).isEqualTo(plain);
        assertThat(new GunzipStream(new ByteArrayInputStream(packed), "").readAllBytes())
                .isEqualTo(plain);
    }

    @Test
    void incompressibleDataAreDecompressed() throws IOException {
        byte[] noise = new byte[100_000];
        new SplittableRandom(5).nextBytes(noise);
        assertThat(decompress(gzip(noise))).isEqualTo(noise);
    }

    @Test
    void aTruncatedStreamIsRefused() throws IOException {
        byte[] packed = allFields(gzip(PLAIN));
        for (int length = 0; length < packed.length; length++) {
            byte[] part = Arrays.copyOf(packed, length);
            assertThatThrownBy(() -> decompress(part)).hasMessageContaining("ends too early");
            byte[] second = join(gzip(PLAIN), part);
            if (length > 0) {
                assertThatThrownBy(() -> decompress(second)).hasMessageContaining("ends too early");
            }
        }
    }

    /** Some flips in the header are harmless: time, system, name. */
    @Test
    void aFlippedBitAfterTheHeaderIsDetected() throws IOException {
        byte[] packed = gzip(PLAIN);
        for (int bit = 80; bit < 8 * packed.length; bit++) {
            byte[] damaged = packed.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> decompress(damaged)).as("bit %d", bit).isInstanceOf(GzipException.class);
        }
    }

    @Test
    void aDamagedOrUnknownHeaderIsRefused() throws IOException {
        byte[] packed = allFields(gzip(PLAIN));
        for (int at : new int[] {0, 1, 2, 4, 12, 20}) {
            byte[] damaged = packed.clone();
            damaged[at] ^= 0x40;
            assertThatThrownBy(() -> decompress(damaged)).as("byte %d", at).isInstanceOf(GzipException.class);
        }
        byte[] reserved = gzip(PLAIN);
        reserved[3] = 0x20;
        assertThatThrownBy(() -> decompress(reserved)).hasMessageContaining("reserved");
    }

    @Test
    void bytesAfterAMemberThatAreNotAMemberAreRefused() throws IOException {
        assertThatThrownBy(() -> decompress(join(gzip(PLAIN), new byte[1]))).hasMessageContaining("1f 8b");
        assertThatThrownBy(() -> decompress("plain".getBytes(StandardCharsets.US_ASCII)))
                .hasMessageContaining("1f 8b");
    }

    @Test
    void anEmptyExtraFieldIsSkipped() throws IOException {
        byte[] plain = gzip(PLAIN);
        byte[] header = join(Arrays.copyOf(plain, 10), new byte[2]);
        header[3] = 4;
        assertThat(decompress(join(header, Arrays.copyOfRange(plain, 10, plain.length))))
                .isEqualTo(PLAIN);
    }

    @Test
    void aHeaderTakesNoByteAfterItsEnd() throws IOException {
        GzipHeader header = new GzipHeader("");
        byte[] packed = gzip(PLAIN);
        for (int i = 0; i < 10; i++) {
            assertThat(header.accept(packed[i] & 0xff)).isEqualTo(i == 9);
        }
        assertThatThrownBy(() -> header.accept(0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aStreamIsReadByteByByte() throws IOException {
        int[] counted = {0};
        byte[] packed = gzip(PLAIN);
        InputStream in = new CountedStream(new ByteArrayInputStream(packed), count -> counted[0] += count);
        assertThat(in.read()).isEqualTo(packed[0] & 0xff);
        for (int i = 1; i < packed.length; i++) {
            in.read();
        }
        assertThat(in.read()).isEqualTo(-1);
        assertThat(counted[0]).isEqualTo(packed.length);
        try (InputStream plain = new GunzipStream(new ByteArrayInputStream(packed), "")) {
            for (byte expected : PLAIN) {
                assertThat(plain.read()).isEqualTo(expected);
            }
            assertThat(plain.read()).isEqualTo(-1);
        }
    }

    private static byte[] decompress(byte[]... pieces) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] plain = new byte[17];
        try (Gunzip gunzip = new Gunzip("")) {
            for (byte[] piece : pieces) {
                byte[] buffer = Arrays.copyOf(piece, piece.length + 5);
                gunzip.feed(buffer, piece.length);
                for (int length = gunzip.inflate(plain); length > 0; length = gunzip.inflate(plain)) {
                    out.write(plain, 0, length);
                }
            }
            gunzip.end();
        }
        return out.toByteArray();
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        return packed.toByteArray();
    }

    /** The same stream with every optional field in its header. */
    private static byte[] allFields(byte[] gzip) {
        byte[] header = join(
                Arrays.copyOf(gzip, 10),
                new byte[] {3, 0, 'a', 'b', 'c'},
                "name\0comment\0".getBytes(StandardCharsets.US_ASCII));
        header[3] = 2 | 4 | 8 | 16;
        CRC32 crc = new CRC32();
        crc.update(header);
        byte[] check = {(byte) crc.getValue(), (byte) (crc.getValue() >>> 8)};
        return join(header, check, Arrays.copyOfRange(gzip, 10, gzip.length));
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
