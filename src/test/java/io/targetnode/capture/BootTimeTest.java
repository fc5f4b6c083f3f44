package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BootTimeTest {

    private static final String BANNER = "[    0.000000] Linux version 6.1 (b) #1 SMP Fri Jan 10 00:00:00 UTC 2025\n";

    private static BootTime of(String text) {
        return BootTime.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theFirstMessageWithTheClockShowsTheTimeOfTheBoot() {
        assertThat(of(BANNER
                        + "[    1.000000] audit: type=2000 audit(1736496000.123:1): state=initialized\n"
                        + "[    2.000000] rtc: setting system clock to 2025-01-10T08:00:09 UTC (1736496009)\n"))
                .isEqualTo(new BootTime(OptionalLong.of(1736496000), 1736467200));
        assertThat(of(BANNER + "[    2.000000] rtc: setting system clock to 2025-01-10T08:00:09 UTC (1736496009)\n")
                        .started())
                .hasValue(1736496009);
    }

    @Test
    void theLastBootCountsAndLinesBeforeItsBannerDoNot() {
        String audit = "[    1.000000] audit: type=2000 audit(1736496000.123:1): x\n";
        assertThat(of(audit).started()).isEmpty();
        assertThat(of(BANNER + audit + BANNER).started()).isEmpty();
        assertThat(of(BANNER + "x audit(1): y\nsetting system clock to soon\n").started())
                .isEmpty();
    }

    @Test
    void aBannerMayHaveNoDateOrNoPossibleOne() {
        assertThat(of("Linux version 6.1 (b)\n").built()).isZero();
        assertThat(of(BANNER.replace("Jan 10", "Xyz 10")).built()).isZero();
        assertThat(of(BANNER.replace("Jan 10", "Jan  1")).built()).isEqualTo(1735689600);
    }
}
