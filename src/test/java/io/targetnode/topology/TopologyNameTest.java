package io.targetnode.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TopologyNameTest {

    private static final String CHARACTERS = "azAZ09._-/ :@[`{;%é\u0661\n";

    @Test
    void isNameAgreesWithThePattern() {
        SplittableRandom random = new SplittableRandom(1);
        int names = 0;
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(5); length > 0; length--) {
                text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
            }
            boolean isName = TopologyName.isName(text.toString());
            assertThat(isName).as(text.toString()).isEqualTo(text.toString().matches(TopologyName.PATTERN));
            names += isName ? 1 : 0;
        }
        assertThat(names).isGreaterThan(1_000);
        assertThat(TopologyName.isName("n".repeat(128))).isTrue();
        assertThat(TopologyName.isName("n".repeat(129))).isFalse();
    }
}
