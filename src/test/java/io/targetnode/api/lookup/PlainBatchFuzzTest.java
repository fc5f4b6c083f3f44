package io.targetnode.api.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.targetnode.api.json.JsonBodies;
import io.targetnode.api.json.StrictBodies;
import java.util.Arrays;

class PlainBatchFuzzTest {

    private static final JsonBodies STRICT = StrictBodies.create();

    /** Jackson reads the bodies that the plain reader declines. */
    @FuzzTest
    void anAcceptedBodyHasTheAddressesThatJacksonReads(byte[] body) {
        PlainBatch.read(body).ifPresent(plain -> {
            AddressArray strict = STRICT.read(body, BatchBody.class).addresses();
            assertThat(values(plain)).isEqualTo(values(strict));
        });
    }

    private static long[] values(AddressArray addresses) {
        return Arrays.copyOf(addresses.values(), addresses.length());
    }
}
