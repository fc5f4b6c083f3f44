package io.targetnode.topology.intake;

import io.targetnode.capture.Machine;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.BiFunction;

/** Tables of a machine as programs print them. */
final class TableTexts {

    private static final int ROW_BYTES = 16;

    private TableTexts() {}

    static String acpidump(Machine machine, String signature) {
        HexFormat hex = HexFormat.ofDelimiter(" ").withUpperCase();
        return signature + " @ 0x0000000000000000\n"
                + rows(
                        machine,
                        signature,
                        (at, row) -> "    %04X: %-47s  %s".formatted(at, hex.formatHex(row), ".".repeat(row.length)))
                + "\n";
    }

    static String xxd(Machine machine, String signature) {
        return rows(
                machine,
                signature,
                (at, row) -> "%08x: %-39s  %s"
                        .formatted(
                                at,
                                HexFormat.of().formatHex(row).replaceAll("(.{4})(?=.)", "$1 "),
                                ".".repeat(row.length)));
    }

    private static String rows(Machine machine, String signature, BiFunction<Integer, byte[], String> print) {
        byte[] table = machine.bytes(signature + ".bin");
        StringBuilder rows = new StringBuilder();
        for (int at = 0; at < table.length; at += ROW_BYTES) {
            rows.append(print.apply(at, Arrays.copyOfRange(table, at, Math.min(at + ROW_BYTES, table.length))))
                    .append('\n');
        }
        return rows.toString();
    }
}
