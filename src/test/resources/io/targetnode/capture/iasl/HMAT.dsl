/*
 * Intel ACPI Component Architecture
 * AML/ASL+ Disassembler version 20200925 (64-bit version)
 * Copyright (c) 2000 - 2020 Intel Corporation
 * 
 * Disassembly of HMAT.dat
 *
 * ACPI Data Table [HMAT]
 *
 * Format: [HexOffset DecimalOffset ByteLength]  FieldName : FieldValue
 */

[000h 0000   4]                    Signature : "HMAT"    [Heterogeneous Memory Attributes Table]
[004h 0004   4]                 Table Length : 00000150
[008h 0008   1]                     Revision : 02
[009h 0009   1]                     Checksum : 05
[00Ah 0010   6]                       Oem ID : "BOCHS "
[010h 0016   8]                 Oem Table ID : "BXPC    "
[018h 0024   4]                 Oem Revision : 00000001
[01Ch 0028   4]              Asl Compiler ID : "BXPC"
[020h 0032   4]        Asl Compiler Revision : 00000001

[024h 0036   4]                     Reserved : 00000000

[028h 0040   2]               Structure Type : 0000 [Memory Proximity Domain Attributes]
[02Ah 0042   2]                     Reserved : 0000
[02Ch 0044   4]                       Length : 00000028
[030h 0048   2]        Flags (decoded below) : 0001
            Processor Proximity Domain Valid : 1
[032h 0050   2]                    Reserved1 : 0000
[034h 0052   4] Attached Initiator Proximity Domain : 00000000
[038h 0056   4]      Memory Proximity Domain : 00000000
[03Ch 0060   4]                    Reserved2 : 00000000
[040h 0064   8]                    Reserved3 : 0000000000000000
[048h 0072   8]                    Reserved4 : 0000000000000000

[050h 0080   2]               Structure Type : 0000 [Memory Proximity Domain Attributes]
[052h 0082   2]                     Reserved : 0000
[054h 0084   4]                       Length : 00000028
[058h 0088   2]        Flags (decoded below) : 0001
            Processor Proximity Domain Valid : 1
[05Ah 0090   2]                    Reserved1 : 0000
[05Ch 0092   4] Attached Initiator Proximity Domain : 00000000
[060h 0096   4]      Memory Proximity Domain : 00000001
[064h 0100   4]                    Reserved2 : 00000000
[068h 0104   8]                    Reserved3 : 0000000000000000
[070h 0112   8]                    Reserved4 : 0000000000000000

[078h 0120   2]               Structure Type : 0000 [Memory Proximity Domain Attributes]
[07Ah 0122   2]                     Reserved : 0000
[07Ch 0124   4]                       Length : 00000028
[080h 0128   2]        Flags (decoded below) : 0001
            Processor Proximity Domain Valid : 1
[082h 0130   2]                    Reserved1 : 0000
[084h 0132   4] Attached Initiator Proximity Domain : 00000000
[088h 0136   4]      Memory Proximity Domain : 00000002
[08Ch 0140   4]                    Reserved2 : 00000000
[090h 0144   8]                    Reserved3 : 0000000000000000
[098h 0152   8]                    Reserved4 : 0000000000000000

[0A0h 0160   2]               Structure Type : 0001 [System Locality Latency and Bandwidth Information]
[0A2h 0162   2]                     Reserved : 0000
[0A4h 0164   4]                       Length : 00000048
[0A8h 0168   1]        Flags (decoded below) : 00
                            Memory Hierarchy : 0
[0A9h 0169   1]                    Data Type : 00
[0AAh 0170   2]                    Reserved1 : 0000
[0ACh 0172   4] Initiator Proximity Domains # : 00000002
[0B0h 0176   4]   Target Proximity Domains # : 00000004
[0B4h 0180   4]                    Reserved2 : 00000000
[0B8h 0184   8]              Entry Base Unit : 0000000000002710
[0C0h 0192   4] Initiator Proximity Domain List : 00000000
[0C4h 0196   4] Initiator Proximity Domain List : 00000003
[0C8h 0200   4] Target Proximity Domain List : 00000000
[0CCh 0204   4] Target Proximity Domain List : 00000001
[0D0h 0208   4] Target Proximity Domain List : 00000002
[0D4h 0212   4] Target Proximity Domain List : 00000003
[0D8h 0216   2]                        Entry : 0001
[0DAh 0218   2]                        Entry : 0004
[0DCh 0220   2]                        Entry : 000A
[0DEh 0222   2]                        Entry : 0000
[0E0h 0224   2]                        Entry : 0000
[0E2h 0226   2]                        Entry : 0000
[0E4h 0228   2]                        Entry : 0000
[0E6h 0230   2]                        Entry : 0000

