package io.targetnode.store;

import io.targetnode.acpi.UnsignedMatrix;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Lists of unsigned numbers of a fixed width as one text, two digits for each byte, the highest byte first. */
final class HexNumbers {

    private static final int DOMAIN_BYTES = 4;
    private static final HexFormat HEX = HexFormat.of();

    private HexNumbers() {}

    static String print(UnsignedMatrix numbers, int width) {
        StringBuilder text = new StringBuilder(2 * width * numbers.size());
        for (int i = 0; i < numbers.size(); i++) {
            text.append(HEX.toHexDigits(numbers.at(i), 2 * width));
        }
        return text.toString();
    }

    /** Prints numbers of 32 bits. */
    static String print(List<Integer> numbers) {
        StringBuilder text = new StringBuilder(2 * DOMAIN_BYTES * numbers.size());
        numbers.forEach(number -> text.append(HEX.toHexDigits(number)));
        return text.toString();
    }

    static UnsignedMatrix matrix(DocumentReader in, int rows, int columns, int width) {
        String text = digits(in, (long) rows * columns, width);
        char[] numbers = new char[rows * columns];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (char) HexFormat.fromHexDigits(text, 2 * width * i, 2 * width * (i + 1));
        }
        return UnsignedMatrix.of(rows, columns, numbers);
    }

    /** Reads numbers of 32 bits. */
    static List<Integer> list(DocumentReader in, int count) {
        String text = digits(in, count, DOMAIN_BYTES);
        List<Integer> numbers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            numbers.add(HexFormat.fromHexDigits(text, 2 * DOMAIN_BYTES * i, 2 * DOMAIN_BYTES * (i + 1)));
        }
        return numbers;
    }

    private static String digits(DocumentReader in, long count, int width) {
        String text = in.string();
        long needed = 2L * width * count;
        if (text.length() != needed || !text.chars().allMatch(HexFormat::isHexDigit)) {
            throw in.refuse("must have %d hexadecimal digits".formatted(needed));
        }
        return text;
    }
}
