package io.targetnode.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.Srat;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Structures that only newer versions of iasl know, or only machines of other architectures have, as iasl prints them. */
class IaslStructuresTest {

    private static final String SRAT = """
            [000h 0000 004h]                   Signature : "SRAT"    [System Resource Affinity Table]
            [004h 0004 004h]                Table Length : 0000009E
            [008h 0008 001h]                    Revision : 03
            [009h 0009 001h]                    Checksum : 00
            [00Ah 0010 006h]                      Oem ID : "BOCHS "
            [010h 0016 008h]                Oem Table ID : "BXPC    "
            [018h 0024 004h]                Oem Revision : 00000001
            [01Ch 0028 004h]             Asl Compiler ID : "BXPC"
            [020h 0032 004h]       Asl Compiler Revision : 00000001

            [024h 0036 004h]              Table Revision : 00000001
            [028h 0040 008h]                    Reserved : 0000000000000000

            [030h 0048 001h]               Subtable Type : 03 [GICC Affinity]
            [031h 0049 001h]                      Length : 12

            [032h 0050 004h]            Proximity Domain : 00000001
            [036h 0054 004h]          Acpi Processor UID : 00000002
            [03Ah 0058 004h]       Flags (decoded below) : 00000001
                                                 Enabled : 1
            [03Eh 0062 004h]                Clock Domain : 00000000

            [042h 0066 001h]               Subtable Type : 04 [GIC ITS Affinity]
            [043h 0067 001h]                      Length : 0C

            [044h 0068 004h]            Proximity Domain : 00000001
            [048h 0072 002h]                    Reserved : 0000
            [04Ah 0074 004h]                      ITS ID : 00000003

            [04Eh 0078 001h]               Subtable Type : 06 [Generic Port Affinity]
            [04Fh 0079 001h]                      Length : 20

            [050h 0080 001h]                   Reserved1 : 00
            [051h 0081 001h]          Device Handle Type : 00
            [052h 0082 004h]            Proximity Domain : 00000002
            [056h 0086 010h]               Device Handle : 41 43 50 49 30 30 31 36 00 00 00 00 00 00 00 00
            [066h 0102 004h]       Flags (decoded below) : 00000001
                                                 Enabled : 1
                                 Architectural Transactions : 0
            [06Ah 0106 004h]                   Reserved2 : 00000000

            [06Eh 0110 001h]               Subtable Type : 07 [RINTC Affinity]
            [06Fh 0111 001h]                      Length : 14

            [070h 0112 002h]                    Reserved : 0000
            [072h 0114 004h]            Proximity Domain : 00000003
            [076h 0118 004h]          Acpi Processor UID : 00000000
            [07Ah 0122 004h]       Flags (decoded below) : 00000001
                                                 Enabled : 1
            [07Eh 0126 004h]                Clock Domain : 00000000

            [082h 0130 001h]               Subtable Type : 02 [Processor Local x2APIC Affinity]
            [083h 0131 001h]                      Length : 1C

            [084h 0132 002h]                   Reserved1 : 0000
            [086h 0134 004h]            Proximity Domain : 00000004
            [08Ah 0138 004h]                     Apic ID : 00000100
            [08Eh 0142 004h]       Flags (decoded below) : 00000001
                                                 Enabled : 1
            [092h 0146 004h]                Clock Domain : 00000000
            [096h 0150 004h]                   Reserved2 : 00000000
            [09Ah 0154 004h]                   Reserved3 : 00000000
            """;