[0E8h 0232   2]               Structure Type : 0001 [System Locality Latency and Bandwidth Information]
[0EAh 0234   2]                     Reserved : 0000
[0ECh 0236   4]                       Length : 00000048
[0F0h 0240   1]        Flags (decoded below) : 00
                            Memory Hierarchy : 0
[0F1h 0241   1]                    Data Type : 03
[0F2h 0242   2]                    Reserved1 : 0000
[0F4h 0244   4] Initiator Proximity Domains # : 00000002
[0F8h 0248   4]   Target Proximity Domains # : 00000004
[0FCh 0252   4]                    Reserved2 : 00000000
[100h 0256   8]              Entry Base Unit : 0000000000000400
[108h 0264   4] Initiator Proximity Domain List : 00000000
[10Ch 0268   4] Initiator Proximity Domain List : 00000003
[110h 0272   4] Target Proximity Domain List : 00000000
[114h 0276   4] Target Proximity Domain List : 00000001
[118h 0280   4] Target Proximity Domain List : 00000002
[11Ch 0284   4] Target Proximity Domain List : 00000003
[120h 0288   2]                        Entry : 000A
[122h 0290   2]                        Entry : 0005
[124h 0292   2]                        Entry : 0001
[126h 0294   2]                        Entry : 0000
[128h 0296   2]                        Entry : 0000
[12Ah 0298   2]                        Entry : 0000
[12Ch 0300   2]                        Entry : 0000
[12Eh 0302   2]                        Entry : 0000

[130h 0304   2]               Structure Type : 0002 [Memory Side Cache Information]
[132h 0306   2]                     Reserved : 0000
[134h 0308   4]                       Length : 00000020
[138h 0312   4]      Memory Proximity Domain : 00000000
[13Ch 0316   4]                    Reserved1 : 00000000
[140h 0320   8]       Memory Side Cache Size : 0000000004000000
[148h 0328   4] Cache Attributes (decoded below) : 00401111
                          Total Cache Levels : 1
                                 Cache Level : 1
                         Cache Associativity : 1
                                Write Policy : 1
                             Cache Line Size : 0040
[14Ch 0332   2]                    Reserved2 : 0000
[14Eh 0334   2]              SMBIOS Handle # : 0000

Raw Table Data: Length 336 (0x150)

    0000: 48 4D 41 54 50 01 00 00 02 05 42 4F 43 48 53 20  // HMATP.....BOCHS 
    0010: 42 58 50 43 20 20 20 20 01 00 00 00 42 58 50 43  // BXPC    ....BXPC
    0020: 01 00 00 00 00 00 00 00 00 00 00 00 28 00 00 00  // ............(...
    0030: 01 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  // ................
    0040: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  // ................
    0050: 00 00 00 00 28 00 00 00 01 00 00 00 00 00 00 00  // ....(...........
    0060: 01 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  // ................
    0070: 00 00 00 00 00 00 00 00 00 00 00 00 28 00 00 00  // ............(...
    0080: 01 00 00 00 00 00 00 00 02 00 00 00 00 00 00 00  // ................
    0090: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  // ................
    00A0: 01 00 00 00 48 00 00 00 00 00 00 00 02 00 00 00  // ....H...........
    00B0: 04 00 00 00 00 00 00 00 10 27 00 00 00 00 00 00  // .........'......
    00C0: 00 00 00 00 03 00 00 00 00 00 00 00 01 00 00 00  // ................
    00D0: 02 00 00 00 03 00 00 00 01 00 04 00 0A 00 00 00  // ................
    00E0: 00 00 00 00 00 00 00 00 01 00 00 00 48 00 00 00  // ............H...
    00F0: 00 03 00 00 02 00 00 00 04 00 00 00 00 00 00 00  // ................
    0100: 00 04 00 00 00 00 00 00 00 00 00 00 03 00 00 00  // ................
    0110: 00 00 00 00 01 00 00 00 02 00 00 00 03 00 00 00  // ................
    0120: 0A 00 05 00 01 00 00 00 00 00 00 00 00 00 00 00  // ................
    0130: 02 00 00 00 20 00 00 00 00 00 00 00 00 00 00 00  // .... ...........
    0140: 00 00 00 04 00 00 00 00 11 11 40 00 00 00 00 00  // ..........@.....
