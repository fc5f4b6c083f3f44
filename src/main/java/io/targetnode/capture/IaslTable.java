package io.targetnode.capture;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One table of the output of {@code iasl -d}, read from its fields and its raw data. Complete raw data are preferred: iasl does
 * not know every structure, prints some offsets wrong, and replaces unprintable characters of names with spaces. No message
 * shows a value.
 */
final class IaslTable {

    /** A name and a value of whole bytes, as in a text for the compiler. The bits of flags have fewer digits, or names. */
    private static final Pattern ROW_WITHOUT_OFFSET = Pattern.compile(
            " *+(?:\\[\\d{1,6}+] *+)?+([A-Z][A-Za-z0-9 ()/^_.,-]{0,60}?) *+: *+(?:(?:0x)?+(?:[0-9A-Fa-f]{2}+)++"
                    + "(?: [0-9A-Fa-f]{2}+)*+(?: \\\\)?+|\"[^\"]{0,64}+\")(?: *+(?:\\[|/\\*|//).*+)?+");

    private final Line heading;
    private final String signature;
    private final IaslRows rows;
    private Optional<DumpedTable> raw = Optional.empty();
    /** The first fault of the fields. */
    private Optional<CaptureException> fault = Optional.empty();
    /** The first fault of the raw data. */
    private Optional<CaptureException> rawFault = Optional.empty();

    IaslTable(Line heading, String signature) {
        this.heading = heading;
        this.signature = signature;
        this.rows = new IaslRows(heading, signature);
    }

    Line heading() {
        return heading;
    }

    String signature() {
        return signature;
    }

    /** @param text name and value, separated by {@code " : "} */
    void addField(Line line, long offset, int width, String text) {
        readRows(() -> rows.add(line, offset, width, text));
    }

    /** @throws CaptureException if it is a row of the table without its offset */
    void addOther(Line line) {
        Matcher row = ROW_WITHOUT_OFFSET.matcher(line.text());
        if (line.text().isEmpty()) {
            rows.endFlags();
        } else if (raw.isPresent() && IaslReader.ROW.matcher(line.text()).matches()) {
            readRaw(raw.get(), line);
        } else if (fault.isEmpty() && rows.isWithinField()) {
            readRows(() -> rows.continueField(line));
        } else if (row.matches() && !rows.isFlagRow(row.group(1))) {
            throw line.refuse("a row of %s without an offset, as in an edited text;".formatted(signature)
                    + IaslReader.COMPILE_IT);
        }
    }

    void beginRaw(Line line) {
        if (raw.isPresent()) {
            throw line.refuse("the raw data of %s appear twice".formatted(signature));
        }
        rows.endFlags();
        raw = Optional.of(new DumpedTable(heading, signature));
    }

    /** @throws CaptureException if bytes are missing, or complete fields and incomplete raw data differ */
    byte[] bytes() {
        readRows(rows::requireClosed);
        if (isRawWhole()) {
            return raw.orElseThrow().bytes();
        }
        DumpedTable shown = rows.table();
        raw.filter(data -> data.size() > shown.size()).ifPresent(data -> {
            rawFault.ifPresent(IaslTable::refuse);
            data.bytes();
        });
        fault.ifPresent(IaslTable::refuse);
        byte[] bytes = shown.bytes();
        raw.flatMap(this::difference).ifPresent(offset -> {
            throw heading.refuse("the fields of %s and its raw data, which are not complete, differ at offset 0x%x:"
                            .formatted(signature, offset)
                    + " the text was edited or damaged;" + IaslReader.COMPILE_IT);
        });
        return bytes;
    }

    /** A warning that the complete raw data are used, although the fields are faulty or differ. */
    Optional<String> warning() {
        if (!isRawWhole()) {
            return Optional.empty();
        }
        return fault.map(CaptureException::getMessage)
                .or(() -> difference(raw.orElseThrow())
                        .map(offset -> heading.refuse("the fields of %s and its raw data differ at offset 0x%x"
                                        .formatted(signature, offset))
                                .getMessage()))
                .map(why -> why + "; the raw data at the end of the text were used. If the fields were edited,"
                        + IaslReader.COMPILE_IT);
    }

    private boolean isRawWhole() {
        return rawFault.isEmpty() && raw.filter(DumpedTable::isWhole).isPresent();
    }

    /** The first offset where fields and raw data differ. The fields may end at a structure that iasl does not know. */
    private Optional<Integer> difference(DumpedTable data) {
        byte[] shown = rows.table().soFar();
        byte[] bytes = data.soFar();
        boolean whole = data.isWhole();
        for (int i = 0; i < shown.length; i++) {
            if (i >= bytes.length) {
                return whole ? Optional.of(i) : Optional.empty();
            }
            if (shown[i] != bytes[i] && !rows.isCharacter(i)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private void readRows(Runnable reader) {
        if (fault.isEmpty()) {
            try {
                reader.run();
            } catch (CaptureException e) {
                fault = Optional.of(e);
            }
        }
    }

    private void readRaw(DumpedTable data, Line line) {
        if (rawFault.isEmpty()) {
            try {
                data.addRow(line);
            } catch (CaptureException e) {
                rawFault = Optional.of(e);
            }
        }
    }

    private static void refuse(CaptureException fault) {
        throw fault;
    }
}