    private static final String CEDT = """
            [000h 0000 004h]                   Signature : "CEDT"    [CXL Early Discovery Table]
            [004h 0004 004h]                Table Length : 0000005D
            [008h 0008 001h]                    Revision : 01
            [009h 0009 001h]                    Checksum : 00
            [00Ah 0010 006h]                      Oem ID : "BOCHS "
            [010h 0016 008h]                Oem Table ID : "BXPC    "
            [018h 0024 004h]                Oem Revision : 00000001
            [01Ch 0028 004h]             Asl Compiler ID : "BXPC"
            [020h 0032 004h]       Asl Compiler Revision : 00000001


            [024h 0036 001h]               Subtable Type : 03 [CXL RDPAS Structure]
            [025h 0037 001h]                    Reserved : 00
            [026h 0038 002h]                      Length : 0011
            [028h 0040 002h]              Segment Number : 0000
            [02Ah 0042 002h]                         BDF : 0100
            [02Ch 0044 001h]               Protocol Type : 01
            [02Dh 0045 008h]                Base Address : 000000009A000000

            [035h 0053 001h]               Subtable Type : 01 [CXL Fixed Memory Window Structure]
            [036h 0054 001h]                    Reserved : 00
            [037h 0055 002h]                      Length : 0028
            [039h 0057 004h]                    Reserved : 00000000
            [03Dh 0061 008h]         Window base address : 0000000110000000
            [045h 0069 008h]                 Window size : 0000000020000000
            [04Dh 0077 001h]          Interleave Members : 00
            [04Eh 0078 001h]       Interleave Arithmetic : 00
            [04Fh 0079 002h]                    Reserved : 0000
            [051h 0081 004h]                 Granularity : 00000000
            [055h 0085 002h]                Restrictions : 002F
            [057h 0087 002h]                       QtgId : 0000
            [059h 0089 004h]                First Target : 0000000C
            """;

    private static final String HEADER_AFTER_LENGTH =
            "424f43485320 4258504320202020 01000000 42585043 01000000".replace(" ", "");

    private static String bytes(String text, String signature) {
        return HexFormat.of()
                .formatHex(AcpiDump.parse(text.getBytes(StandardCharsets.UTF_8))
                        .table(signature)
                        .orElseThrow());
    }

    @Test
    void processorsOfOtherArchitecturesAndGenericPortsAreRead() {
        String expected = "53524154 9e000000 0300" + HEADER_AFTER_LENGTH + "01000000 0000000000000000"
                + "0312 01000000 02000000 01000000 00000000"
                + "040c 01000000 0000 03000000"
                + "0620 00 00 02000000 41435049303031360000000000000000 01000000 00000000"
                + "0714 0000 03000000 00000000 01000000 00000000"
                + "021c 0000 04000000 00010000 01000000 00000000 00000000 00000000";
        assertThat(bytes(SRAT, "SRAT")).isEqualTo(expected.replace(" ", ""));
        assertThat(Srat.parse(HexFormat.of().parseHex(bytes(SRAT, "SRAT")))
                        .table()
                        .entries())
                .hasSize(5);
    }

    @Test
    void aStructureOfTheCedtBesideWindowsIsRead() {
        String expected = "43454454 5d000000 0100" + HEADER_AFTER_LENGTH
                + "0300 1100 0000 0001 01 0000009a00000000"
                + "0100 2800 00000000 0000001001000000 0000002000000000 00000000 00000000 2f000000 0c000000";
        assertThat(bytes(CEDT, "CEDT")).isEqualTo(expected.replace(" ", ""));
        assertThat(Cedt.parse(HexFormat.of().parseHex(bytes(CEDT, "CEDT")))
                        .table()
                        .windows())
                .hasSize(1);
    }

    @Test
    void aStructureThatIaslDoesNotKnowIsTakenFromTheRawData() {
        byte[] table = HexFormat.of().parseHex(bytes(CEDT, "CEDT"));
        String unknown = CEDT.substring(0, CEDT.indexOf("[028h"))
                + "\n**** Unknown CEDT subtable type 0x3\n\nRaw Table Data: Length 93 (0x5D)\n\n"
                + DumpText.of("CEDT", table).lines().skip(1).reduce("", (text, line) -> text + line + "\n");
        assertThat(HexFormat.of().parseHex(bytes(unknown, "CEDT"))).isEqualTo(table);
    }
}
