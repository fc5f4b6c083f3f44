package io.targetnode.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumaOptionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                       | NONE",
                "root=/dev/sda1 quiet                     | NONE",
                "root=/dev/sda1 numa=off quiet            | OFF",
                "numa=noacpi                              | NO_ACPI",
                "numa=noacpi numa=off                     | OFF",
                "numa=off numa=noacpi                     | OFF",
                "numa=nohmat                              | NONE",
                "xnuma=off                                | NONE",
                "init=/bin/sh -- numa=off                 | NONE",
                "a=\"b numa=off c\"                       | NONE",
                "a=\"b c\" numa=off                       | OFF",
                "\"unclosed numa=off                      | NONE",
                "  numa=off\t                             | OFF"
            })
    void theCommandLineIsReadWordByWord(String commandLine, NumaOption expected) {
        assertThat(NumaOption.of(commandLine)).isEqualTo(expected);
    }

    @Test
    void emulatedNodesAreRefusedWithTheReason() {
        assertThatThrownBy(() -> NumaOption.of("quiet numa=fake=4U"))
                .isInstanceOf(NotModelledException.class)
                .hasMessageContaining("numa=fake")
                .hasMessageContaining("emulated nodes are not modelled");
    }

    @Test
    void aKernelWithoutAcpiIsRefusedWithTheReason() {
        assertThatThrownBy(() -> NumaOption.of("acpi=off"))
                .isInstanceOf(NotModelledException.class)
                .hasMessageContaining("a kernel without ACPI tables is not modelled");
        assertThat(NumaOption.of("acpi=force")).isEqualTo(NumaOption.NONE);
    }
}
