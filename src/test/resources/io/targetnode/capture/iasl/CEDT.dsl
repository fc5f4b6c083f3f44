/*
 * Intel ACPI Component Architecture
 * AML/ASL+ Disassembler version 20200925 (64-bit version)
 * Copyright (c) 2000 - 2020 Intel Corporation
 * 
 * Disassembly of CEDT.dat
 *
 * ACPI Data Table [CEDT]
 *
 * Format: [HexOffset DecimalOffset ByteLength]  FieldName : FieldValue
 */

[000h 0000   4]                    Signature : "CEDT"    
[004h 0004   4]                 Table Length : 0000006C
[008h 0008   1]                     Revision : 01
[009h 0009   1]                     Checksum : 44
[00Ah 0010   6]                       Oem ID : "BOCHS "
[010h 0016   8]                 Oem Table ID : "BXPC    "
[018h 0024   4]                 Oem Revision : 00000001
[01Ch 0028   4]              Asl Compiler ID : "BXPC"
[020h 0032   4]        Asl Compiler Revision : 00000001


**** Unknown ACPI table signature [CEDT]


Raw Table Data: Length 108 (0x6C)

    0000: 43 45 44 54 6C 00 00 00 01 44 42 4F 43 48 53 20  // CEDTl....DBOCHS 
    0010: 42 58 50 43 20 20 20 20 01 00 00 00 42 58 50 43  // BXPC    ....BXPC
    0020: 01 00 00 00 00 00 20 00 0C 00 00 00 01 00 00 00  // ...... .........
    0030: 00 00 00 00 00 00 00 00 01 00 00 00 00 00 01 00  // ................
    0040: 00 00 00 00 01 00 28 00 00 00 00 00 00 00 00 10  // ......(.........
    0050: 01 00 00 00 00 00 00 20 00 00 00 00 00 00 00 00  // ....... ........
    0060: 00 00 00 00 2F 00 00 00 0C 00 00 00              // ..../.......
