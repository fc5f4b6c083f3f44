package io.targetnode.store;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The words that a format has for the constants of an enum; what the constants are called does not matter to it. */
final class EnumWords<E extends Enum<E>> {

    private final SortedMap<String, E> constants = new TreeMap<>();

    /** @param word another one for each constant */
    EnumWords(Class<E> type, Function<E, String> word) {
        for (E constant : type.getEnumConstants()) {
            constants.put(word.apply(constant), constant);
        }
    }

    E read(DocumentReader in) {
        E constant = constants.get(in.word());
        if (constant == null) {
            throw in.refuse("must be one of " + String.join(", ", constants.keySet()));
        }
        return constant;
    }
}
