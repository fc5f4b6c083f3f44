package io.targetnode.store;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The words that a format has for the constants of an enum; what the constants are called does not matter to it. */
final class EnumWords<E extends Enum<E>> {

    private final Map<String, E> constants;

    /** @param word another one for each constant */
    EnumWords(Class<E> type, Function<E, String> word) {
        this.constants = Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toMap(word, constant -> constant, (a, b) -> a, TreeMap::new));
    }

    E read(DocumentReader in) {
        E constant = constants.get(in.word());
        if (constant == null) {
            throw in.refuse("must be one of " + String.join(", ", constants.keySet()));
        }
        return constant;
    }
}
